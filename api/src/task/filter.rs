//! The filter and the order of the list of tasks.

use async_graphql::{Enum, ID, InputObject, MaybeUndefined};
use chrono::{DateTime, Utc};
use entity::{
    task,
    types::{self, Timestamp},
};
use sea_orm::{ColumnTrait, Condition, QueryFilter, Select};

use crate::{
    error::Result,
    filter::{given, given_id},
    id::NodeKind,
    pagination::{OrderDirection, Sort},
    scalar::FourDigitYear,
    task::types::{TaskSource, TaskStatus},
};

/// Which tasks to list. What is left out filters nothing; an explicit null is refused.
#[derive(InputObject, Default)]
pub struct TaskFilter {
    /// Only those of one of these statuses.
    statuses: MaybeUndefined<Vec<TaskStatus>>,
    /// Only those that one of these made.
    sources: MaybeUndefined<Vec<TaskSource>>,
    /// Only those on the workbench of this user.
    assignee_id: MaybeUndefined<ID>,
    /// Only those about this lead.
    lead_id: MaybeUndefined<ID>,
    /// Only those about this customer.
    customer_id: MaybeUndefined<ID>,
    /// Only those that are due at this instant or later.
    #[graphql(validator(custom = "FourDigitYear"))]
    due_from: MaybeUndefined<DateTime<Utc>>,
    /// Only those that are due before this instant.
    #[graphql(validator(custom = "FourDigitYear"))]
    due_before: MaybeUndefined<DateTime<Utc>>,
    /// Only those that are open and were due before now (true), or only the others (false).
    overdue: MaybeUndefined<bool>,
    /// Only those that block a lead (true), or only the others (false).
    forced: MaybeUndefined<bool>,
}

impl TaskFilter {
    /// The tasks of `query` that fit; `now` decides what is overdue.
    pub(super) fn apply(self, mut query: Select<task::Entity>, now: Timestamp) -> Result<Select<task::Entity>> {
        use task::Column;
        if let Some(statuses) = given("statuses", self.statuses)? {
            query = query.filter(Column::Status.is_in(statuses.into_iter().map(types::TaskStatus::from)));
        }
        if let Some(sources) = given("sources", self.sources)? {
            query = query.filter(Column::Source.is_in(sources.into_iter().map(types::TaskSource::from)));
        }
        for (column, id) in [
            (
                Column::AssigneeId,
                given_id(NodeKind::User, "assigneeId", self.assignee_id)?,
            ),
            (Column::LeadId, given_id(NodeKind::Lead, "leadId", self.lead_id)?),
            (
                Column::CustomerId,
                given_id(NodeKind::Customer, "customerId", self.customer_id)?,
            ),
        ] {
            if let Some(id) = id {
                query = query.filter(column.eq(id));
            }
        }
        if let Some(from) = given("dueFrom", self.due_from)? {
            query = query.filter(Column::DueAt.gte(Timestamp::from(from)));
        }
        if let Some(before) = given("dueBefore", self.due_before)? {
            query = query.filter(Column::DueAt.lt(Timestamp::from(before)));
        }
        if let Some(overdue) = given("overdue", self.overdue)? {
            let condition = Condition::all()
                .add(Column::Status.eq(types::TaskStatus::Open))
                .add(Column::DueAt.lt(now));
            query = query.filter(if overdue { condition } else { condition.not() });
        }
        if let Some(forced) = given("forced", self.forced)? {
            query = query.filter(Column::Forced.eq(forced));
        }
        Ok(query)
    }
}

/// What a list of tasks may be sorted by.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskOrderField {
    /// When it is due.
    DueAt,
    /// When it was made.
    CreatedAt,
}

/// The order of a list of tasks.
#[derive(InputObject)]
pub struct TaskOrder {
    /// What to sort by.
    field: TaskOrderField,
    /// Which end comes first.
    #[graphql(default_with = "OrderDirection::Asc")]
    direction: OrderDirection,
}

impl Default for TaskOrder {
    fn default() -> Self {
        Self {
            field: TaskOrderField::DueAt,
            direction: OrderDirection::Asc,
        }
    }
}

impl From<TaskOrder> for Sort<task::Column> {
    fn from(order: TaskOrder) -> Self {
        Self {
            column: match order.field {
                TaskOrderField::DueAt => task::Column::DueAt,
                TaskOrderField::CreatedAt => task::Column::CreatedAt,
            },
            descending: order.direction == OrderDirection::Desc,
        }
    }
}
