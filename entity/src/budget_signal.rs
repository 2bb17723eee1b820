//! 预算信号: a sign that a customer has money to spend, such as a tender or a job post.

use sea_orm::entity::prelude::*;

use crate::types::Timestamp;

/// A row of `budget_signal`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "budget_signal")]
pub struct Model {
    /// A version 7 UUID, made by the server; ids grow with time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant.
    pub organization_id: Uuid,
    /// Whose budget it shows.
    pub customer_id: Uuid,
    /// What the sign is, in the organisation's own words, such as 招标.
    pub kind: String,
    /// The amount that it names, in fen (1/100 yuan); never negative.
    pub amount_fen: Option<i64>,
    /// Where it was published.
    pub source_url: Option<String>,
    /// The day it was seen, in the organisation's time zone; a sign weighs less as it ages.
    pub seen_on: Date,
    /// When the row was made.
    pub created_at: Timestamp,
    /// The tenant.
    #[sea_orm(belongs_to, from = "organization_id", to = "id")]
    pub organization: BelongsTo<super::organization::Entity>,
    /// Whose budget it shows.
    #[sea_orm(belongs_to, from = "customer_id", to = "id")]
    pub customer: BelongsTo<super::customer::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
