//! Makes `commitment`.

use sea_orm_migration::{
    prelude::*,
    schema::{date, json_binary, text, text_null},
};

use crate::{
    column::{instant_null, one_of},
    table::{self, OnDelete, TenantTable},
};

/// Makes and drops the table `commitment`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::versioned("commitment")
            .reference("kind_id", "commitment_kind", OnDelete::Refuse)
            .reference("customer_id", "customer", OnDelete::Refuse)
            .optional_reference("lead_id", "lead", OnDelete::Refuse)
            .optional_reference("report_id", "report", OnDelete::SetNull)
            .reference("made_by", "user", OnDelete::Refuse)
            .reference("deliverer_id", "user", OnDelete::Refuse)
            .column(text("title"))
            .column(json_binary("fields"))
            .column(one_of("status", &["OPEN", "FULFILLED", "BROKEN", "CANCELLED"]))
            .column(date("first_due_on"))
            .column(date("due_on"))
            .column(instant_null("overdue_flagged_at"))
            .column(instant_null("closed_at"))
            .column(text_null("evidence"))
            .column(text_null("reason"))
            .index(&["status", "due_on", "id"])
            .index(&["deliverer_id", "status", "due_on"])
            .index(&["made_by"])
            .index(&["customer_id"])
            .index(&["lead_id"])
            .index(&["report_id"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "commitment").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
