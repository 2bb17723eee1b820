//! Forgetting jobs of the past.

use std::time::Duration;

use chrono::TimeDelta;
use entity::{
    job::{self, Column},
    types::{JobStatus, Timestamp},
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};

use crate::{
    error::Result,
    job::{Claim, Kind},
    state::State,
};

/// How long a job that was done is kept.
const KEEP_DONE: TimeDelta = TimeDelta::days(7);
/// How long a job that was given up is kept, with the reason.
const KEEP_FAILED: TimeDelta = TimeDelta::days(90);

/// Removes the old jobs of an organisation, once a day.
pub static CLEAN_UP: Kind = Kind {
    name: "JOB_CLEAN_UP",
    attempts: 3,
    every: Some(|_| Duration::from_hours(24)),
    run: |state, claim| Box::pin(clean_up(state, claim)),
};

async fn clean_up(state: State, claim: Claim) -> Result<()> {
    let now = state.clock.now();
    let older_than = |age: TimeDelta| Column::FinishedAt.lt(Timestamp::from(now - age));
    let transaction = claim.begin(&state).await?;
    job::Entity::delete_many()
        .filter(Column::OrganizationId.eq(claim.job().organization_id))
        .filter(older_than(KEEP_DONE))
        .filter(
            Condition::any()
                .add(Column::Status.eq(JobStatus::Done))
                .add(older_than(KEEP_FAILED)),
        )
        .exec(&transaction)
        .await?;
    claim.complete(&state, transaction).await
}
