//! Makes `activity`.

use sea_orm_migration::{
    prelude::*,
    schema::{json_binary_null, text},
};

use crate::{
    column::{instant, one_of},
    table::{self, OnDelete, TenantTable},
};

/// Makes and drops the table `activity`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::new("activity")
            .reference("customer_id", "customer", OnDelete::Refuse)
            .optional_reference("lead_id", "lead", OnDelete::Refuse)
            .reference("user_id", "user", OnDelete::Refuse)
            .column(one_of(
                "kind",
                &[
                    "CALL",
                    "VISIT",
                    "PROPOSAL_SENT",
                    "PROPOSAL_OPENED",
                    "ATTACHMENT_OPENED",
                    "DOWNLOAD",
                    "REPLY",
                    "TECHNICAL_EXCHANGE",
                    "STAGE_CHANGE",
                    "QUOTE",
                    "ORDER",
                    "NOTE",
                ],
            ))
            .column(instant("occurred_at"))
            .column(text("note"))
            .column(json_binary_null("detail"))
            .index(&["lead_id", "occurred_at", "id"])
            .index(&["customer_id", "occurred_at"])
            .index(&["user_id", "occurred_at"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "activity").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
