//! Makes `question`.

use sea_orm_migration::{
    prelude::*,
    schema::{json_binary, text, text_null},
};

use crate::{
    column::{instant, instant_null, one_of},
    table::{self, OnDelete, TenantTable},
};

/// Makes and drops the table `question`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::versioned("question")
            .reference("store_id", "store", OnDelete::Refuse)
            .reference("clerk_id", "user", OnDelete::Refuse)
            .column(text("text"))
            .column(one_of("source", &["TYPED", "VOICE"]))
            .column(json_binary("matches"))
            .column(json_binary("sensitive"))
            .column(text_null("answer"))
            .column(one_of("status", &["AWAITING_DISCLOSURE", "ACCEPTED"]))
            .column(instant("asked_at"))
            .column(instant_null("accepted_at"))
            .index(&["store_id", "asked_at", "id"])
            .index(&["status", "asked_at", "id"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "question").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
