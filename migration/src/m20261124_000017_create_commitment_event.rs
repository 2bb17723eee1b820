//! Makes `commitment_event`.

use sea_orm_migration::{
    prelude::*,
    schema::{date_null, text_null},
};

use crate::{
    column::one_of,
    table::{self, OnDelete, TenantTable},
};

/// Makes and drops the table `commitment_event`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::new("commitment_event")
            .reference("commitment_id", "commitment", OnDelete::Cascade)
            .reference("actor_id", "user", OnDelete::Refuse)
            .column(one_of(
                "kind",
                &["MADE", "RESCHEDULED", "FULFILLED", "BROKEN", "CANCELLED"],
            ))
            .column(text_null("reason"))
            .column(date_null("due_before"))
            .column(date_null("due_after"))
            .index(&["commitment_id", "created_at", "id"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "commitment_event").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
