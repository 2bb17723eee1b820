//! Makes `budget_signal`.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer_null, date, text, text_null},
};

use crate::{
    column::at_least,
    table::{self, OnDelete, TenantTable},
};

/// Makes and drops the table `budget_signal`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::new("budget_signal")
            .reference("customer_id", "customer", OnDelete::Cascade)
            .column(text("kind"))
            .column(at_least(big_integer_null("amount_fen"), 0))
            .column(text_null("source_url"))
            .column(date("seen_on"))
            .index(&["customer_id", "seen_on"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "budget_signal").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
