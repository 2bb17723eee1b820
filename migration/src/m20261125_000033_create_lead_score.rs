//! Makes `lead_score`.

use sea_orm_migration::{
    prelude::*,
    schema::{boolean, date_null, integer},
};

use crate::{
    column::{at_least, between, instant, one_of},
    table::{self, OnDelete, TenantTable},
};

/// Makes and drops the table `lead_score`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = TenantTable::new("lead_score")
            .reference("lead_id", "lead", OnDelete::Cascade)
            .column(at_least(integer("cycle_days"), 1))
            .column(boolean("cycle_estimated"))
            .column(date_null("last_ordered_on"))
            .column(date_null("window_starts_on"))
            .column(date_null("window_ends_on"))
            .column(at_least(integer("missed_windows"), 0))
            .column(one_of(
                "depth",
                &[
                    "NONE",
                    "CONTACTED",
                    "PROPOSAL_SENT",
                    "PROPOSAL_VIEWED",
                    "TECHNICAL_EXCHANGE",
                    "QUOTED",
                ],
            ));
        for name in [
            "purchase_points",
            "depth_points",
            "budget_points",
            "purchase_part",
            "depth_part",
            "budget_part",
            "score",
        ] {
            table = table.column(between(integer(name), 0, 100));
        }
        table
            .column(one_of("tier", &["HOT", "WARM", "COOL", "SLEEPING"]))
            .column(instant("scored_at"))
            .unique(&["lead_id"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "lead_score").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
