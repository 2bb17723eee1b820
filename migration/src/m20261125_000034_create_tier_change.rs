//! Makes `tier_change`.

use sea_orm_migration::{prelude::*, schema::integer};

use crate::{
    column::{between, one_of, one_of_null},
    table::{self, OnDelete, TenantTable},
};

const TIERS: [&str; 4] = ["HOT", "WARM", "COOL", "SLEEPING"];

/// Makes and drops the table `tier_change`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::new("tier_change")
            .reference("lead_id", "lead", OnDelete::Cascade)
            .column(one_of_null("from_tier", &TIERS))
            .column(one_of("to_tier", &TIERS))
            .column(between(integer("score"), 0, 100))
            .index(&["lead_id", "created_at", "id"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "tier_change").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
