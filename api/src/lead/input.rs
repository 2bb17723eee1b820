//! Inputs of the lead mutations, and the order of the list.

use async_graphql::{Enum, ID, InputObject, MaybeUndefined};
use chrono::{DateTime, Utc};
use entity::lead::Column;

use crate::{
    change::Change,
    commitment::fields::FieldValue,
    customer::input::NewCustomerInput,
    id::{self, NodeKind},
    lead::{
        advance::Move,
        service::{LeadChange, NewLead, NextAction},
    },
    pagination::{OrderDirection, Sort},
    scalar::{Date, FourDigitYear, Money},
};

/// What the owner of a lead does next.
#[derive(InputObject)]
pub struct NextActionInput {
    /// What it is, at most 200 characters.
    pub text: String,
    /// When the owner does it; left out for no fixed time.
    #[graphql(validator(custom = "FourDigitYear"))]
    pub at: Option<DateTime<Utc>>,
}

impl From<NextActionInput> for NextAction {
    fn from(input: NextActionInput) -> Self {
        Self {
            text: input.text,
            at: input.at,
        }
    }
}

/// A lead to create, of a customer that exists (`customerId`) or of a new one (`newCustomer`).
#[derive(InputObject)]
pub struct CreateLeadInput {
    /// The customer; one of `customerId` and `newCustomer` must be given.
    pub customer_id: Option<ID>,
    /// A customer to create together with the lead, in the charge of the same owner.
    pub new_customer: Option<NewCustomerInput>,
    /// What it is about, at most 100 characters.
    pub title: String,
    /// Where it came from, such as 展会, at most 50 characters.
    pub source: Option<String>,
    /// What the owner does next.
    pub next_action: Option<NextActionInput>,
    /// The salesperson in charge; left out, whoever creates it. Somebody else is for SUPERVISOR (within the own teams) and
    /// ADMIN.
    pub owner_id: Option<ID>,
}

impl From<CreateLeadInput> for NewLead {
    fn from(input: CreateLeadInput) -> Self {
        Self {
            customer_id: input.customer_id.map(|id| id::or_nil(NodeKind::Customer, &id)),
            new_customer: input.new_customer.map(Into::into),
            title: input.title,
            source: input.source,
            next_action: input.next_action.map(Into::into),
            owner_id: input.owner_id.map(|id| id::or_nil(NodeKind::User, &id)),
        }
    }
}

/// A value for one of the organisation's own fields of leads.
#[derive(InputObject)]
pub struct LeadFieldInput {
    /// The key of the field, which one of the stages asks for.
    pub key: String,
    /// What it is filled with, written as its kind asks.
    pub value: String,
}

impl From<LeadFieldInput> for FieldValue {
    fn from(input: LeadFieldInput) -> Self {
        Self {
            key: input.key,
            value: input.value,
        }
    }
}

/// A change of a lead; what is left out stays as it is. The stage changes by `advanceStage`, the owner by `assignLead`.
#[derive(InputObject)]
pub struct UpdateLeadInput {
    /// The lead.
    pub id: ID,
    /// The version that the user saw.
    pub version: i32,
    /// What it is about, at most 100 characters.
    pub title: Option<String>,
    /// Where it came from, at most 50 characters; null or blank empties it.
    pub source: MaybeUndefined<String>,
    /// What the owner does next, instead of what was planned; null where nothing is planned. Won and lost leads have no
    /// next action.
    pub next_action: MaybeUndefined<NextActionInput>,
    /// Values of the organisation's own fields; those that are not named keep theirs.
    #[graphql(default)]
    pub fields: Vec<LeadFieldInput>,
}

impl From<UpdateLeadInput> for LeadChange {
    fn from(input: UpdateLeadInput) -> Self {
        Self {
            id: id::or_nil(NodeKind::Lead, &input.id),
            version: input.version,
            title: input.title,
            source: input.source.into(),
            next_action: Change::from(input.next_action).and_then(|next| Some(next.into())),
            fields: input.fields.into_iter().map(FieldValue::from).collect(),
        }
    }
}

/// Another owner of a lead.
#[derive(InputObject)]
pub struct AssignLeadInput {
    /// The lead.
    pub id: ID,
    /// The version that the user saw.
    pub version: i32,
    /// The salesperson who takes it over; it moves to their team.
    pub owner_id: ID,
}

/// A move of a lead to another stage.
#[derive(InputObject)]
pub struct AdvanceStageInput {
    /// The lead.
    pub id: ID,
    /// The version that the user saw.
    pub version: i32,
    /// The stage to move to: any later one of the list, or one that counts as WON or LOST.
    pub stage_id: ID,
    /// What happened, or why the lead is lost, at most 1,000 characters.
    pub note: Option<String>,
    /// Values of the organisation's own fields that the stages ask for; they stay with the lead.
    #[graphql(default)]
    pub fields: Vec<LeadFieldInput>,
    /// Only for WON: what the contract is worth. May be left out where the opportunity says so already.
    pub amount: Option<Money>,
    /// Only for WON: the day of the signature, today at the latest. May be left out where the opportunity says so already.
    pub signed_on: Option<Date>,
}

impl From<AdvanceStageInput> for Move {
    fn from(input: AdvanceStageInput) -> Self {
        Self {
            lead_id: id::or_nil(NodeKind::Lead, &input.id),
            version: input.version,
            stage_id: id::or_nil(NodeKind::Stage, &input.stage_id),
            note: input.note,
            fields: input.fields.into_iter().map(FieldValue::from).collect(),
            amount_fen: input.amount.map(|amount| amount.0),
            signed_on: input.signed_on.map(|day| day.0),
        }
    }
}

/// What a list of leads is ordered by.
#[derive(Enum, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LeadOrderField {
    /// When the lead was created.
    #[default]
    CreatedAt,
    /// When something last happened with it; untouched leads come last in either direction.
    LastActivityAt,
    /// When the owner does the next action; leads without a time come last in either direction.
    NextActionAt,
    /// The score.
    Score,
    /// The tier, which follows from the score: descending, the hottest leads come first, and within a tier those with the
    /// higher score.
    Tier,
}

/// The order of a list of leads.
#[derive(InputObject, Clone, Copy, Debug, Default)]
pub struct LeadOrder {
    /// What to order by.
    pub field: LeadOrderField,
    /// Which end comes first.
    #[graphql(default)]
    pub direction: OrderDirection,
}

impl From<LeadOrder> for Sort<Column> {
    fn from(order: LeadOrder) -> Self {
        Self {
            column: match order.field {
                LeadOrderField::CreatedAt => Column::CreatedAt,
                LeadOrderField::LastActivityAt => Column::LastActivityAt,
                LeadOrderField::NextActionAt => Column::NextActionAt,
                LeadOrderField::Score | LeadOrderField::Tier => Column::Score,
            },
            descending: order.direction == OrderDirection::Desc,
        }
    }
}
