//! Lets a task name the rule that made it, and a lead have one open task of each rule.

use sea_orm_migration::{prelude::*, schema::integer_null};

use crate::table::{self, OnDelete};

/// Adds columns and a partial index to `task`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const OPEN: &str = "uq_task_rule_id_lead_id_open";
const ALL: &str = "idx_task_rule_id_lead_id";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::add_reference(manager, "task", "rule_id", "rule", OnDelete::Refuse).await?;
        let version = integer_null("rule_version").take();
        let add = Table::alter().table("task").add_column(version).take();
        manager.alter_table(add).await?;
        let index = |name: &str| {
            Index::create()
                .name(name)
                .table("task")
                .col("organization_id")
                .col("rule_id")
                .col("lead_id")
                .take()
        };
        let open = Expr::col("status").eq("OPEN").and(Expr::col("rule_id").is_not_null());
        let open = index(OPEN).unique().and_where(open).take();
        manager.create_index(open).await?;
        let of_rules = index(ALL).and_where(Expr::col("rule_id").is_not_null()).take();
        manager.create_index(of_rules).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in [ALL, OPEN] {
            manager
                .drop_index(Index::drop().name(name).table("task").to_owned())
                .await?;
        }
        for column in ["rule_version", "rule_id"] {
            let drop = Table::alter().table("task").drop_column(column).take();
            manager.alter_table(drop).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
