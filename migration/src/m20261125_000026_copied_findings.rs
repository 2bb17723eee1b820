//! Lets `finding` hold copied reports, and what the linter says beyond the message: evidence that it rejected, and how a
//! term was disguised.

use sea_orm_migration::{
    prelude::*,
    schema::{integer_null, json_binary, json_binary_null},
};

use crate::{
    column::{between, finding_category, finding_category_or_copy, one_of},
    m20261124_000014_create_finding::{COLUMNS, findings},
    table::OnDelete,
};

/// Widens the CHECK constraints of `finding`, for which SQLite needs the table made anew, and adds columns.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        findings(
            finding_category_or_copy("category"),
            one_of("kind", &["VAGUE", "SENSITIVE", "COPIED"]),
        )
        .column(json_binary("rejected").default("[]").take())
        .column(json_binary_null("evasion"))
        .optional_reference("copied_from_id", "report", OnDelete::SetNull)
        .column(between(integer_null("copied_share"), 0, 100))
        .column(json_binary_null("copied_spans"))
        .index(&["copied_from_id"])
        .make_anew(manager, &COLUMNS)
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let copied = Query::delete()
            .from_table("finding")
            .and_where(Expr::col("kind").eq("COPIED"))
            .take();
        manager.execute(copied).await?;
        findings(finding_category("category"), one_of("kind", &["VAGUE", "SENSITIVE"]))
            .make_anew(manager, &COLUMNS)
            .await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
