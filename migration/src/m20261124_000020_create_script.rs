//! Makes `script`.

use sea_orm_migration::{
    prelude::*,
    schema::{boolean, text},
};

use crate::{
    column::finding_category,
    table::{self, TenantTable},
};

/// Makes and drops the table `script`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::versioned("script")
            .column(finding_category("category"))
            .column(text("scenario"))
            .column(text("text"))
            .column(boolean("active").default(true).take())
            .index(&["category"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "script").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
