//! 规则: which leads somebody has to do something about, as data.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::types::{Role, RuleAssignee, RuleOperator, Timestamp};

/// A row of `rule`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rule")]
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
    /// The team whose leads, with those of the teams below it, it is about; none for all leads.
    pub team_id: Option<Uuid>,
    /// Which leads it is about.
    #[sea_orm(column_type = "JsonBinary")]
    pub condition: RuleCondition,
    /// What is to be done about each.
    #[sea_orm(column_type = "JsonBinary")]
    pub template: TaskTemplate,
    /// After how many days a lead that has had its task gets another one; none for never.
    pub repeat_days: Option<i32>,
    /// Its place among the rules, from 0; they are applied in this order.
    pub position: i32,
    /// Whether it is in force.
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
    /// The team whose leads it is about.
    #[sea_orm(belongs_to, from = "team_id", to = "id")]
    pub team: BelongsTo<Option<super::team::Entity>>,
    /// What it was before.
    #[sea_orm(has_many)]
    pub versions: HasMany<super::rule_version::Entity>,
    /// What it has made.
    #[sea_orm(has_many)]
    pub tasks: HasMany<super::task::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

/// A tree of conditions over the facts of a lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(rename_all = "camelCase")]
pub enum RuleCondition {
    /// Every one holds; none at all hold always.
    All(Vec<RuleCondition>),
    /// At least one holds; none at all hold never.
    Any(Vec<RuleCondition>),
    /// It does not hold.
    Not(Box<RuleCondition>),
    /// A fact compares with a value in a way.
    Fact {
        /// The name of the fact.
        field: String,
        /// How it compares.
        operator: RuleOperator,
        /// What it compares with; none for whether it is known at all.
        value: Option<RuleValue>,
    },
}

/// What a fact compares with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RuleValue {
    /// A whole number.
    Number(i64),
    /// An amount in fen.
    Money(i64),
    /// A text, or one of the values of a list.
    Text(String),
    /// Several of them.
    Texts(Vec<String>),
    /// Yes or no.
    Flag(bool),
    /// Rows of the organisation.
    Ids(Vec<Uuid>),
}

/// What a rule puts on somebody's workbench.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(rename_all = "camelCase")]
pub struct TaskTemplate {
    /// What is to be done.
    pub title: String,
    /// What to say.
    pub script: Option<String>,
    /// What to do, step by step.
    pub checklist: Vec<String>,
    /// What to bring along, such as 报价单 and 交付排期.
    pub contents: Vec<String>,
    /// How many hours there are for it.
    pub due_hours: i32,
    /// Whose workbench it goes on.
    pub assignee: RuleAssignee,
    /// The role, where the assignee is one.
    pub role: Option<Role>,
    /// Whether the next stage of the lead is blocked until it is done.
    pub forced: bool,
}
