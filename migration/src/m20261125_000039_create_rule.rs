//! Makes `rule`.

use sea_orm_migration::{
    prelude::*,
    schema::{boolean, integer, integer_null, json_binary, text},
};

use crate::{
    column::at_least,
    table::{self, OnDelete, TenantTable},
};

/// Makes and drops the table `rule`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::versioned("rule")
            .column(text("name"))
            .optional_reference("team_id", "team", OnDelete::Refuse)
            .column(json_binary("condition"))
            .column(json_binary("template"))
            .column(at_least(integer_null("repeat_days"), 1))
            .column(at_least(integer("position"), 0))
            .column(boolean("active").default(true).take())
            .unique(&["name"])
            .index(&["position", "id"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "rule").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
