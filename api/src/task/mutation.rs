//! Mutations of tasks.

use async_graphql::{Context, Object};

use crate::{
    context::ContextExt,
    error::Result,
    id::{self, NodeKind},
    task::{
        input::{CancelTaskInput, CompleteTaskInput, CreateTaskInput},
        service,
        types::{CancelTaskPayload, CompleteTaskPayload, CreateTaskPayload},
    },
};

/// Mutations of tasks.
#[derive(Debug, Default)]
pub struct TaskMutation;

#[Object]
impl TaskMutation {
    /// Puts a task on one's own workbench or, for SUPERVISOR, on that of somebody in one's teams; ADMIN may put one on
    /// anybody's.
    async fn create_task(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The task.")] input: CreateTaskInput,
    ) -> Result<CreateTaskPayload> {
        CreateTaskPayload::from(service::create(context.state()?, context.actor()?, input.into()).await)
    }

    /// Declares a task done. For its assignee, their supervisor and ADMIN. The task of a commitment is refused with
    /// `WRONG_STATE`: it is done when the commitment is fulfilled.
    async fn complete_task(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The task.")] input: CompleteTaskInput,
    ) -> Result<CompleteTaskPayload> {
        let (state, actor, id) = (context.state()?, context.actor()?, id::of(NodeKind::Task, &input.id)?);
        CompleteTaskPayload::from(service::complete(state, actor, id, input.version).await)
    }

    /// Takes a task off its workbench. For its assignee, their supervisor and ADMIN; a task that blocks a lead is not the
    /// assignee's to cancel. The task of a commitment is refused with `WRONG_STATE`: it ends with the commitment.
    async fn cancel_task(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The task.")] input: CancelTaskInput,
    ) -> Result<CancelTaskPayload> {
        let (state, actor, id) = (context.state()?, context.actor()?, id::of(NodeKind::Task, &input.id)?);
        CancelTaskPayload::from(service::cancel(state, actor, id, input.version).await)
    }
}
