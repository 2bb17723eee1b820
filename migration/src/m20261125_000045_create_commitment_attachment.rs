//! Makes `commitment_attachment`.

use sea_orm_migration::{prelude::*, schema::text_null};

use crate::table::{self, OnDelete, TenantTable};

/// Makes and drops the table `commitment_attachment`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::new("commitment_attachment")
            .reference("commitment_id", "commitment", OnDelete::Cascade)
            .reference("attachment_id", "attachment", OnDelete::Refuse)
            .column(text_null("field_key"))
            .index(&["commitment_id", "created_at"])
            .index(&["attachment_id"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "commitment_attachment").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
