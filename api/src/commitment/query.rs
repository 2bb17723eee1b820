//! Queries over commitments.

use async_graphql::{Context, ID, Object};
use entity::commitment;

use crate::{
    commitment::{
        filter::{CommitmentFilter, CommitmentOrder},
        parts::{CommitmentFigure, CommitmentFigureInput},
        service,
        types::Commitment,
    },
    context::ContextExt,
    error::{Result, alone},
    id::{self, NodeKind},
    pagination::{Page, PageArgs, page},
    policy::{find, select},
};

/// Queries over commitments.
#[derive(Debug, Default)]
pub struct CommitmentQuery;

#[Object]
impl CommitmentQuery {
    /// The commitment with this id; null with `NOT_FOUND` where there is none that the user may see.
    async fn commitment(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Its global id.")] id: ID,
    ) -> Option<Result<Commitment>> {
        alone(async {
            let actor = context.actor()?;
            let id = id::of(NodeKind::Commitment, &id)?;
            let found = find::<commitment::Entity>(context.state()?.database.read(), actor, id).await;
            found.map(Commitment)
        })
        .await
    }

    /// How many promises were kept by the day that was promised first, among those that the user may see: a promise that
    /// was moved counts by its first date.
    async fn commitment_figure(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which promises count.")] input: CommitmentFigureInput,
    ) -> Option<Result<CommitmentFigure>> {
        alone(async {
            let filter = input.into();
            let found = service::figure(context.state()?, context.actor()?, filter).await?;
            Ok(CommitmentFigure(found))
        })
        .await
    }

    /// The commitments that the user may see: those made, those to be delivered, and those to the user's customers.
    async fn commitments(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which commitments; all of them where it is left out.")] filter: Option<CommitmentFilter>,
        #[graphql(desc = "The order; by due date, earliest first, where it is left out.")] order_by: Option<
            CommitmentOrder,
        >,
        #[graphql(desc = "How many from the start, at most 100; 20 where neither `first` nor `last` is given.")]
        first: Option<i32>,
        #[graphql(desc = "Start behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "End before this cursor.")] before: Option<String>,
    ) -> Option<Result<Page<Commitment>>> {
        let answer = async {
            let (state, actor) = (context.state()?, context.actor()?);
            let query = filter
                .unwrap_or_default()
                .apply(select::<commitment::Entity>(actor), actor.today(&state.clock))?;
            let arguments = PageArgs {
                first,
                after,
                last,
                before,
            };
            page(
                state.database.read(),
                query,
                order_by.unwrap_or_default().into(),
                &arguments,
            )
            .await
        };
        Some(answer.await)
    }
}
