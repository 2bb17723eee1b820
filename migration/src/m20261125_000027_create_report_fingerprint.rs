//! Makes `report_fingerprint`.

use sea_orm_migration::{
    prelude::*,
    schema::{blob, date},
};

use crate::table::{self, OnDelete, TenantTable};

/// Makes and drops the table `report_fingerprint`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::new("report_fingerprint")
            .reference("report_id", "report", OnDelete::Cascade)
            .reference("author_id", "user", OnDelete::Refuse)
            .column(date("report_on"))
            .column(blob("shingles"))
            .unique(&["report_id"])
            .index(&["author_id", "report_on"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "report_fingerprint").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
