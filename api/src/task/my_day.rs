//! 今日待办: one user's workbench at one moment.

use async_graphql::{Context, Object, SimpleObject};
use chrono::{DateTime, Days, NaiveDate, Utc};
use entity::{
    commitment, task,
    types::{TaskStatus, Timestamp},
};
use sea_orm::{
    ColumnTrait, Condition, ExprTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::Expr,
};

use crate::{
    commitment::{Commitment, is_overdue},
    context::ContextExt,
    error::{Error, Result, alone},
    policy::{Actor, select},
    scalar::Date,
    task::types::Task,
};

/// How many objects a section lists.
const MAX_ROWS: u64 = 100;
/// How far ahead it looks.
const UPCOMING_DAYS: Days = Days::new(7);

/// A user's workbench at one moment. Each section is one statement, run only when asked for.
#[derive(Clone, Debug)]
pub struct MyDay {
    today: NaiveDate,
    now: DateTime<Utc>,
    /// When today began and will have ended, and when the days ahead will have.
    began_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    horizon: DateTime<Utc>,
}

impl MyDay {
    /// The workbench of `actor` at `now`.
    pub fn new(actor: &Actor, now: DateTime<Utc>) -> Self {
        let today = actor.day_of(now);
        let last = today.checked_add_days(UPCOMING_DAYS).unwrap_or(today);
        Self {
            today,
            now,
            began_at: actor.start_of(today),
            ends_at: actor.end_of(today),
            horizon: actor.end_of(last),
        }
    }

    fn overdue_tasks(&self) -> Condition {
        open().add(task::Column::DueAt.lt(stamp(self.now)))
    }

    fn due_today_tasks(&self) -> Condition {
        open()
            .add(task::Column::DueAt.gte(stamp(self.now)))
            .add(task::Column::DueAt.lt(stamp(self.ends_at)))
    }

    fn upcoming_tasks(&self) -> Condition {
        open()
            .add(task::Column::DueAt.gte(stamp(self.ends_at)))
            .add(task::Column::DueAt.lt(stamp(self.horizon)))
    }

    fn tasks_done_today(&self) -> Condition {
        Condition::all()
            .add(task::Column::Status.eq(TaskStatus::Done))
            .add(task::Column::DoneAt.gte(stamp(self.began_at)))
    }

    async fn count(&self, context: &Context<'_>) -> Result<MyDayCounts> {
        let (state, actor) = (context.state()?, context.actor()?);
        let tasks = own_tasks(actor)
            .filter(
                Condition::any()
                    .add(open().add(task::Column::DueAt.lt(stamp(self.horizon))))
                    .add(self.tasks_done_today()),
            )
            .select_only()
            .expr_as(how_many(self.overdue_tasks()), "overdue")
            .expr_as(how_many(self.due_today_tasks()), "due_today")
            .expr_as(how_many(self.upcoming_tasks()), "upcoming")
            .expr_as(how_many(self.tasks_done_today()), "done_today")
            .into_model::<TaskCounts>()
            .one(state.database.read())
            .await?
            .ok_or_else(|| Error::fault("counting answered nothing"))?;
        let overdue_commitments = self.overdue_promises(actor).count(state.database.read()).await?;
        Ok(MyDayCounts {
            overdue: tasks.overdue,
            due_today: tasks.due_today,
            upcoming: tasks.upcoming,
            done_today: tasks.done_today,
            overdue_commitments,
        })
    }

    fn overdue_promises(&self, actor: &Actor) -> Select<commitment::Entity> {
        select::<commitment::Entity>(actor)
            .filter(commitment::Column::MadeBy.eq(actor.id))
            .filter(is_overdue(self.today))
    }
}

fn open() -> Condition {
    Condition::all().add(task::Column::Status.eq(TaskStatus::Open))
}

fn stamp(instant: DateTime<Utc>) -> Timestamp {
    Timestamp::from(instant)
}

fn own_tasks(actor: &Actor) -> Select<task::Entity> {
    select::<task::Entity>(actor).filter(task::Column::AssigneeId.eq(actor.id))
}

/// 今日待办: a user's workbench at one moment. A section that cannot be loaded is null and spares the others.
#[Object]
impl MyDay {
    /// The day it is for the organisation.
    async fn date(&self) -> Date {
        Date(self.today)
    }

    /// How many there are of each, also where a section lists only the first 100.
    async fn counts(&self, context: &Context<'_>) -> Option<Result<MyDayCounts>> {
        alone(self.count(context)).await
    }

    /// Open tasks that were due before now, the oldest first, at most 100.
    async fn overdue(&self, context: &Context<'_>) -> Option<Result<Vec<Task>>> {
        alone(tasks(context, self.overdue_tasks())).await
    }

    /// Open tasks that are due later today, the earliest first, at most 100.
    async fn due_today(&self, context: &Context<'_>) -> Option<Result<Vec<Task>>> {
        alone(tasks(context, self.due_today_tasks())).await
    }

    /// Open tasks that are due in the seven days after today, the earliest first, at most 100.
    async fn upcoming(&self, context: &Context<'_>) -> Option<Result<Vec<Task>>> {
        alone(tasks(context, self.upcoming_tasks())).await
    }

    /// Promises that the user made, that are open and past their due date, the oldest first, at most 100.
    async fn overdue_commitments(&self, context: &Context<'_>) -> Option<Result<Vec<Commitment>>> {
        alone(async {
            let models = self
                .overdue_promises(context.actor()?)
                .order_by_asc(commitment::Column::DueOn)
                .order_by_asc(commitment::Column::Id)
                .limit(MAX_ROWS)
                .all(context.state()?.database.read())
                .await?;
            Ok(models.into_iter().map(Commitment).collect())
        })
        .await
    }
}

/// How many objects each section of a workbench has.
#[derive(SimpleObject, Clone, Debug)]
pub struct MyDayCounts {
    /// Open tasks that were due before now.
    pub overdue: i64,
    /// Open tasks that are due later today.
    pub due_today: i64,
    /// Open tasks that are due in the seven days after today.
    pub upcoming: i64,
    /// Tasks that were done today.
    pub done_today: i64,
    /// Promises that the user made, that are open and past their due date.
    pub overdue_commitments: u64,
}

#[derive(FromQueryResult)]
struct TaskCounts {
    overdue: i64,
    due_today: i64,
    upcoming: i64,
    done_today: i64,
}

fn how_many(condition: Condition) -> Expr {
    Expr::case(condition, 1).count()
}

async fn tasks(context: &Context<'_>, condition: Condition) -> Result<Vec<Task>> {
    let models = own_tasks(context.actor()?)
        .filter(condition)
        .order_by_asc(task::Column::DueAt)
        .order_by_asc(task::Column::Id)
        .limit(MAX_ROWS)
        .all(context.state()?.database.read())
        .await?;
    Ok(models.into_iter().map(Task).collect())
}
