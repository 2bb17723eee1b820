//! The stages that a new organisation begins with.

use entity::{
    commitment_kind::FieldSpecs,
    stage::{self, StageRequirements},
    types::{LeadStage, Timestamp},
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};
use uuid::Uuid;

use crate::{error::Result, lead::stage::label};

/// One stage of each phase, named as the phase is called.
const PHASES: [LeadStage; 6] = [
    LeadStage::New,
    LeadStage::Contacted,
    LeadStage::Proposal,
    LeadStage::Negotiation,
    LeadStage::Won,
    LeadStage::Lost,
];

/// The rows of the stages of a new organisation, in their order.
pub fn rows(organization_id: Uuid, now: Timestamp) -> Vec<stage::ActiveModel> {
    (0..)
        .zip(PHASES)
        .map(|(position, phase)| stage::ActiveModel {
            id: Set(Uuid::now_v7()),
            organization_id: Set(organization_id),
            name: Set(label(phase).to_owned()),
            phase: Set(phase),
            position: Set(position),
            requirements: Set(StageRequirements::default()),
            required_fields: Set(FieldSpecs::default()),
            active: Set(true),
            created_at: Set(now),
            updated_at: Set(now),
            version: Set(1),
        })
        .collect()
}

/// Writes the stages of a new organisation.
pub async fn insert(connection: &impl ConnectionTrait, organization_id: Uuid, now: Timestamp) -> Result<()> {
    stage::Entity::insert_many(rows(organization_id, now))
        .exec_without_returning(connection)
        .await?;
    Ok(())
}
