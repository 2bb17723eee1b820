//! Mutations of leads.

use async_graphql::{Context, Object};

use crate::{
    context::ContextExt,
    error::Result,
    id::{self, NodeKind},
    lead::{
        advance,
        input::{AdvanceStageInput, AssignLeadInput, CreateLeadInput, UpdateLeadInput},
        service,
        types::{AdvanceStagePayload, AssignLeadPayload, CreateLeadPayload, UpdateLeadPayload},
    },
};

/// Mutations of leads.
#[derive(Debug, Default)]
pub struct LeadMutation;

#[Object]
impl LeadMutation {
    /// Creates a lead, also together with its customer. For REP, SUPERVISOR and ADMIN.
    async fn create_lead(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The lead.")] input: CreateLeadInput,
    ) -> Result<CreateLeadPayload> {
        CreateLeadPayload::from(service::create(context.state()?, context.actor()?, input.into()).await)
    }

    /// Changes a lead. For REP, SUPERVISOR and ADMIN.
    async fn update_lead(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What changes.")] input: UpdateLeadInput,
    ) -> Result<UpdateLeadPayload> {
        UpdateLeadPayload::from(service::update(context.state()?, context.actor()?, input.into()).await)
    }

    /// Puts somebody else in charge of a lead. For SUPERVISOR (within the own teams) and ADMIN.
    async fn assign_lead(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The lead and its new owner.")] input: AssignLeadInput,
    ) -> Result<AssignLeadPayload> {
        let lead = id::or_nil(NodeKind::Lead, &input.id);
        let owner = id::or_nil(NodeKind::User, &input.owner_id);
        let (state, actor) = (context.state()?, context.actor()?);
        AssignLeadPayload::from(service::assign(state, actor, lead, input.version, owner).await)
    }

    /// Moves a lead to a later stage or to an end, as an activity of kind `STAGE_CHANGE`. What the stage asks for and those
    /// that are passed, and every forced task of the lead that is open, is refused one by one; `canAdvance` says so
    /// beforehand. A lead may be lost at any time. Ends are final; a won one needs an amount and a day of signature. For
    /// REP, SUPERVISOR and ADMIN.
    async fn advance_stage(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The move.")] input: AdvanceStageInput,
    ) -> Result<AdvanceStagePayload> {
        AdvanceStagePayload::from(advance::advance(context.state()?, context.actor()?, input.into()).await)
    }
}
