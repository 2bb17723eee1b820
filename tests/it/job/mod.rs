//! The queue of jobs: one server works on a job at a time, and every job is done.

mod queue;
mod servers;

use std::time::Duration;

use api::state::State;
use chrono::TimeDelta;
use entity::{
    job::{self, Column},
    types::{JobStatus, Timestamp},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use tests::world::insert;
use uuid::Uuid;

/// Far longer than any of these jobs takes.
const PATIENCE: Duration = Duration::from_mins(1);

/// A job that was done eight days ago, which the next clean-up removes.
async fn old_job(state: &State, organization_id: Uuid) -> job::Model {
    let then = Timestamp::from(state.clock.now() - TimeDelta::days(8));
    let row = job::ActiveModel {
        status: Set(JobStatus::Done),
        finished_at: Set(Some(then)),
        ..clean_up(organization_id, "old", then)
    };
    insert(state, row).await
}

/// A clean-up that is queued.
fn clean_up(organization_id: Uuid, key: &str, run_at: Timestamp) -> job::ActiveModel {
    job::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(organization_id),
        kind: Set(job_kind().to_owned()),
        key: Set(key.to_owned()),
        status: Set(JobStatus::Queued),
        run_at: Set(run_at),
        attempts: Set(0),
        worker: Set(None),
        lease_until: Set(None),
        last_error: Set(None),
        finished_at: Set(None),
        created_at: Set(run_at),
    }
}

fn job_kind() -> &'static str {
    api::job::clean_up::CLEAN_UP.name
}

/// The clean-ups of an organisation, oldest first.
async fn clean_ups(state: &State, organization_id: Uuid) -> Vec<job::Model> {
    job::Entity::find()
        .filter(Column::OrganizationId.eq(organization_id))
        .filter(Column::Kind.eq(job_kind()))
        .order_by_asc(Column::Id)
        .all(state.database.read())
        .await
        .unwrap()
}

/// The job as soon as `condition` holds of it.
async fn until(state: &State, id: Uuid, condition: impl Fn(&job::Model) -> bool) -> job::Model {
    let deadline = std::time::Instant::now() + PATIENCE;
    loop {
        let found = job::Entity::find_by_id(id).one(state.database.read()).await.unwrap();
        match found {
            Some(found) if condition(&found) => return found,
            found => assert!(std::time::Instant::now() < deadline, "{found:?}"),
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
