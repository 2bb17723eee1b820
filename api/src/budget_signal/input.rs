//! Inputs of the budget signal mutations.

use async_graphql::{ID, InputObject};

use crate::{
    budget_signal::service::NewSignal,
    id::{self, NodeKind},
    scalar::{Date, Money},
};

/// A sign that a customer has money to spend.
#[derive(InputObject)]
pub struct RecordBudgetSignalInput {
    /// Whose budget it shows.
    pub customer_id: ID,
    /// What the sign is, at most 50 characters, such as 招标; what it weighs stands in the `tierPolicy`.
    pub kind: String,
    /// The amount that it names; left out where it names none.
    pub amount: Option<Money>,
    /// Where it was published, an `http` or `https` URL of at most 500 characters.
    pub source_url: Option<String>,
    /// The day it was seen, today at the latest; left out, today.
    pub seen_on: Option<Date>,
}

impl From<RecordBudgetSignalInput> for NewSignal {
    fn from(input: RecordBudgetSignalInput) -> Self {
        Self {
            customer_id: id::or_nil(NodeKind::Customer, &input.customer_id),
            kind: input.kind,
            amount_fen: input.amount.map(|amount| amount.0),
            source_url: input.source_url,
            seen_on: input.seen_on.map(|day| day.0),
        }
    }
}
