//! 组织: the tenant. Every other row belongs to exactly one, and every query is scoped to one.

use sea_orm::entity::prelude::*;

use crate::types::Timestamp;

/// A row of `organization`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organization")]
pub struct Model {
    /// A version 7 UUID, made by the server; it is the `organization_id` of every other table.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What it is called; unique over all organisations.
    #[sea_orm(unique)]
    pub name: String,
    /// IANA name of the zone that its calendar days follow, such as `Asia/Shanghai`.
    pub time_zone: String,
    /// Grows with every change of its terms, scripts and keyword mappings; what was compiled from an older version is
    /// stale.
    pub pack_version: i32,
    /// Whether a report with findings of severity `ERROR` may not be submitted.
    pub require_no_errors: bool,
    /// The lint score, 0 to 100, that a report needs to be submitted; none asks for no score.
    pub min_score: Option<i32>,
    /// How many days a document may be older than the customer's latest interaction.
    pub attachment_max_age_days: i32,
    /// When the row was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// 1 when made, one more with every change; a change names the version that it saw.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
