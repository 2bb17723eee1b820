//! Tasks in the schema.

use async_graphql::{Context, ID, Object};
use chrono::{DateTime, Utc};
use entity::{
    attachment, commitment, customer, lead,
    task::{self, TaskDetail as Detail},
    user,
};

use crate::{
    attachment::Attachment,
    commitment::Commitment,
    context::ContextExt,
    customer::Customer,
    error::Result,
    graphql_enum::mirror_enum,
    id::{self, NodeKind},
    lead::Lead,
    payload::payloads,
    user::User,
};

mirror_enum! {
    /// What made a task.
    TaskSource {
        /// 承诺: a commitment, whose delivery it is.
        Commitment,
        /// 规则: a rule over leads.
        Rule,
        /// 预警: a metric that crossed its threshold.
        Alert,
        /// 人工: somebody, by hand.
        Person,
    }

    /// Whether a task is open, or how it ended.
    TaskStatus {
        /// 待办.
        Open,
        /// 已完成.
        Done,
        /// 已取消.
        Cancelled,
    }
}

/// 任务卡: a to-do on somebody's workbench.
#[derive(Clone, Debug)]
pub struct Task(pub task::Model);

impl From<task::Model> for Task {
    fn from(model: task::Model) -> Self {
        Self(model)
    }
}

/// 任务卡: a to-do on somebody's workbench.
#[Object]
impl Task {
    /// Global id.
    pub async fn id(&self) -> ID {
        id::encode(NodeKind::Task, self.0.id)
    }

    /// What is to be done.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// What made it.
    async fn source(&self) -> TaskSource {
        self.0.source.into()
    }

    /// Open, or how it ended.
    async fn status(&self) -> TaskStatus {
        self.0.status.into()
    }

    /// Whose workbench it is on.
    async fn assignee(&self, context: &Context<'_>) -> Option<Result<User>> {
        context.object::<user::Entity, _>(self.0.assignee_id).await
    }

    /// The customer that it is about; null for none, and where the user may not see it.
    async fn customer(&self, context: &Context<'_>) -> Option<Result<Customer>> {
        context.object::<customer::Entity, _>(self.0.customer_id).await
    }

    /// The lead that it is about; null for none, and where the user may not see it.
    async fn lead(&self, context: &Context<'_>) -> Option<Result<Lead>> {
        context.object::<lead::Entity, _>(self.0.lead_id).await
    }

    /// The commitment that it delivers; null for other tasks, and where the user may not see it.
    async fn commitment(&self, context: &Context<'_>) -> Option<Result<Commitment>> {
        context.object::<commitment::Entity, _>(self.0.commitment_id).await
    }

    /// What the card shows: every field of the commitment, or the note of whoever made the task.
    async fn details(&self) -> Vec<TaskDetail> {
        self.0.details.0.iter().cloned().map(TaskDetail::from).collect()
    }

    /// When it is due; what is due on a day is due at its last moment.
    async fn due_at(&self) -> DateTime<Utc> {
        *self.0.due_at
    }

    /// Whether it is open and was due before now.
    async fn overdue(&self, context: &Context<'_>) -> Result<bool> {
        Ok(self.0.status == entity::types::TaskStatus::Open && *self.0.due_at < context.state()?.clock.now())
    }

    /// Whether the next stage of the lead is blocked until it is done.
    async fn forced(&self) -> bool {
        self.0.forced
    }

    /// When it was done; null for a task that is open or was cancelled.
    async fn done_at(&self) -> Option<DateTime<Utc>> {
        self.0.done_at.map(|instant| *instant)
    }

    /// When it was made.
    async fn created_at(&self) -> DateTime<Utc> {
        *self.0.created_at
    }

    /// Goes into the next mutation of the task, so that nobody overwrites what they have not seen.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// A line on a task's card.
#[derive(Clone, Debug)]
pub struct TaskDetail(Detail);

impl From<Detail> for TaskDetail {
    fn from(detail: Detail) -> Self {
        Self(detail)
    }
}

/// A line on a task's card.
#[Object]
impl TaskDetail {
    /// The key of the field that it comes from.
    async fn key(&self) -> &str {
        &self.0.key
    }

    /// What people call it.
    async fn label(&self) -> &str {
        &self.0.label
    }

    /// Its value; the name of a file.
    async fn value(&self) -> &str {
        &self.0.value
    }

    /// The file that it names; null for none, and where the user may not see it.
    async fn attachment(&self, context: &Context<'_>) -> Option<Result<Attachment>> {
        context.object::<attachment::Entity, _>(self.0.attachment_id).await
    }
}

payloads! {
    /// The answer of `createTask`.
    CreateTaskPayload {
        /// The new task.
        task: Task
    }

    /// The answer of `completeTask`.
    CompleteTaskPayload {
        /// The task as it is now.
        task: Task
    }

    /// The answer of `cancelTask`.
    CancelTaskPayload {
        /// The task as it is now.
        task: Task
    }
}
