//! Makes `disclosure`.

use sea_orm_migration::{prelude::*, schema::text};

use crate::{
    column::finding_category,
    table::{self, OnDelete, TenantTable},
};

/// Makes and drops the table `disclosure`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::new("disclosure")
            .reference("question_id", "question", OnDelete::Cascade)
            .column(finding_category("category"))
            .column(text("text"))
            .reference("given_by", "user", OnDelete::Refuse)
            .index(&["question_id"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "disclosure").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
