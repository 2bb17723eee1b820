//! 阶段: a step on the way of an organisation's leads.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    commitment_kind::FieldSpecs,
    types::{LeadStage, StageRequirement, Timestamp},
};

/// A row of `stage`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "stage")]
pub struct Model {
    /// A version 7 UUID, made by the server; ids grow with time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant.
    #[sea_orm(unique_key = "name")]
    pub organization_id: Uuid,
    /// What it is called; unique in the organisation.
    #[sea_orm(unique_key = "name")]
    pub name: String,
    /// What it counts as, whatever it is called: whether it is open, won or lost, and how far it is.
    pub phase: LeadStage,
    /// Its place in the list, from 0.
    pub position: i32,
    /// What must be there before a lead enters it.
    #[sea_orm(column_type = "JsonBinary")]
    pub requirements: StageRequirements,
    /// The organisation's own fields that must be filled before a lead enters it.
    #[sea_orm(column_type = "JsonBinary")]
    pub required_fields: FieldSpecs,
    /// Whether leads may enter it.
    pub active: bool,
    /// When the row was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// 1 when made, one more with every change; a change names the version that it saw.
    pub version: i32,
    /// The tenant.
    #[sea_orm(belongs_to, from = "organization_id", to = "id")]
    pub organization: BelongsTo<super::organization::Entity>,
    /// The leads that are in it.
    #[sea_orm(has_many)]
    pub leads: HasMany<super::lead::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

/// What must be there before a lead enters a stage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct StageRequirements(pub Vec<StageRequirement>);
