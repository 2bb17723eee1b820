//! Commitments that become overdue, as it happens.

use std::future::ready;

use async_graphql::{Context, Subscription};
use entity::commitment;
use futures_util::{Stream, StreamExt};

use crate::{
    auth::authenticate::refresh,
    commitment::types::Commitment,
    context::ContextExt,
    error::{Error, Result},
    events::{Event, until_error},
    policy::{Actor, find},
    state::State,
};

/// Subscriptions to commitments.
#[derive(Debug, Default)]
pub struct CommitmentSubscription;

#[Subscription]
impl CommitmentSubscription {
    /// Each commitment that the user may see, when the clock flags it as overdue: once for each due date.
    async fn commitment_overdue(&self, context: &Context<'_>) -> Result<impl Stream<Item = Result<Commitment>>> {
        Ok(watch(context.state()?.clone(), context.actor()?.clone()))
    }
}

fn watch(state: State, actor: Actor) -> impl Stream<Item = Result<Commitment>> {
    let organization = actor.organization_id;
    let own = state.events.subscribe().filter_map(move |event| {
        ready(match event {
            Event::CommitmentOverdue {
                organization_id,
                commitment_id,
            } if organization_id == organization => Some(commitment_id),
            _ => None,
        })
    });
    until_error(own.filter_map(move |id| {
        let (state, actor) = (state.clone(), actor.clone());
        async move { load(&state, &actor, id).await.transpose() }
    }))
}

/// The commitment as it is now, if the user may see it.
async fn load(state: &State, actor: &Actor, id: uuid::Uuid) -> Result<Option<Commitment>> {
    let actor = refresh(state, actor).await?;
    match find::<commitment::Entity>(state.database.read(), &actor, id).await {
        Err(Error::NotFound) => Ok(None),
        found => found.map(Commitment).map(Some),
    }
}
