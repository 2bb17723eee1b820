//! Makes `tier_policy`.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer_null, integer, json_binary},
};

use crate::{
    column::{at_least, between},
    table::{self, TenantTable},
};

/// Makes and drops the table `tier_policy`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::versioned("tier_policy")
            .column(between(integer("purchase_weight"), 0, 100))
            .column(between(integer("depth_weight"), 0, 100))
            .column(between(integer("budget_weight"), 0, 100))
            .column(between(integer("hot_from"), 0, 100))
            .column(between(integer("warm_from"), 0, 100))
            .column(between(integer("cool_from"), 0, 100))
            .column(at_least(integer("default_cycle_days"), 1))
            .column(between(integer("window_percent"), 0, 100))
            .column(at_least(integer("decay_days"), 1))
            .column(at_least(big_integer_null("budget_target_fen"), 1))
            .column(json_binary("signal_weights"))
            .column(between(integer("other_signal_weight"), 0, 100))
            .unique(&[])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "tier_policy").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
