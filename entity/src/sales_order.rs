//! 订单: what a customer ordered.

use sea_orm::entity::prelude::*;

use crate::types::Timestamp;

/// A row of `sales_order`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sales_order")]
pub struct Model {
    /// A version 7 UUID, made by the server; ids grow with time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant.
    #[sea_orm(unique_key = "number")]
    pub organization_id: Uuid,
    /// Who ordered.
    pub customer_id: Uuid,
    /// What it cost, in fen (1/100 yuan); never negative.
    pub amount_fen: i64,
    /// The day of the order, in the organisation's time zone.
    pub ordered_on: Date,
    /// The number of the order; unique in the organisation.
    #[sea_orm(unique_key = "number")]
    pub number: String,
    /// When the row was made.
    pub created_at: Timestamp,
    /// The tenant.
    #[sea_orm(belongs_to, from = "organization_id", to = "id")]
    pub organization: BelongsTo<super::organization::Entity>,
    /// Who ordered.
    #[sea_orm(belongs_to, from = "customer_id", to = "id")]
    pub customer: BelongsTo<super::customer::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
