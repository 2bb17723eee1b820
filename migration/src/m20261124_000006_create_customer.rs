//! Makes `customer`.

use sea_orm_migration::{
    prelude::*,
    schema::{text, text_null},
};

use crate::table::{self, OnDelete, TenantTable};

/// Makes and drops the table `customer`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::versioned("customer")
            .optional_reference("owner_id", "user", OnDelete::Refuse)
            .optional_reference("team_id", "team", OnDelete::Refuse)
            .column(text("name"))
            .column(text("normalized_name"))
            .column(text("industry"))
            .column(text_null("region"))
            .column(text_null("phone"))
            .unique(&["normalized_name"])
            .index(&["created_at", "id"])
            .index(&["owner_id"])
            .index(&["team_id"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "customer").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
