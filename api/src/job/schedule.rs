//! Queueing recurring jobs: once per interval and organisation, however many servers look.

use chrono::TimeDelta;
use entity::{
    organization,
    recurring_job::{self, Column},
    types::Timestamp,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    job::{Kind, Settings, queue, registry::KINDS},
    state::State,
};

/// Lets every organisation have its recurring jobs, the first at once, and lets no job be later than the intervals of
/// `settings` allow, which may have been longer once.
pub(super) async fn prepare(state: &State, settings: &Settings) -> Result<()> {
    let now = state.clock.now();
    for (kind, interval) in recurring(settings)? {
        let known = recurring_job::Entity::find()
            .select_only()
            .column(Column::OrganizationId)
            .filter(Column::Kind.eq(kind.name))
            .into_query();
        let missing: Vec<Uuid> = organization::Entity::find()
            .select_only()
            .column(organization::Column::Id)
            .filter(organization::Column::Id.not_in_subquery(known))
            .into_tuple()
            .all(state.database.read())
            .await?;
        let late = recurring_job::Entity::find()
            .filter(Column::Kind.eq(kind.name))
            .filter(Column::DueAt.gt(Timestamp::from(now + interval)))
            .one(state.database.read())
            .await?;
        if missing.is_empty() && late.is_none() {
            continue;
        }
        let transaction = state.database.begin().await?;
        let rows = missing.into_iter().map(|organization_id| recurring_job::ActiveModel {
            id: Set(Uuid::now_v7()),
            organization_id: Set(organization_id),
            kind: Set(kind.name.to_owned()),
            due_at: Set(now.into()),
            created_at: Set(now.into()),
        });
        let once = OnConflict::columns([Column::OrganizationId, Column::Kind])
            .do_nothing()
            .to_owned();
        recurring_job::Entity::insert_many(rows)
            .on_conflict(once)
            .exec_without_returning(&transaction)
            .await?;
        recurring_job::Entity::update_many()
            .col_expr(Column::DueAt, Expr::val(Timestamp::from(now + interval)))
            .filter(Column::Kind.eq(kind.name))
            .filter(Column::DueAt.gt(Timestamp::from(now + interval)))
            .exec(&transaction)
            .await?;
        transaction.commit().await?;
    }
    Ok(())
}

/// Queues the recurring jobs that are due.
pub(super) async fn enqueue_due(state: &State, settings: &Settings) -> Result<()> {
    let now = state.clock.now();
    let due = recurring_job::Entity::find().filter(Column::DueAt.lte(Timestamp::from(now)));
    if due.one(state.database.read()).await?.is_none() {
        return Ok(());
    }
    for (kind, interval) in recurring(settings)? {
        let transaction = state.database.begin().await?;
        // Of two servers, the second waits here for the first, and finds nothing due any more.
        let moved = recurring_job::Entity::update_many()
            .col_expr(Column::DueAt, Expr::val(Timestamp::from(now + interval)))
            .filter(Column::Kind.eq(kind.name))
            .filter(Column::DueAt.lte(Timestamp::from(now)))
            .exec_with_returning(&transaction)
            .await?;
        let subjects: Vec<_> = moved
            .into_iter()
            .map(|row| (row.organization_id, String::new()))
            .collect();
        queue::enqueue_all(state, &transaction, kind, &subjects, TimeDelta::zero()).await?;
        transaction.commit().await?;
    }
    Ok(())
}

fn recurring(settings: &Settings) -> Result<Vec<(&'static Kind, TimeDelta)>> {
    KINDS
        .iter()
        .filter_map(|kind| Some((*kind, kind.every?(settings))))
        .map(|(kind, interval)| Ok((kind, TimeDelta::from_std(interval).map_err(Error::fault)?)))
        .collect()
}
