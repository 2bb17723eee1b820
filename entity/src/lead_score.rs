//! 线索评分: what the score of a lead was computed from. One row a lead, written by the scoring alone.

use sea_orm::entity::prelude::*;

use crate::types::{ContactDepth, Tier, Timestamp};

/// A row of `lead_score`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lead_score")]
pub struct Model {
    /// A version 7 UUID; ids grow with time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant.
    #[sea_orm(unique_key = "lead")]
    pub organization_id: Uuid,
    /// The lead.
    #[sea_orm(unique_key = "lead")]
    pub lead_id: Uuid,
    /// The customer's purchase cycle in this season, in days.
    pub cycle_days: i32,
    /// Whether the cycle is that of the industry, since the customer has fewer than two days of orders.
    pub cycle_estimated: bool,
    /// The day of the customer's latest order.
    pub last_ordered_on: Option<Date>,
    /// The first day on which the customer is likely to buy next; none without an order.
    pub window_starts_on: Option<Date>,
    /// The last such day; never in the past when it was computed.
    pub window_ends_on: Option<Date>,
    /// How many purchase windows have passed without an order.
    pub missed_windows: i32,
    /// How deep the contact is.
    pub depth: ContactDepth,
    /// What the purchase cycle is worth, 0 to 100.
    pub purchase_points: i32,
    /// What the contact depth is worth, 0 to 100.
    pub depth_points: i32,
    /// What the budget fit is worth, 0 to 100.
    pub budget_points: i32,
    /// What the purchase cycle adds to the score; the three parts make the score.
    pub purchase_part: i32,
    /// What the contact depth adds to the score.
    pub depth_part: i32,
    /// What the budget fit adds to the score.
    pub budget_part: i32,
    /// 0 to 100.
    pub score: i32,
    /// How soon the lead deserves attention.
    pub tier: Tier,
    /// Since when the row says what it says.
    pub scored_at: Timestamp,
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
