//! Makes `recurring_job`.

use sea_orm_migration::{prelude::*, schema::text};

use crate::{
    column::instant,
    table::{self, TenantTable},
};

/// Makes and drops the table `recurring_job`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::new("recurring_job")
            .column(text("kind"))
            .column(instant("due_at"))
            .unique(&["kind"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "recurring_job").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
