//! Makes `report`.

use sea_orm_migration::{
    prelude::*,
    schema::{date, integer, integer_null, text, text_null},
};

use crate::{
    column::{at_least, between, instant_null, one_of},
    table::{self, OnDelete, TenantTable},
};

/// Makes and drops the table `report`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::versioned("report")
            .reference("author_id", "user", OnDelete::Refuse)
            .optional_reference("team_id", "team", OnDelete::Refuse)
            .column(date("report_on"))
            .column(text("text"))
            .column(one_of("status", &["DRAFT", "SUBMITTED", "RETURNED", "ACCEPTED"]))
            .column(between(integer_null("score"), 0, 100))
            .column(at_least(integer("finding_count").default(0).take(), 0))
            .column(instant_null("submitted_at"))
            .optional_reference("reviewed_by", "user", OnDelete::Refuse)
            .column(instant_null("reviewed_at"))
            .column(text_null("return_reason"))
            .index(&["author_id", "report_on"])
            .index(&["team_id", "submitted_at", "id"])
            .index(&["status", "report_on", "id"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "report").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
