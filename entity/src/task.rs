//! 任务卡: a to-do on somebody's workbench.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::types::{TaskSource, TaskStatus, Timestamp};

/// A row of `task`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "task")]
pub struct Model {
    /// A version 7 UUID, made by the server; ids grow with time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant.
    pub organization_id: Uuid,
    /// Whose workbench it is on.
    pub assignee_id: Uuid,
    /// What is to be done.
    pub title: String,
    /// What made it.
    pub source: TaskSource,
    /// The lead that it is about.
    pub lead_id: Option<Uuid>,
    /// The customer that it is about.
    pub customer_id: Option<Uuid>,
    /// The commitment that it delivers; one task each.
    #[sea_orm(unique)]
    pub commitment_id: Option<Uuid>,
    /// The rule that made it.
    pub rule_id: Option<Uuid>,
    /// The version of the rule at that time.
    pub rule_version: Option<i32>,
    /// What the card shows.
    #[sea_orm(column_type = "JsonBinary")]
    pub details: TaskDetails,
    /// When it is due.
    pub due_at: Timestamp,
    /// Open, or how it ended.
    pub status: TaskStatus,
    /// Whether the next stage of the lead is blocked until it is done.
    pub forced: bool,
    /// When it was done.
    pub done_at: Option<Timestamp>,
    /// When the row was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// 1 when made, one more with every change; a change names the version that it saw.
    pub version: i32,
    /// The tenant.
    #[sea_orm(belongs_to, from = "organization_id", to = "id")]
    pub organization: BelongsTo<super::organization::Entity>,
    /// Whose workbench it is on.
    #[sea_orm(belongs_to, from = "assignee_id", to = "id")]
    pub assignee: BelongsTo<super::user::Entity>,
    /// The lead that it is about.
    #[sea_orm(belongs_to, from = "lead_id", to = "id")]
    pub lead: BelongsTo<Option<super::lead::Entity>>,
    /// The customer that it is about.
    #[sea_orm(belongs_to, from = "customer_id", to = "id")]
    pub customer: BelongsTo<Option<super::customer::Entity>>,
    /// The rule that made it.
    #[sea_orm(belongs_to, from = "rule_id", to = "id")]
    pub rule: BelongsTo<Option<super::rule::Entity>>,
    /// The commitment that it delivers.
    #[sea_orm(belongs_to, from = "commitment_id", to = "id")]
    pub commitment: BelongsTo<Option<super::commitment::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}

/// What the task card shows, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct TaskDetails(pub Vec<TaskDetail>);

/// One line of a task card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskDetail {
    /// Stable key, such as the key of a required field.
    pub key: String,
    /// What the card calls it.
    pub label: String,
    /// What it says.
    pub value: String,
    /// The file that it names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attachment_id: Option<Uuid>,
}
