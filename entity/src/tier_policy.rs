//! 分层规则: how an organisation weighs what is known of its leads. An organisation without a row goes by the defaults.

use sea_orm::{FromJsonQueryResult, entity::prelude::*};
use serde::{Deserialize, Serialize};

use crate::types::Timestamp;

/// What a budget signal of a kind weighs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignalWeight {
    /// The kind, in the organisation's own words, such as 招标.
    pub kind: String,
    /// The points of a fresh signal, 0 to 100.
    pub weight: i32,
}

/// What budget signals weigh, by kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct SignalWeights(pub Vec<SignalWeight>);

/// A row of `tier_policy`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tier_policy")]
pub struct Model {
    /// A version 7 UUID, made by the server; ids grow with time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant; it has one policy.
    #[sea_orm(unique)]
    pub organization_id: Uuid,
    /// The share of the purchase cycle in the score, in percent; the three weights make 100.
    pub purchase_weight: i32,
    /// The share of the contact depth in the score, in percent.
    pub depth_weight: i32,
    /// The share of the budget fit in the score, in percent.
    pub budget_weight: i32,
    /// The lowest score of a hot lead.
    pub hot_from: i32,
    /// The lowest score of a warm lead.
    pub warm_from: i32,
    /// The lowest score of a cool lead; below it a lead sleeps.
    pub cool_from: i32,
    /// The purchase cycle of an industry that has none of its own, in days.
    pub default_cycle_days: i32,
    /// How far a purchase window reaches to either side of its day, in percent of the cycle.
    pub window_percent: i32,
    /// The age at which a budget signal weighs nothing any more, in days.
    pub decay_days: i32,
    /// The amount at which a budget fits in full, in fen (1/100 yuan); none lets amounts weigh nothing.
    pub budget_target_fen: Option<i64>,
    /// What budget signals weigh, by kind.
    #[sea_orm(column_type = "JsonBinary")]
    pub signal_weights: SignalWeights,
    /// What a budget signal of another kind weighs, 0 to 100.
    pub other_signal_weight: i32,
    /// When the row was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// 1 for the defaults, one more with every change; a change names the version that it saw.
    pub version: i32,
    /// The tenant.
    #[sea_orm(belongs_to, from = "organization_id", to = "id")]
    pub organization: BelongsTo<super::organization::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
