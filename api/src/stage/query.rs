//! Queries over stages.

use async_graphql::{Context, ID, Object};
use entity::stage;

use crate::{
    context::ContextExt,
    error::{Result, alone},
    id::{self, NodeKind},
    lead::advance,
    policy::find,
    stage::{
        service,
        types::{Stage, StageCheck},
    },
};

/// Queries over stages.
#[derive(Debug, Default)]
pub struct StageQuery;

#[Object]
impl StageQuery {
    /// The stage with this id; null with `NOT_FOUND` where there is none.
    async fn stage(&self, context: &Context<'_>, #[graphql(desc = "Its global id.")] id: ID) -> Option<Result<Stage>> {
        alone(async {
            let actor = context.actor()?;
            let id = id::of(NodeKind::Stage, &id)?;
            let found = find::<stage::Entity>(context.state()?.database.read(), actor, id).await;
            found.map(Stage)
        })
        .await
    }

    /// The organisation's stages in their order, at most 50.
    async fn stages(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Whether those out of use are listed as well.", default)] also_retired: bool,
    ) -> Option<Result<Vec<Stage>>> {
        alone(async {
            let found = service::list(context.state()?, context.actor()?, also_retired).await?;
            Ok(found.into_iter().map(Stage).collect())
        })
        .await
    }

    /// Whether a lead may move to a stage, and what is missing where it may not: fields, facts and forced tasks. It says
    /// beforehand what `advanceStage` would refuse.
    async fn can_advance(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The lead.")] lead_id: ID,
        #[graphql(desc = "The stage; the next one of the list where it is left out.")] stage_id: Option<ID>,
    ) -> Option<Result<StageCheck>> {
        alone(async {
            let lead_id = id::of(NodeKind::Lead, &lead_id)?;
            let stage_id = stage_id.map(|id| id::of(NodeKind::Stage, &id)).transpose()?;
            let (state, actor) = (context.state()?, context.actor()?);
            let prospect = advance::can_advance(state, actor, lead_id, stage_id).await?;
            Ok(prospect.into())
        })
        .await
    }
}
