//! Lets a lead stand in a stage of its organisation's own list, and keep what the stages asked for.

use sea_orm_migration::{prelude::*, schema::json_binary};

use crate::table::{self, OnDelete};

/// Adds columns to `lead`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const INDEX: &str = "idx_lead_stage_id";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::add_reference(manager, "lead", "stage_id", "stage", OnDelete::Refuse).await?;
        let fields = json_binary("fields").default("[]").take();
        let add = Table::alter().table("lead").add_column(fields).take();
        manager.alter_table(add).await?;
        let index = Index::create()
            .name(INDEX)
            .table("lead")
            .col("organization_id")
            .col("stage_id")
            .take();
        manager.create_index(index).await?;
        let fill = "UPDATE lead SET stage_id =
            (SELECT stage.id FROM stage WHERE stage.organization_id = lead.organization_id AND stage.phase = lead.stage)";
        manager.get_connection().execute_unprepared(fill).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_index(Index::drop().name(INDEX).table("lead").to_owned())
            .await?;
        for column in ["fields", "stage_id"] {
            let drop = Table::alter().table("lead").drop_column(column).take();
            manager.alter_table(drop).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
