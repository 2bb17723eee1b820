//! A lead's stay in a stage, from which times and conversions are counted.

use sea_orm::entity::prelude::*;

use crate::types::Timestamp;

/// A row of `stage_visit`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "stage_visit")]
pub struct Model {
    /// A version 7 UUID, made by the server; ids grow with time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant.
    #[sea_orm(unique_key = "visit")]
    pub organization_id: Uuid,
    /// Which lead.
    #[sea_orm(unique_key = "visit")]
    pub lead_id: Uuid,
    /// In which stage; a lead goes forward, so it is in a stage once.
    #[sea_orm(unique_key = "visit")]
    pub stage_id: Uuid,
    /// When it came.
    pub entered_at: Timestamp,
    /// When it went on; none while it is there.
    pub left_at: Option<Timestamp>,
    /// Where it went.
    pub next_stage_id: Option<Uuid>,
    /// When the row was made.
    pub created_at: Timestamp,
    /// The tenant.
    #[sea_orm(belongs_to, from = "organization_id", to = "id")]
    pub organization: BelongsTo<super::organization::Entity>,
    /// Which lead.
    #[sea_orm(belongs_to, from = "lead_id", to = "id")]
    pub lead: BelongsTo<super::lead::Entity>,
    /// In which stage.
    #[sea_orm(belongs_to, relation_enum = "Stage", from = "stage_id", to = "id")]
    pub stage: BelongsTo<super::stage::Entity>,
    /// Where it went.
    #[sea_orm(belongs_to, relation_enum = "NextStage", from = "next_stage_id", to = "id")]
    pub next_stage: BelongsTo<Option<super::stage::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
