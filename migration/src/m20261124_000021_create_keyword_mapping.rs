//! Makes `keyword_mapping`.

use sea_orm_migration::{
    prelude::*,
    schema::{json_binary, text},
};

use crate::{
    column::instant_null,
    table::{self, TenantTable},
};

/// Makes and drops the table `keyword_mapping`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::versioned("keyword_mapping")
            .column(text("name"))
            .column(json_binary("keywords"))
            .column(json_binary("synonyms"))
            .column(json_binary("actions"))
            .column(instant_null("retired_at"))
            .unique(&["name"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "keyword_mapping").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
