//! Makes `industry`.

use sea_orm_migration::{
    prelude::*,
    schema::{integer, json_binary, text},
};

use crate::{
    column::at_least,
    table::{self, TenantTable},
};

/// Makes and drops the table `industry`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::versioned("industry")
            .column(text("name"))
            .column(at_least(integer("cycle_days"), 1))
            .column(json_binary("season"))
            .unique(&["name"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "industry").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
