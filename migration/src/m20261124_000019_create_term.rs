//! Makes `term`.

use sea_orm_migration::{
    prelude::*,
    schema::{boolean, json_binary, text},
};

use crate::{
    column::{finding_category, one_of_null},
    table::{self, TenantTable},
};

/// Makes and drops the table `term`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::versioned("term")
            .column(finding_category("category"))
            .column(text("text"))
            .column(one_of_null("severity", &["ERROR", "WARNING", "INFO"]))
            .column(json_binary("exceptions"))
            .column(boolean("active").default(true).take())
            .unique(&["text", "category"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "term").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
