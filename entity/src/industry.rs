//! 行业: how often the companies of a trade buy, and when in the year.

use sea_orm::{FromJsonQueryResult, entity::prelude::*};
use serde::{Deserialize, Serialize};

use crate::types::Timestamp;

/// The twelve season factors of a year, January first, in percent: 100 is an ordinary month, and in a month of 50 the cycle
/// is half as long.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Season(pub [i32; 12]);

impl Default for Season {
    fn default() -> Self {
        Self([100; 12])
    }
}

/// A row of `industry`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "industry")]
pub struct Model {
    /// A version 7 UUID, made by the server; ids grow with time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant.
    #[sea_orm(unique_key = "name")]
    pub organization_id: Uuid,
    /// The trade as it stands on customers, such as 汽车零部件; unique in the organisation.
    #[sea_orm(unique_key = "name")]
    pub name: String,
    /// The usual days from order to order, for customers whose own orders do not tell.
    pub cycle_days: i32,
    /// The season factors.
    #[sea_orm(column_type = "JsonBinary")]
    pub season: Season,
    /// When the row was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// 1 when made, one more with every change; a change names the version that it saw.
    pub version: i32,
    /// The tenant.
    #[sea_orm(belongs_to, from = "organization_id", to = "id")]
    pub organization: BelongsTo<super::organization::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
