//! Queries over tasks.

use async_graphql::{Context, ID, Object};
use entity::task;

use crate::{
    context::ContextExt,
    error::{Result, alone},
    id::{self, NodeKind},
    pagination::{Page, PageArgs, page},
    policy::{find, select},
    task::{
        filter::{TaskFilter, TaskOrder},
        my_day::MyDay,
        types::Task,
    },
};

/// Queries over tasks.
#[derive(Debug, Default)]
pub struct TaskQuery;

#[Object]
impl TaskQuery {
    /// The task with this id; null with `NOT_FOUND` where there is none that the user may see.
    async fn task(&self, context: &Context<'_>, #[graphql(desc = "Its global id.")] id: ID) -> Option<Result<Task>> {
        alone(async {
            let actor = context.actor()?;
            let id = id::of(NodeKind::Task, &id)?;
            let found = find::<task::Entity>(context.state()?.database.read(), actor, id).await;
            found.map(Task)
        })
        .await
    }

    /// The tasks that the user may see: one's own, and those behind one's leads, promises and teams.
    async fn tasks(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which tasks; all of them where it is left out.")] filter: Option<TaskFilter>,
        #[graphql(desc = "The order; by due time, earliest first, where it is left out.")] order_by: Option<TaskOrder>,
        #[graphql(desc = "How many from the start, at most 100; 20 where neither `first` nor `last` is given.")]
        first: Option<i32>,
        #[graphql(desc = "Start behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "End before this cursor.")] before: Option<String>,
    ) -> Option<Result<Page<Task>>> {
        let answer = async {
            let (state, actor) = (context.state()?, context.actor()?);
            let query = filter
                .unwrap_or_default()
                .apply(select::<task::Entity>(actor), state.clock.timestamp())?;
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

    /// 今日待办: what is on the user's workbench now.
    async fn my_day(&self, context: &Context<'_>) -> Option<Result<MyDay>> {
        alone(async { Ok(MyDay::new(context.actor()?, context.state()?.clock.now())) }).await
    }
}
