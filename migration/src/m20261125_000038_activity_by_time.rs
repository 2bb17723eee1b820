//! Lets the activities of a time be found for a whole organisation, as the weekly funnel counts them.

use sea_orm_migration::prelude::*;

/// Adds an index to `activity`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const INDEX: &str = "idx_activity_occurred_at_lead_id";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::create()
            .name(INDEX)
            .table("activity")
            .col("organization_id")
            .col("occurred_at")
            .col("lead_id")
            .take();
        manager.create_index(index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_index(Index::drop().name(INDEX).table("activity").to_owned())
            .await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
