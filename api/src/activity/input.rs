//! Inputs of the activity mutations.

use async_graphql::{ID, InputObject};
use chrono::{DateTime, Utc};

use crate::{
    activity::{service::NewActivity, types::ActivityKind},
    id::{self, NodeKind},
    scalar::FourDigitYear,
};

/// Something that happened with a lead (`leadId`), or with a customer apart from any lead (`customerId`).
#[derive(InputObject)]
pub struct LogActivityInput {
    /// The lead that it was about; one of `leadId` and `customerId` must be given.
    pub lead_id: Option<ID>,
    /// The customer whom it happened with.
    pub customer_id: Option<ID>,
    /// What happened; not `STAGE_CHANGE`, which `advanceStage` writes.
    pub kind: ActivityKind,
    /// When it happened, now at the latest; left out, now.
    #[graphql(validator(custom = "FourDigitYear"))]
    pub occurred_at: Option<DateTime<Utc>>,
    /// What there is to say of it, at most 1,000 characters.
    pub note: Option<String>,
}

impl From<LogActivityInput> for NewActivity {
    fn from(input: LogActivityInput) -> Self {
        Self {
            lead_id: input.lead_id.map(|id| id::or_nil(NodeKind::Lead, &id)),
            customer_id: input.customer_id.map(|id| id::or_nil(NodeKind::Customer, &id)),
            kind: input.kind.into(),
            occurred_at: input.occurred_at,
            note: input.note,
        }
    }
}
