//! How long leads stay in each stage: one row for each stay, written with the move.

use entity::{lead, stage, stage_visit, types::Timestamp};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::OnConflict,
};
use uuid::Uuid;

use crate::error::Result;

/// A stay that begins.
pub fn row(lead: &lead::Model, stage_id: Uuid, at: Timestamp) -> stage_visit::ActiveModel {
    stage_visit::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(lead.organization_id),
        lead_id: Set(lead.id),
        stage_id: Set(stage_id),
        entered_at: Set(at),
        left_at: Set(None),
        next_stage_id: Set(None),
        created_at: Set(at),
    }
}

/// Notes where a new lead begins.
pub async fn begin(connection: &impl ConnectionTrait, lead: &lead::Model, stage_id: Uuid) -> Result<()> {
    row(lead, stage_id, lead.created_at).insert(connection).await?;
    Ok(())
}

/// Notes that a lead goes from one stage to another.
pub async fn change(
    connection: &impl ConnectionTrait,
    lead: &lead::Model,
    (from, to): (&stage::Model, &stage::Model),
    at: Timestamp,
) -> Result<()> {
    // A lead that came without its stay, as from an import, has been there since it last moved.
    let mut left = row(lead, from.id, lead.stage_changed_at);
    left.left_at = Set(Some(at));
    left.next_stage_id = Set(Some(to.id));
    let same = [
        stage_visit::Column::OrganizationId,
        stage_visit::Column::LeadId,
        stage_visit::Column::StageId,
    ];
    let ended = [stage_visit::Column::LeftAt, stage_visit::Column::NextStageId];
    stage_visit::Entity::insert(left)
        .on_conflict(OnConflict::columns(same).update_columns(ended).to_owned())
        .exec_without_returning(connection)
        .await?;
    stage_visit::Entity::delete_many()
        .filter(stage_visit::Column::OrganizationId.eq(lead.organization_id))
        .filter(stage_visit::Column::LeadId.eq(lead.id))
        .filter(stage_visit::Column::StageId.eq(to.id))
        .exec(connection)
        .await?;
    row(lead, to.id, at).insert(connection).await?;
    Ok(())
}
