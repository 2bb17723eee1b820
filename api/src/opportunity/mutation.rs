//! Mutations of opportunities.

use async_graphql::{Context, Object};

use crate::{
    context::ContextExt,
    error::Result,
    opportunity::{
        input::{ChangeOpportunityInput, CreateOpportunityInput},
        service,
        types::{ChangeOpportunityPayload, CreateOpportunityPayload},
    },
};

/// Mutations of opportunities.
#[derive(Debug, Default)]
pub struct OpportunityMutation;

#[Object]
impl OpportunityMutation {
    /// Makes an opportunity of a lead. For REP, SUPERVISOR and ADMIN.
    async fn create_opportunity(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The opportunity.")] input: CreateOpportunityInput,
    ) -> Result<CreateOpportunityPayload> {
        CreateOpportunityPayload::from(service::create(context.state()?, context.actor()?, input.into()).await)
    }

    /// Changes an open opportunity. For REP, SUPERVISOR and ADMIN.
    async fn change_opportunity(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What changes.")] input: ChangeOpportunityInput,
    ) -> Result<ChangeOpportunityPayload> {
        ChangeOpportunityPayload::from(service::change(context.state()?, context.actor()?, input.into()).await)
    }
}
