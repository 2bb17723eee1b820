//! Makes `session`, the refresh tokens.

use sea_orm_migration::{
    prelude::*,
    schema::{text, uuid},
};

use crate::{
    column::{instant, instant_null},
    table::{self, OnDelete, TenantTable},
};

/// Makes and drops the table `session`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::new("session")
            .reference("user_id", "user", OnDelete::Cascade)
            .column(uuid("family_id"))
            .column(text("refresh_hash"))
            .column(instant("expires_at"))
            .column(instant_null("rotated_at"))
            .column(instant_null("revoked_at"))
            .globally_unique("refresh_hash")
            .index(&["user_id"])
            .index(&["family_id"])
            .index(&["expires_at"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "session").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
