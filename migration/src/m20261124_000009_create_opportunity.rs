//! Makes `opportunity`.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, date_null, text},
};

use crate::{
    column::{at_least, one_of},
    table::{self, OnDelete, TenantTable},
};

/// Makes and drops the table `opportunity`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::versioned("opportunity")
            .reference("lead_id", "lead", OnDelete::Cascade)
            .column(text("name"))
            .column(one_of("stage", &["OPEN", "WON", "LOST"]))
            .column(at_least(big_integer("amount_fen"), 0))
            .column(date_null("signed_on"))
            .globally_unique("lead_id")
            .index(&["stage", "signed_on"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "opportunity").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
