//! Mutations of stages.

use async_graphql::{Context, Object};

use crate::{
    context::ContextExt,
    error::{Result, mend},
    id::{self, NodeKind},
    stage::{
        input::{AddStageInput, ChangeStageInput, OrderStagesInput, RestoreStageInput, RetireStageInput},
        service,
        types::{
            AddStagePayload, ChangeStagePayload, OrderStagesPayload, RestoreStagePayload, RetireStagePayload, Stage,
        },
    },
};

/// Mutations of stages.
#[derive(Debug, Default)]
pub struct StageMutation;

#[Object]
impl StageMutation {
    /// Adds a stage to the organisation's list. For ADMIN.
    async fn add_stage(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The stage.")] input: AddStageInput,
    ) -> Result<AddStagePayload> {
        AddStagePayload::from(service::add(context.state()?, context.actor()?, input.into()).await)
    }

    /// Changes what a stage is called and asks for, in force for the next move; leads stay where they are. For ADMIN.
    async fn change_stage(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What changes.")] input: ChangeStageInput,
    ) -> Result<ChangeStagePayload> {
        let (state, actor) = (context.state()?, context.actor()?);
        ChangeStagePayload::from(async { service::change(state, actor, input.try_into()?).await }.await)
    }

    /// Takes a stage out of use: no lead enters it any more, and those in it go on from there. One open, one won and one
    /// lost stage must stay. For ADMIN.
    async fn retire_stage(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The stage.")] input: RetireStageInput,
    ) -> Result<RetireStagePayload> {
        let id = id::of(NodeKind::Stage, &input.id)?;
        let answer = service::set_active(context.state()?, context.actor()?, id, input.version, false).await;
        RetireStagePayload::from(answer)
    }

    /// Takes a retired stage back into use. For ADMIN.
    async fn restore_stage(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The stage.")] input: RestoreStageInput,
    ) -> Result<RestoreStagePayload> {
        let id = id::of(NodeKind::Stage, &input.id)?;
        let answer = service::set_active(context.state()?, context.actor()?, id, input.version, true).await;
        RestoreStagePayload::from(answer)
    }

    /// Puts the stages in use into another order. For ADMIN.
    async fn order_stages(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The order.")] input: OrderStagesInput,
    ) -> Result<OrderStagesPayload> {
        let ids: Vec<_> = input
            .stage_ids
            .iter()
            .map(|id| id::or_nil(NodeKind::Stage, id))
            .collect();
        let answer = service::order(context.state()?, context.actor()?, &ids).await;
        let (stages, user_errors) = mend(answer)?;
        Ok(OrderStagesPayload {
            stages: stages.map(|stages| stages.into_iter().map(Stage).collect()),
            user_errors,
        })
    }
}
