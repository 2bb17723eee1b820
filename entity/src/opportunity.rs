//! 商机: a lead in a deal.

use sea_orm::entity::prelude::*;

use crate::types::{OpportunityStage, Timestamp};

/// A row of `opportunity`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "opportunity")]
pub struct Model {
    /// A version 7 UUID, made by the server; ids grow with time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant.
    pub organization_id: Uuid,
    /// The lead that became the deal; at most one deal each.
    #[sea_orm(unique)]
    pub lead_id: Uuid,
    /// What the deal is called.
    pub name: String,
    /// Open or how it ended.
    pub stage: OpportunityStage,
    /// What it is worth, in fen (1/100 yuan); never negative.
    pub amount_fen: i64,
    /// The day of the signature, in the organisation's time zone.
    pub signed_on: Option<Date>,
    /// When the row was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// 1 when made, one more with every change; a change names the version that it saw.
    pub version: i32,
    /// The tenant.
    #[sea_orm(belongs_to, from = "organization_id", to = "id")]
    pub organization: BelongsTo<super::organization::Entity>,
    /// The lead that became the deal.
    #[sea_orm(belongs_to, from = "lead_id", to = "id")]
    pub lead: BelongsTo<super::lead::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
