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
        events(one_of("kind", &KINDS))
            .reference("actor_id", "user", OnDelete::Refuse)
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

/// What happened to commitments at first.
pub(crate) const KINDS: [&str; 5] = ["MADE", "RESCHEDULED", "FULFILLED", "BROKEN", "CANCELLED"];

/// The table without whoever did it; whether there must be somebody, and what kinds there are, has changed since.
pub(crate) fn events(kind: ColumnDef) -> TenantTable {
    TenantTable::new("commitment_event")
        .reference("commitment_id", "commitment", OnDelete::Cascade)
        .column(kind)
        .column(text_null("reason"))
        .column(date_null("due_before"))
        .column(date_null("due_after"))
        .index(&["commitment_id", "created_at", "id"])
}

/// The names of its columns.
pub(crate) const COLUMNS: [&str; 9] = [
    "id",
    "organization_id",
    "created_at",
    "commitment_id",
    "actor_id",
    "kind",
    "reason",
    "due_before",
    "due_after",
];
