//! Makes `rule_version`.

use sea_orm_migration::{
    prelude::*,
    schema::{boolean, integer, integer_null, json_binary, text},
};

use crate::table::{self, OnDelete, TenantTable};

/// Makes and drops the table `rule_version`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::new("rule_version")
            .reference("rule_id", "rule", OnDelete::Cascade)
            .column(integer("version"))
            .column(text("name"))
            .column(json_binary("condition"))
            .column(json_binary("template"))
            .column(integer_null("repeat_days"))
            .column(boolean("active"))
            .optional_reference("changed_by", "user", OnDelete::Refuse)
            .unique(&["rule_id", "version"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "rule_version").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
