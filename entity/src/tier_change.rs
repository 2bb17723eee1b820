//! 分层变化: when a lead went from tier to tier. Rows are only ever added.

use sea_orm::entity::prelude::*;

use crate::types::{Tier, Timestamp};

/// A row of `tier_change`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tier_change")]
pub struct Model {
    /// A version 7 UUID; ids grow with time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant.
    pub organization_id: Uuid,
    /// The lead.
    pub lead_id: Uuid,
    /// The tier before; none for the first one that was computed.
    pub from_tier: Option<Tier>,
    /// The tier from then on.
    pub to_tier: Tier,
    /// The score that put it there.
    pub score: i32,
    /// When the row was made.
    pub created_at: Timestamp,
    /// The tenant.
    #[sea_orm(belongs_to, from = "organization_id", to = "id")]
    pub organization: BelongsTo<super::organization::Entity>,
    /// The lead.
    #[sea_orm(belongs_to, from = "lead_id", to = "id")]
    pub lead: BelongsTo<super::lead::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
