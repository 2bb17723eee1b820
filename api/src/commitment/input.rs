//! Inputs of the mutations of commitments.

use async_graphql::{ID, InputObject};

use crate::{
    commitment::{
        fields::FieldValue,
        service::{NewCommitment, Step, StepKind},
    },
    error::{Error, Result},
    id::{self, NodeKind},
    scalar::Date,
};

/// The value of a field that the kind asks for.
#[derive(InputObject)]
pub struct CommitmentFieldInput {
    /// The key of the field in the form of the kind.
    pub key: String,
    /// Its value, written as the field's kind asks for; for ATTACHMENT the global id of a file of the customer.
    pub value: String,
}

impl From<CommitmentFieldInput> for FieldValue {
    fn from(input: CommitmentFieldInput) -> Self {
        Self {
            key: input.key,
            value: input.value,
        }
    }
}

/// A promise to a customer.
#[derive(InputObject)]
pub struct MakeCommitmentInput {
    /// What kind of promise it is.
    pub kind_id: ID,
    /// To whom it is made.
    pub customer_id: ID,
    /// The lead of that customer that it helps.
    pub lead_id: Option<ID>,
    /// What is promised, at most 200 characters.
    pub title: String,
    /// A value for each field that the kind asks for. What is wrong with one is answered at `["fields", key]`.
    #[graphql(default)]
    pub fields: Vec<CommitmentFieldInput>,
    /// The due date, from today on; without it the kind's lead time from today.
    pub due_on: Option<Date>,
    /// Who delivers, a user of the kind's delivery role; without it whoever of that role has the fewest open tasks.
    pub deliverer_id: Option<ID>,
}

impl From<MakeCommitmentInput> for NewCommitment {
    fn from(input: MakeCommitmentInput) -> Self {
        Self {
            kind_id: id::or_nil(NodeKind::CommitmentKind, &input.kind_id),
            customer_id: id::or_nil(NodeKind::Customer, &input.customer_id),
            lead_id: input.lead_id.map(|id| id::or_nil(NodeKind::Lead, &id)),
            origin: None,
            title: input.title,
            fields: input.fields.into_iter().map(FieldValue::from).collect(),
            due_on: input.due_on.map(|date| date.0),
            deliverer_id: input.deliverer_id.map(|id| id::or_nil(NodeKind::User, &id)),
        }
    }
}

/// A promise that was kept.
#[derive(InputObject)]
pub struct FulfilCommitmentInput {
    /// The commitment.
    pub id: ID,
    /// The version that the user saw.
    pub version: i32,
    /// What shows that it was kept, such as a signed acceptance; at most 2,000 characters. Either this or a file is needed.
    pub evidence: Option<String>,
    /// Files of the customer that show it, at most 10.
    #[graphql(default)]
    pub evidence_attachment_ids: Vec<ID>,
}

/// A promise whose due date moves.
#[derive(InputObject)]
pub struct RescheduleCommitmentInput {
    /// The commitment.
    pub id: ID,
    /// The version that the user saw.
    pub version: i32,
    /// The new due date, from today on.
    pub due_on: Date,
    /// Why, at most 2,000 characters.
    pub reason: String,
}

/// A promise that will not be kept.
#[derive(InputObject)]
pub struct BreakCommitmentInput {
    /// The commitment.
    pub id: ID,
    /// The version that the user saw.
    pub version: i32,
    /// Why, at most 2,000 characters.
    pub reason: String,
}

/// A promise that is not wanted any more.
#[derive(InputObject)]
pub struct CancelCommitmentInput {
    /// The commitment.
    pub id: ID,
    /// The version that the user saw.
    pub version: i32,
    /// Why, at most 2,000 characters.
    pub reason: String,
}

/// Implements the conversion of inputs into steps.
macro_rules! steps {
    ($($input:ident => $kind:expr;)+) => {$(
        impl TryFrom<$input> for Step {
            type Error = Error;

            fn try_from(input: $input) -> Result<Self> {
                let kind: fn($input) -> StepKind = $kind;
                Ok(Self {
                    id: id::of(NodeKind::Commitment, &input.id)?,
                    version: input.version,
                    kind: kind(input),
                })
            }
        }
    )+};
}

steps! {
    FulfilCommitmentInput => |input| StepKind::Fulfil {
        evidence: input.evidence,
        attachment_ids: input
            .evidence_attachment_ids
            .iter()
            .map(|id| id::or_nil(NodeKind::Attachment, id))
            .collect(),
    };
    RescheduleCommitmentInput => |input| StepKind::Reschedule { due_on: input.due_on.0, reason: input.reason };
    BreakCommitmentInput => |input| StepKind::Break { reason: input.reason };
    CancelCommitmentInput => |input| StepKind::Cancel { reason: input.reason };
}
