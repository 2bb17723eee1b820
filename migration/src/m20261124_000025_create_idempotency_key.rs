//! Makes `idempotency_key`.

use sea_orm_migration::{
    prelude::*,
    schema::{json_binary, text},
};

use crate::table::{self, OnDelete, TenantTable};

/// Makes and drops the table `idempotency_key`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::new("idempotency_key")
            .reference("user_id", "user", OnDelete::Cascade)
            .column(text("key"))
            .column(text("operation"))
            .column(text("input_hash"))
            .column(json_binary("answer"))
            .unique(&["user_id", "key"])
            .index(&["created_at"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "idempotency_key").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
