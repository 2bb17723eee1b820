//! What becomes of jobs in one server, whose clock the test moves.

use std::time::Duration;

use api::job::{Runner, Settings, clean_up::CLEAN_UP, queue};
use chrono::TimeDelta;
use entity::{job, types::JobStatus};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbBackend, EntityTrait};
use tests::{TestApp, world::insert};
use uuid::Uuid;

use super::{PATIENCE, clean_up, clean_ups, old_job, until};

fn settings() -> Settings {
    Settings {
        poll: Duration::from_millis(10),
        ..Settings::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_is_done_and_forgotten_after_a_week() {
    let app = TestApp::start().await;
    let old = old_job(&app.state, app.world.organization_id).await;
    let foreign = old_job(&app.state, app.world.other_admin.user.organization_id).await;
    let job = clean_up(app.world.organization_id, "now", app.state.clock.timestamp());
    let job = insert(&app.state, job).await;
    // Without recurring jobs, which would clean up the other organisation, too.
    let runner = Runner::start(app.state.clone(), settings());
    let done = until(&app.state, job.id, |job| job.status == JobStatus::Done).await;
    // The other organisation has a clean-up of its own, behind other recurring jobs.
    let deadline = std::time::Instant::now() + PATIENCE;
    let database = app.state.database.read();
    for id in [old.id, foreign.id] {
        while job::Entity::find_by_id(id).one(database).await.unwrap().is_some() {
            assert!(std::time::Instant::now() < deadline, "an old job stays");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
    runner.stop().await;

    assert_eq!((done.attempts, done.last_error), (1, None));
    assert_eq!(done.finished_at, Some(app.state.clock.timestamp()));
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_twice_is_asking_once_until_the_job_is_taken() {
    let app = TestApp::start().await;
    let organization_id = app.world.organization_id;
    for (key, delay) in [("one", 0), ("one", 9), ("two", 0), ("one", 0)] {
        let transaction = app.state.database.begin().await.unwrap();
        let delay = TimeDelta::seconds(delay);
        queue::enqueue(&app.state, &transaction, &CLEAN_UP, organization_id, key, delay)
            .await
            .unwrap();
        transaction.commit().await.unwrap();
    }
    // One that was asked for in a transaction that came to nothing is not there.
    let transaction = app.state.database.begin().await.unwrap();
    queue::enqueue(
        &app.state,
        &transaction,
        &CLEAN_UP,
        organization_id,
        "three",
        TimeDelta::zero(),
    )
    .await
    .unwrap();
    transaction.rollback().await.unwrap();
    let queued: Vec<_> = clean_ups(&app.state, organization_id).await;
    let keys: Vec<_> = queued.iter().map(|job| job.key.as_str()).collect();
    assert_eq!(keys, ["one", "two"]);
    assert!(queued.iter().all(|job| job.run_at == app.state.clock.timestamp()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_fails_is_tried_again_later() {
    let app = TestApp::start().await;
    let state = &app.state;
    let old = old_job(state, app.world.organization_id).await;
    forbid_deleting(state.database.writer()).await;
    let job = insert(
        state,
        clean_up(app.world.organization_id, "now", state.clock.timestamp()),
    )
    .await;
    let runner = Runner::start(state.clone(), settings());
    let failed = until(state, job.id, |job| job.status == JobStatus::Retrying).await;
    assert_eq!(failed.attempts, 1);
    assert_eq!(*failed.run_at, state.clock.now() + TimeDelta::seconds(10));
    assert!(failed.last_error.unwrap().contains("not today"));

    allow_deleting(state.database.writer()).await;
    state.clock.advance(TimeDelta::seconds(9));
    tokio::time::sleep(Duration::from_millis(100)).await;
    let waiting = job::Entity::find_by_id(job.id)
        .one(state.database.read())
        .await
        .unwrap();
    assert_eq!(waiting.unwrap().status, JobStatus::Retrying);
    state.clock.advance(TimeDelta::seconds(1));
    let done = until(state, job.id, |job| job.status == JobStatus::Done).await;
    assert_eq!(done.attempts, 2);
    let gone = job::Entity::find_by_id(old.id)
        .one(state.database.read())
        .await
        .unwrap();
    assert_eq!(gone, None);
    runner.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_whose_server_is_gone_is_taken_up_unless_it_was_too_often() {
    let app = TestApp::start().await;
    let state = &app.state;
    let left = async |attempts: i32, lease: TimeDelta| {
        let row = job::ActiveModel {
            status: Set(JobStatus::Running),
            attempts: Set(attempts),
            worker: Set(Some(Uuid::now_v7())),
            lease_until: Set(Some((state.clock.now() + lease).into())),
            ..clean_up(app.world.organization_id, "left", state.clock.timestamp())
        };
        insert(state, row).await.id
    };
    let alive = left(1, TimeDelta::seconds(5)).await;
    let gone = left(1, TimeDelta::seconds(-1)).await;
    let deadly = left(CLEAN_UP.attempts, TimeDelta::seconds(-1)).await;
    let runner = Runner::start(state.clone(), settings());
    let done = until(state, gone, |job| job.status == JobStatus::Done).await;
    assert_eq!(done.attempts, 2);
    let given_up = until(state, deadly, |job| job.status == JobStatus::Failed).await;
    assert!(given_up.last_error.unwrap().contains("the server ended"));
    let untouched = until(state, alive, |job| job.status == JobStatus::Running).await;
    assert_eq!(untouched.attempts, 1);
    state.clock.advance(TimeDelta::seconds(6));
    until(state, alive, |job| job.status == JobStatus::Done).await;
    runner.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn recurring_jobs_are_queued_once_however_many_servers_run() {
    let app = TestApp::start().await;
    let state = &app.state;
    let runners: Vec<_> = (0..4).map(|_| Runner::start(state.clone(), settings())).collect();
    for day in 1..=3 {
        let deadline = std::time::Instant::now() + super::PATIENCE;
        loop {
            let jobs = clean_ups(state, app.world.organization_id).await;
            if jobs.iter().filter(|job| job.status == JobStatus::Done).count() == day {
                break;
            }
            assert!(std::time::Instant::now() < deadline, "{jobs:?}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        // Time for the others to queue one of their own, if they would.
        tokio::time::sleep(Duration::from_millis(200)).await;
        let jobs = clean_ups(state, app.world.organization_id).await;
        assert_eq!(jobs.len(), day, "{jobs:?}");
        assert!(jobs.iter().all(|job| job.attempts == 1), "{jobs:?}");
        state.clock.advance(TimeDelta::hours(24));
    }
    for runner in runners {
        runner.stop().await;
    }
}

/// Lets every deletion of a job fail.
async fn forbid_deleting(connection: &impl ConnectionTrait) {
    let statements: &[&str] = if connection.get_database_backend() == DbBackend::Sqlite {
        &["CREATE TRIGGER forbidden BEFORE DELETE ON job BEGIN SELECT RAISE(ABORT, 'not today'); END"]
    } else {
        &[
            "CREATE FUNCTION forbid() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not today'; END $$",
            "CREATE TRIGGER forbidden BEFORE DELETE ON job FOR EACH ROW EXECUTE FUNCTION forbid()",
        ]
    };
    for statement in statements {
        connection.execute_unprepared(statement).await.unwrap();
    }
}

async fn allow_deleting(connection: &impl ConnectionTrait) {
    let drop = if connection.get_database_backend() == DbBackend::Sqlite {
        "DROP TRIGGER forbidden"
    } else {
        "DROP TRIGGER forbidden ON job"
    };
    connection.execute_unprepared(drop).await.unwrap();
}
