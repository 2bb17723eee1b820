//! Lets `commitment_event` say that a commitment became overdue, which nobody did.

use sea_orm_migration::prelude::*;

use crate::{
    column::one_of,
    m20261124_000017_create_commitment_event::{COLUMNS, KINDS, events},
    table::OnDelete,
};

/// Widens a CHECK constraint of `commitment_event` and makes a column optional, for which SQLite needs the table made anew.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        events(one_of("kind", &[&KINDS[..], &["OVERDUE"]].concat()))
            .optional_reference("actor_id", "user", OnDelete::Refuse)
            .make_anew(manager, &COLUMNS)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let of_the_clock = Query::delete()
            .from_table("commitment_event")
            .and_where(Expr::col("kind").eq("OVERDUE").or(Expr::col("actor_id").is_null()))
            .take();
        manager.execute(of_the_clock).await?;
        events(one_of("kind", &KINDS))
            .reference("actor_id", "user", OnDelete::Refuse)
            .make_anew(manager, &COLUMNS)
            .await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
