//! The query of the funnel.

use async_graphql::{Context, ID, Object};

use crate::{
    context::ContextExt,
    error::{Result, alone},
    funnel::{service::Scope, types::Funnel},
    id::{self, NodeKind},
};

/// The query of the funnel.
#[derive(Debug, Default)]
pub struct FunnelQuery;

#[Object]
impl FunnelQuery {
    /// 漏斗: the leads of the last weeks among those that the user may see, with what became of them: new ones beside those
    /// that nobody touched, stale ones, won and lost ones, and how many go on from stage to stage, after how long.
    async fn funnel(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many weeks, 1 to 26; the last one is the present one.", default = 8)] weeks: i32,
        #[graphql(desc = "Only leads of this team and of all teams below it.")] team_id: Option<ID>,
        #[graphql(desc = "Only leads in the charge of this user.")] owner_id: Option<ID>,
    ) -> Option<Result<Funnel>> {
        alone(async {
            let (state, actor) = (context.state()?, context.actor()?);
            let team = team_id.map(|id| id::of(NodeKind::Team, &id)).transpose()?;
            let owner = owner_id.map(|id| id::of(NodeKind::User, &id)).transpose()?;
            let scope = Scope::new(actor, state.clock.now(), weeks, team, owner)?;
            scope.check(state.database.read(), actor).await?;
            Ok(Funnel(scope))
        })
        .await
    }
}
