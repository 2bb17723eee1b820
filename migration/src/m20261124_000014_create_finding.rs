//! Makes `finding`.

use sea_orm_migration::{
    prelude::*,
    schema::{integer, json_binary, text, text_null},
};

use crate::{
    column::{at_least, finding_category, instant_null, one_of},
    table::{self, OnDelete, TenantTable},
};

/// Makes and drops the table `finding`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        findings(finding_category("category"), one_of("kind", &["VAGUE", "SENSITIVE"]))
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "finding").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// The table with its first columns; which categories and kinds there are has changed since.
pub(crate) fn findings(category: ColumnDef, kind: ColumnDef) -> TenantTable {
    TenantTable::new("finding")
        .reference("report_id", "report", OnDelete::Cascade)
        .column(text("rule"))
        .column(category)
        .column(kind)
        .column(one_of("severity", &["ERROR", "WARNING", "INFO"]))
        .column(at_least(integer("span_start"), 0))
        .column(integer("span_end"))
        .column(at_least(integer("utf16_start"), 0))
        .column(integer("utf16_end"))
        .column(text("text"))
        .column(text("message"))
        .column(json_binary("missing"))
        .column(json_binary("suggestions"))
        .column(instant_null("dismissed_at"))
        .optional_reference("dismissed_by", "user", OnDelete::Refuse)
        .column(text_null("dismissal_reason"))
        .check(Expr::col("span_end").gt(Expr::col("span_start")))
        .check(Expr::col("utf16_end").gt(Expr::col("utf16_start")))
        .index(&["report_id", "span_start"])
        .index(&["category", "created_at"])
        .index(&["rule", "created_at"])
}

/// The names of those columns, with the ones that every table has.
pub(crate) const COLUMNS: [&str; 19] = [
    "id",
    "organization_id",
    "created_at",
    "report_id",
    "rule",
    "category",
    "kind",
    "severity",
    "span_start",
    "span_end",
    "utf16_start",
    "utf16_end",
    "text",
    "message",
    "missing",
    "suggestions",
    "dismissed_at",
    "dismissed_by",
    "dismissal_reason",
];
