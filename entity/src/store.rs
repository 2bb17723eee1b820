//! 门店: a shop, in a region.

use sea_orm::entity::prelude::*;

use crate::types::Timestamp;

/// A row of `store`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "store")]
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
    /// The sales region that it counts for, in the organisation's own words, such as 华东.
    pub region: String,
    /// The team that looks after it.
    pub team_id: Option<Uuid>,
    /// Where it stands.
    pub address: Option<String>,
    /// When the row was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// 1 when made, one more with every change; a change names the version that it saw.
    pub version: i32,
    /// The tenant.
    #[sea_orm(belongs_to, from = "organization_id", to = "id")]
    pub organization: BelongsTo<super::organization::Entity>,
    /// The team that looks after it.
    #[sea_orm(belongs_to, from = "team_id", to = "id")]
    pub team: BelongsTo<Option<super::team::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
