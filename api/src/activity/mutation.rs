//! Mutations of activities.

use async_graphql::{Context, Object};

use crate::{
    activity::{input::LogActivityInput, service, types::LogActivityPayload},
    context::ContextExt,
    error::Result,
};

/// Mutations of activities.
#[derive(Debug, Default)]
pub struct ActivityMutation;

#[Object]
impl ActivityMutation {
    /// Logs what happened with a lead or a customer. For REP, SUPERVISOR and ADMIN.
    async fn log_activity(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What happened.")] input: LogActivityInput,
    ) -> Result<LogActivityPayload> {
        LogActivityPayload::from(service::log(context.state()?, context.actor()?, input.into()).await)
    }
}
