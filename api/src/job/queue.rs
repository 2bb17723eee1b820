//! The queue: putting jobs into it, taking them out, and noting how they ended.

use std::time::Duration;

use chrono::TimeDelta;
use entity::{
    job::{self, Column},
    types::{JobStatus, Timestamp},
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, LockBehavior, LockType, OnConflict},
};
use uuid::Uuid;

use crate::{
    database::Database,
    error::{Error, Result},
    job::{Kind, registry},
    state::State,
};

/// What the first attempt after a failure waits; each later one waits four times as long.
const FIRST_BACK_OFF: TimeDelta = TimeDelta::seconds(10);
/// What no attempt waits longer than.
const LONGEST_BACK_OFF: TimeDelta = TimeDelta::hours(1);
/// The longest reason that is kept, in characters.
const MAX_ERROR: usize = 500;

/// Queues a job of `kind` about `key`, as a part of the transaction `connection`, unless one is queued already. It may start
/// after `delay`; what is asked for again until then is done with it.
///
/// The row of a job that is queued already is locked until the transaction ends, so that no server takes the job before it
/// can see what made it necessary.
pub async fn enqueue(
    state: &State,
    connection: &impl ConnectionTrait,
    kind: &Kind,
    organization_id: Uuid,
    key: &str,
    delay: TimeDelta,
) -> Result<()> {
    enqueue_all(state, connection, kind, &[(organization_id, key.to_owned())], delay).await
}

/// Queues jobs of `kind` about the keys of organisations, as [`enqueue`] does with one.
pub async fn enqueue_all(
    state: &State,
    connection: &impl ConnectionTrait,
    kind: &Kind,
    subjects: &[(Uuid, String)],
    delay: TimeDelta,
) -> Result<()> {
    let now = state.clock.now();
    let rows = subjects.iter().map(|(organization_id, key)| job::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(*organization_id),
        kind: Set(kind.name.to_owned()),
        key: Set(key.clone()),
        status: Set(JobStatus::Queued),
        run_at: Set((now + delay).into()),
        attempts: Set(0),
        worker: NotSet,
        lease_until: NotSet,
        last_error: NotSet,
        finished_at: NotSet,
        created_at: Set(now.into()),
    });
    // PostgreSQL compares the condition with that of the index as it is written, so it may hold no parameter.
    let only_one = OnConflict::columns([Column::OrganizationId, Column::Kind, Column::Key])
        .target_and_where(Expr::cust("status = 'QUEUED'"))
        .update_column(Column::Status)
        .to_owned();
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return Ok(());
    }
    job::Entity::insert_many(rows)
        .on_conflict(only_one)
        .exec_without_returning(connection)
        .await?;
    state.jobs.wake();
    Ok(())
}

/// Takes at most `limit` jobs that may start, or whose server has given no sign of life, for `worker`.
pub(super) async fn claim(
    database: &Database,
    worker: Uuid,
    now: Timestamp,
    lease: Duration,
    limit: usize,
) -> Result<Vec<job::Model>> {
    let ready = Condition::any()
        .add(Condition::all().add(waiting()).add(Column::RunAt.lte(now)))
        .add(
            Condition::all()
                .add(Column::Status.eq(JobStatus::Running))
                .add(Column::LeaseUntil.lt(now)),
        );
    let known = Column::Kind.is_in(registry::KINDS.iter().map(|kind| kind.name));
    let candidates = job::Entity::find()
        .filter(Column::FinishedAt.is_null())
        .filter(known)
        .filter(ready)
        .order_by_asc(Column::RunAt)
        .limit(u64::try_from(limit).map_err(Error::fault)?);
    // Most of the time there is none. Looking costs no lock.
    if candidates.clone().one(database.read()).await?.is_none() {
        return Ok(Vec::new());
    }
    let transaction = database.begin().await?;
    let ids = candidates
        .select_only()
        .column(Column::Id)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .into_query();
    let claimed = job::Entity::update_many()
        .col_expr(Column::Status, Expr::val(JobStatus::Running))
        .col_expr(Column::Worker, Expr::val(worker))
        .col_expr(Column::LeaseUntil, Expr::val(until(now, lease)?))
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
        .filter(Column::Id.in_subquery(ids))
        .exec_with_returning(&transaction)
        .await?;
    transaction.commit().await?;
    Ok(claimed)
}

/// Renews the leases of `worker`. One whose row is locked is in the middle of [`super::Claim::begin`] and safe without.
pub(super) async fn renew(database: &Database, worker: Uuid, now: Timestamp, lease: Duration) -> Result<()> {
    let transaction = database.begin().await?;
    let free = job::Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::FinishedAt.is_null())
        .filter(Column::Worker.eq(worker))
        .filter(Column::Status.eq(JobStatus::Running))
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .into_query();
    job::Entity::update_many()
        .col_expr(Column::LeaseUntil, Expr::val(until(now, lease)?))
        .filter(Column::Id.in_subquery(free))
        .exec(&transaction)
        .await?;
    transaction.commit().await?;
    Ok(())
}

/// Those of `jobs` that `worker` had and another server has taken up.
pub(super) async fn lost(database: &Database, worker: Uuid, jobs: &[Uuid]) -> Result<Vec<Uuid>> {
    let taken = job::Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::Id.is_in(jobs.iter().copied()))
        .filter(Column::Worker.ne(worker));
    Ok(taken.into_tuple().all(database.read()).await?)
}

/// Notes that a job failed: it is tried again later, or given up.
pub(super) async fn fail(state: &State, job: &job::Model, kind: &Kind, reason: &str) -> Result<()> {
    let now = state.clock.now();
    let reason: String = reason.chars().take(MAX_ERROR).collect();
    let given_up = job.attempts >= kind.attempts;
    let mut update = job::Entity::update_many()
        .col_expr(Column::LastError, Expr::val(&*reason))
        .filter(owned(job));
    if given_up {
        tracing::error!(id = %job.id, kind = kind.name, attempts = job.attempts, %reason, "a job was given up");
        update = update
            .col_expr(Column::Status, Expr::val(JobStatus::Failed))
            .col_expr(Column::FinishedAt, Expr::val(Timestamp::from(now)));
    } else {
        tracing::warn!(id = %job.id, kind = kind.name, attempts = job.attempts, %reason, "a job failed");
        update = update
            .col_expr(Column::Status, Expr::val(JobStatus::Retrying))
            .col_expr(Column::RunAt, Expr::val(Timestamp::from(now + back_off(job.attempts))));
    }
    let transaction = state.database.begin().await?;
    update.exec(&transaction).await?;
    transaction.commit().await?;
    Ok(())
}

/// Gives back what `worker` has not finished, without counting the attempt, so that another server takes it up at once.
pub(super) async fn give_back(state: &State, worker: Uuid) -> Result<()> {
    let transaction = state.database.begin().await?;
    job::Entity::update_many()
        .col_expr(Column::Status, Expr::val(JobStatus::Retrying))
        .col_expr(Column::RunAt, Expr::val(state.clock.timestamp()))
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).sub(1))
        .filter(Column::FinishedAt.is_null())
        .filter(Column::Worker.eq(worker))
        .filter(Column::Status.eq(JobStatus::Running))
        .exec(&transaction)
        .await?;
    transaction.commit().await?;
    Ok(())
}

/// Marks a job as done; answers whether its server still had it.
pub(super) async fn finish(connection: &impl ConnectionTrait, job: &job::Model, now: Timestamp) -> Result<bool> {
    let done = job::Entity::update_many()
        .col_expr(Column::Status, Expr::val(JobStatus::Done))
        .col_expr(Column::FinishedAt, Expr::val(now))
        .filter(owned(job))
        .exec(connection)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Locks the row of a job until the transaction ends; answers whether its server still has it.
pub(super) async fn hold(connection: &impl ConnectionTrait, job: &job::Model) -> Result<bool> {
    let held = job::Entity::update_many()
        .col_expr(Column::Status, Expr::val(JobStatus::Running))
        .filter(owned(job))
        .exec(connection)
        .await?;
    Ok(held.rows_affected == 1)
}

/// The row of `job` for as long as this attempt has it.
fn owned(job: &job::Model) -> Condition {
    Condition::all()
        .add(Column::Id.eq(job.id))
        .add(Column::Worker.eq(job.worker))
        .add(Column::Attempts.eq(job.attempts))
        .add(Column::Status.eq(JobStatus::Running))
}

fn waiting() -> Expr {
    Column::Status.is_in([JobStatus::Queued, JobStatus::Retrying])
}

fn until(now: Timestamp, lease: Duration) -> Result<Timestamp> {
    let lease = TimeDelta::from_std(lease).map_err(Error::fault)?;
    Ok(Timestamp::from(*now + lease))
}

/// What the next attempt waits after `attempts` of them.
fn back_off(attempts: i32) -> TimeDelta {
    let power = u32::try_from(attempts.clamp(1, 9) - 1).unwrap_or_default();
    (FIRST_BACK_OFF * 4_i32.pow(power)).min(LONGEST_BACK_OFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_attempt_waits_longer_up_to_an_hour() {
        let waits: Vec<_> = (1..=6).map(|attempts| back_off(attempts).num_seconds()).collect();
        assert_eq!(waits, [10, 40, 160, 640, 2560, 3600]);
        assert_eq!(back_off(i32::MAX), LONGEST_BACK_OFF);
    }
}
