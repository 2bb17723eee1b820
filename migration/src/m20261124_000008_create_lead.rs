//! Makes `lead`.

use sea_orm_migration::{
    prelude::*,
    schema::{integer, text, text_null},
};

use crate::{
    column::{between, instant, instant_null, one_of},
    table::{self, OnDelete, TenantTable},
};

/// Makes and drops the table `lead`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::versioned("lead")
            .reference("customer_id", "customer", OnDelete::Refuse)
            .reference("owner_id", "user", OnDelete::Refuse)
            .reference("team_id", "team", OnDelete::Refuse)
            .column(text("title"))
            .column(one_of(
                "stage",
                &["NEW", "CONTACTED", "PROPOSAL", "NEGOTIATION", "WON", "LOST"],
            ))
            .column(text_null("source"))
            .column(text_null("next_action"))
            .column(instant_null("next_action_at"))
            .column(one_of("tier", &["HOT", "WARM", "COOL", "SLEEPING"]))
            .column(between(integer("score"), 0, 100))
            .column(instant_null("last_activity_at"))
            .column(instant("stage_changed_at"))
            .index(&["created_at", "id"])
            .index(&["last_activity_at", "id"])
            .index(&["next_action_at", "id"])
            .index(&["score", "id"])
            .index(&["owner_id", "stage"])
            .index(&["team_id"])
            .index(&["customer_id"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "lead").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
