//! Makes `task`.

use sea_orm_migration::{
    prelude::*,
    schema::{boolean, json_binary, text},
};

use crate::{
    column::{instant, instant_null, one_of},
    table::{self, OnDelete, TenantTable},
};

/// Makes and drops the table `task`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::versioned("task")
            .reference("assignee_id", "user", OnDelete::Refuse)
            .column(text("title"))
            .column(one_of("source", &["COMMITMENT", "RULE", "ALERT", "PERSON"]))
            .optional_reference("lead_id", "lead", OnDelete::Refuse)
            .optional_reference("customer_id", "customer", OnDelete::Refuse)
            .optional_reference("commitment_id", "commitment", OnDelete::Cascade)
            .column(json_binary("details"))
            .column(instant("due_at"))
            .column(one_of("status", &["OPEN", "DONE", "CANCELLED"]))
            .column(boolean("forced").default(false).take())
            .column(instant_null("done_at"))
            .globally_unique("commitment_id")
            .index(&["assignee_id", "status", "due_at", "id"])
            .index(&["lead_id", "status"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "task").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
