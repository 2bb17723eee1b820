//! Budget signals in the schema.

use async_graphql::{Context, Object};
use entity::{budget_signal, customer};

use crate::{
    context::ContextExt,
    customer::Customer,
    error::Result,
    payload::payloads,
    scalar::{Date, Money},
};

/// 预算信号: a sign that a customer has money to spend, such as a tender or a job post.
#[derive(Clone, Debug)]
pub struct BudgetSignal(pub budget_signal::Model);

impl From<budget_signal::Model> for BudgetSignal {
    fn from(model: budget_signal::Model) -> Self {
        Self(model)
    }
}

/// 预算信号: a sign that a customer has money to spend, such as a tender or a job post.
#[Object]
impl BudgetSignal {
    /// What the sign is, in the organisation's own words, such as 招标.
    async fn kind(&self) -> &str {
        &self.0.kind
    }

    /// The amount that it names.
    async fn amount(&self) -> Option<Money> {
        self.0.amount_fen.map(Money)
    }

    /// Where it was published.
    async fn source_url(&self) -> Option<&str> {
        self.0.source_url.as_deref()
    }

    /// The day it was seen; a sign weighs less as it ages.
    async fn seen_on(&self) -> Date {
        Date(self.0.seen_on)
    }

    /// Whose budget it shows.
    async fn customer(&self, context: &Context<'_>) -> Option<Result<Customer>> {
        context.object::<customer::Entity, _>(self.0.customer_id).await
    }
}

payloads! {
    /// The answer of `recordBudgetSignal`.
    RecordBudgetSignalPayload {
        /// The new signal.
        budget_signal: BudgetSignal
    }
}
