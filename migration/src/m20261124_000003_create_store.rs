//! Makes `store`.

use sea_orm_migration::{
    prelude::*,
    schema::{text, text_null},
};

use crate::table::{self, OnDelete, TenantTable};

/// Makes and drops the table `store`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::versioned("store")
            .column(text("name"))
            .column(text("region"))
            .optional_reference("team_id", "team", OnDelete::Refuse)
            .column(text_null("address"))
            .unique(&["name"])
            .index(&["region"])
            .index(&["team_id"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "store").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
