//! Mutations of budget signals.

use async_graphql::{Context, Object};

use crate::{
    budget_signal::{input::RecordBudgetSignalInput, service, types::RecordBudgetSignalPayload},
    context::ContextExt,
    error::Result,
};

/// Mutations of budget signals.
#[derive(Debug, Default)]
pub struct BudgetSignalMutation;

#[Object]
impl BudgetSignalMutation {
    /// Records a sign that a customer has money to spend; its leads are scored anew within seconds. For REP, SUPERVISOR and
    /// ADMIN.
    async fn record_budget_signal(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The signal.")] input: RecordBudgetSignalInput,
    ) -> Result<RecordBudgetSignalPayload> {
        RecordBudgetSignalPayload::from(service::record(context.state()?, context.actor()?, input.into()).await)
    }
}
