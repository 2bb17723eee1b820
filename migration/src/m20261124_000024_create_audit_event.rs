//! Makes `audit_event`.

use sea_orm_migration::{
    prelude::*,
    schema::{json_binary_null, text, uuid_null},
};

use crate::table::{self, OnDelete, TenantTable};

/// Makes and drops the table `audit_event`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::new("audit_event")
            .optional_reference("actor_id", "user", OnDelete::Refuse)
            .column(text("action"))
            .column(text("subject_type"))
            .column(uuid_null("subject_id"))
            .column(json_binary_null("detail"))
            .index(&["created_at", "id"])
            .index(&["subject_type", "subject_id"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "audit_event").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
