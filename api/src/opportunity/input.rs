//! Inputs of the opportunity mutations.

use async_graphql::{ID, InputObject, MaybeUndefined};

use crate::{
    change::Change,
    id::{self, NodeKind},
    opportunity::service::{NewOpportunity, OpportunityChange},
    scalar::{Date, Money},
};

/// An opportunity to make of a lead.
#[derive(InputObject)]
pub struct CreateOpportunityInput {
    /// The lead: an open one without an opportunity.
    pub lead_id: ID,
    /// What the deal is called, at most 100 characters.
    pub name: String,
    /// What it is worth, as far as known.
    pub amount: Money,
    /// The day of the signature, today at the latest.
    pub signed_on: Option<Date>,
}

impl From<CreateOpportunityInput> for NewOpportunity {
    fn from(input: CreateOpportunityInput) -> Self {
        Self {
            lead_id: id::or_nil(NodeKind::Lead, &input.lead_id),
            name: input.name,
            amount_fen: input.amount.0,
            signed_on: input.signed_on.map(|day| day.0),
        }
    }
}

/// A change of an opportunity; what is left out stays as it is. It is won or lost by `advanceStage` of its lead.
#[derive(InputObject)]
pub struct ChangeOpportunityInput {
    /// The opportunity: an open one.
    pub id: ID,
    /// The version that the user saw.
    pub version: i32,
    /// Another name, at most 100 characters.
    pub name: Option<String>,
    /// Another worth.
    pub amount: Option<Money>,
    /// The day of the signature, today at the latest; null where it is not signed.
    pub signed_on: MaybeUndefined<Date>,
}

impl From<ChangeOpportunityInput> for OpportunityChange {
    fn from(input: ChangeOpportunityInput) -> Self {
        Self {
            id: id::or_nil(NodeKind::Opportunity, &input.id),
            version: input.version,
            name: input.name,
            amount_fen: input.amount.map(|amount| amount.0),
            signed_on: Change::from(input.signed_on).and_then(|day| Some(day.0)),
        }
    }
}
