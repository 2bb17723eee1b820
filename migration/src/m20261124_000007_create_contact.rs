//! Makes `contact`.

use sea_orm_migration::{
    prelude::*,
    schema::{text, text_null},
};

use crate::table::{self, OnDelete, TenantTable};

/// Makes and drops the table `contact`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::versioned("contact")
            .reference("customer_id", "customer", OnDelete::Cascade)
            .column(text("name"))
            .column(text_null("title"))
            .column(text_null("phone"))
            .column(text_null("email"))
            .index(&["customer_id"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "contact").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
