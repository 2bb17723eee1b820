//! Makes `stage_visit`, and fills it with what the activities of leads tell.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

use crate::{
    column::{instant, instant_null},
    new_id,
    table::{self, OnDelete, TenantTable},
};

/// Makes and drops the table `stage_visit`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::new("stage_visit")
            .reference("lead_id", "lead", OnDelete::Cascade)
            .reference("stage_id", "stage", OnDelete::Refuse)
            .column(instant("entered_at"))
            .column(instant_null("left_at"))
            .optional_reference("next_stage_id", "stage", OnDelete::Refuse)
            .unique(&["lead_id", "stage_id"])
            .index(&["stage_id", "entered_at"])
            .create(manager)
            .await?;
        let (from, to) = match manager.get_database_backend() {
            DbBackend::Sqlite => ("json_extract(detail, '$.from')", "json_extract(detail, '$.to')"),
            _ => ("detail ->> 'from'", "detail ->> 'to'"),
        };
        let id = new_id::expression(manager, "entered_at");
        // A lead begins in the stage that its first move left, or, where it has not moved, in the one where it is.
        let fill = format!(
            "WITH move AS (
                SELECT lead_id, occurred_at, {from} AS came_from, {to} AS went_to,
                       ROW_NUMBER() OVER (PARTITION BY lead_id ORDER BY occurred_at, id) AS place
                FROM activity WHERE kind = 'STAGE_CHANGE' AND lead_id IS NOT NULL AND detail IS NOT NULL
            ), entry AS (
                SELECT lead_id, phase, MIN(at) AS entered_at FROM (
                    SELECT lead.id AS lead_id, COALESCE(move.came_from, lead.stage) AS phase, lead.created_at AS at
                    FROM lead LEFT JOIN move ON move.lead_id = lead.id AND move.place = 1
                    UNION ALL
                    SELECT lead_id, went_to, occurred_at FROM move
                    UNION ALL
                    SELECT id, stage, stage_changed_at FROM lead
                ) AS every_entry GROUP BY lead_id, phase
            ), visit AS (
                SELECT lead.organization_id, entry.lead_id, stage.id AS stage_id, entry.entered_at,
                       LEAD(entry.entered_at) OVER following AS left_at, LEAD(stage.id) OVER following AS next_stage_id
                FROM entry JOIN lead ON lead.id = entry.lead_id
                JOIN stage ON stage.organization_id = lead.organization_id AND stage.phase = entry.phase
                WINDOW following AS (PARTITION BY entry.lead_id ORDER BY stage.position)
            )
            INSERT INTO stage_visit
                (id, organization_id, lead_id, stage_id, entered_at, left_at, next_stage_id, created_at)
            SELECT {id}, organization_id, lead_id, stage_id, entered_at, left_at, next_stage_id, entered_at FROM visit"
        );
        manager.get_connection().execute_unprepared(&fill).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "stage_visit").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
