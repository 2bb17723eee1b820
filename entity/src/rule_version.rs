//! What a rule said in each of its versions.

use sea_orm::entity::prelude::*;

use crate::{
    rule::{RuleCondition, TaskTemplate},
    types::Timestamp,
};

/// A row of `rule_version`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rule_version")]
pub struct Model {
    /// A version 7 UUID, made by the server; ids grow with time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant.
    #[sea_orm(unique_key = "version")]
    pub organization_id: Uuid,
    /// The rule.
    #[sea_orm(unique_key = "version")]
    pub rule_id: Uuid,
    /// The version.
    #[sea_orm(unique_key = "version")]
    pub version: i32,
    /// What it was called.
    pub name: String,
    /// Which leads it was about.
    #[sea_orm(column_type = "JsonBinary")]
    pub condition: RuleCondition,
    /// What was to be done about each.
    #[sea_orm(column_type = "JsonBinary")]
    pub template: TaskTemplate,
    /// After how many days a lead got another task.
    pub repeat_days: Option<i32>,
    /// Whether it was in force.
    pub active: bool,
    /// Who made it so; none for the demo.
    pub changed_by: Option<Uuid>,
    /// When the row was made.
    pub created_at: Timestamp,
    /// The tenant.
    #[sea_orm(belongs_to, from = "organization_id", to = "id")]
    pub organization: BelongsTo<super::organization::Entity>,
    /// The rule.
    #[sea_orm(belongs_to, from = "rule_id", to = "id")]
    pub rule: BelongsTo<super::rule::Entity>,
    /// Who made it so.
    #[sea_orm(belongs_to, from = "changed_by", to = "id")]
    pub author: BelongsTo<Option<super::user::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
