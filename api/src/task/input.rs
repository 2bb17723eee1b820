//! Inputs of the mutations of tasks.

use async_graphql::{ID, InputObject};
use chrono::{DateTime, Utc};

use crate::{
    id::{self, NodeKind},
    scalar::FourDigitYear,
    task::service::NewTask,
};

/// A task made by hand.
#[derive(InputObject)]
pub struct CreateTaskInput {
    /// What is to be done, at most 200 characters.
    pub title: String,
    /// When it is due, not before now.
    #[graphql(validator(custom = "FourDigitYear"))]
    pub due_at: DateTime<Utc>,
    /// Whose workbench it goes on; one's own where it is left out.
    pub assignee_id: Option<ID>,
    /// The lead that it is about.
    pub lead_id: Option<ID>,
    /// The customer that it is about; the lead's where it is left out.
    pub customer_id: Option<ID>,
    /// What else there is to say, at most 2,000 characters.
    pub note: Option<String>,
}

impl From<CreateTaskInput> for NewTask {
    fn from(input: CreateTaskInput) -> Self {
        Self {
            assignee_id: input.assignee_id.map(|id| id::or_nil(NodeKind::User, &id)),
            title: input.title,
            note: input.note,
            due_at: input.due_at,
            lead_id: input.lead_id.map(|id| id::or_nil(NodeKind::Lead, &id)),
            customer_id: input.customer_id.map(|id| id::or_nil(NodeKind::Customer, &id)),
        }
    }
}

/// A task that was done.
#[derive(InputObject)]
pub struct CompleteTaskInput {
    /// The task.
    pub id: ID,
    /// The version that the user saw.
    pub version: i32,
}

/// A task that is not wanted any more.
#[derive(InputObject)]
pub struct CancelTaskInput {
    /// The task.
    pub id: ID,
    /// The version that the user saw.
    pub version: i32,
}
