//! Changes of tasks as they happen.

use std::future::ready;

use async_graphql::{Context, Subscription};
use entity::task;
use futures_util::{Stream, StreamExt};
use uuid::Uuid;

use crate::{
    auth::authenticate::refresh,
    context::ContextExt,
    error::{Error, Result},
    events::{Event, until_error},
    policy::{Actor, find},
    state::State,
    task::types::Task,
};

/// Subscriptions to tasks.
#[derive(Debug, Default)]
pub struct TaskSubscription;

#[Subscription]
impl TaskSubscription {
    /// Each task on the user's own workbench that is made or changed from now on, as it is then.
    async fn task_changed(&self, context: &Context<'_>) -> Result<impl Stream<Item = Result<Task>>> {
        Ok(watch(context.state()?.clone(), context.actor()?.clone()))
    }
}

fn watch(state: State, actor: Actor) -> impl Stream<Item = Result<Task>> {
    let (organization, assignee) = (actor.organization_id, actor.id);
    let own = state
        .events
        .subscribe()
        .filter_map(move |event| ready(changed_task(&event, organization, assignee)));
    until_error(own.filter_map(move |id| {
        let (state, actor) = (state.clone(), actor.clone());
        async move { load(&state, &actor, id).await.transpose() }
    }))
}

/// The task on the workbench of `assignee` that the event tells of.
fn changed_task(event: &Event, organization: Uuid, assignee: Uuid) -> Option<Uuid> {
    match event {
        Event::TaskChanged {
            organization_id,
            assignee_id,
            task_id,
        } if (*organization_id, *assignee_id) == (organization, assignee) => Some(*task_id),
        _ => None,
    }
}

/// The task as it is now, if the user may still see it.
async fn load(state: &State, actor: &Actor, id: Uuid) -> Result<Option<Task>> {
    let actor = refresh(state, actor).await?;
    match find::<task::Entity>(state.database.read(), &actor, id).await {
        Err(Error::NotFound) => Ok(None),
        found => found.map(Task).map(Some),
    }
}
