//! 承诺类型: what a promise of this kind must state and who delivers it.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::types::{FieldKind, Role, Timestamp};

/// A row of `commitment_kind`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "commitment_kind")]
pub struct Model {
    /// A version 7 UUID, made by the server; ids grow with time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant.
    #[sea_orm(unique_key = "name")]
    pub organization_id: Uuid,
    /// What it is called, such as POC测试; unique in the organisation.
    #[sea_orm(unique_key = "name")]
    pub name: String,
    /// The fields that a commitment of the kind must fill.
    #[sea_orm(column_type = "JsonBinary")]
    pub required_fields: FieldSpecs,
    /// The role that delivers.
    pub delivery_role: Role,
    /// Calendar days from the promise to its due date, where no other is given; never negative.
    pub lead_days: i32,
    /// Whether new commitments may be of this kind.
    pub active: bool,
    /// When the row was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// 1 when made, one more with every change; a change names the version that it saw.
    pub version: i32,
    /// The tenant.
    #[sea_orm(belongs_to, from = "organization_id", to = "id")]
    pub organization: BelongsTo<super::organization::Entity>,
    /// Promises of this kind.
    #[sea_orm(has_many)]
    pub commitments: HasMany<super::commitment::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

/// The fields that a commitment of the kind must fill, in the order of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct FieldSpecs(pub Vec<FieldSpec>);

/// A required field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldSpec {
    /// The key of its value in the fields of a commitment; unique in the kind.
    pub key: String,
    /// What the form calls it, such as 设备型号.
    pub label: String,
    /// What its value may be.
    pub kind: FieldKind,
    /// The values to choose from; empty unless the kind is `CHOICE`.
    #[serde(default)]
    pub choices: Vec<String>,
}
