//! Makes `user`.

use sea_orm_migration::{prelude::*, schema::text};

use crate::{
    column::{instant, instant_null, one_of},
    table::{self, OnDelete, TenantTable},
};

/// Makes and drops the table `user`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::versioned("user")
            .optional_reference("team_id", "team", OnDelete::Refuse)
            .column(text("login"))
            .column(text("name"))
            .column(one_of(
                "role",
                &["REP", "SUPERVISOR", "IMPLEMENTER", "CLERK", "HEADQUARTERS", "ADMIN"],
            ))
            .optional_reference("store_id", "store", OnDelete::Refuse)
            .column(text("password_hash"))
            .column(instant_null("disabled_at"))
            .column(instant("tokens_valid_from"))
            .globally_unique("login")
            .index(&["team_id"])
            .index(&["store_id"])
            .index(&["created_at", "id"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "user").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
