//! 需求关键词映射: a customer's need, the words that express it, and exactly what the clerk should do.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::types::{ActionKind, Timestamp, Words};

/// A row of `keyword_mapping`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "keyword_mapping")]
pub struct Model {
    /// A version 7 UUID, made by the server; ids grow with time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant.
    #[sea_orm(unique_key = "name")]
    pub organization_id: Uuid,
    /// What the need is called; unique in the organisation.
    #[sea_orm(unique_key = "name")]
    pub name: String,
    /// Words that mean this need.
    #[sea_orm(column_type = "JsonBinary")]
    pub keywords: Words,
    /// Other words for it, of a little less weight.
    #[sea_orm(column_type = "JsonBinary")]
    pub synonyms: Words,
    /// What the clerk should do.
    #[sea_orm(column_type = "JsonBinary")]
    pub actions: MappingActions,
    /// Since when questions are no longer matched with it.
    pub retired_at: Option<Timestamp>,
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

/// What the clerk should do, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct MappingActions(pub Vec<MappingAction>);

/// One thing that the clerk should do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MappingAction {
    /// What it offers.
    pub kind: ActionKind,
    /// What to do.
    pub text: String,
}
