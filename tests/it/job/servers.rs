//! Real server processes over one database.

use std::{
    collections::BTreeSet,
    path::Path,
    time::{Duration, Instant},
};

use api::{auth::token::TokenKeys, clock::Clock, state::State};
use entity::{job, types::JobStatus};
use sea_orm::{ColumnTrait, DbBackend, EntityTrait, QueryFilter, QuerySelect};
use tests::{World, app::files, database::TestDatabase, process::Process, world::insert};

use super::{PATIENCE, clean_up, old_job, until};

const BINARY: &str = env!("CARGO_BIN_EXE_zhiyan-under-test");
const JOBS: usize = 200;

struct Stage {
    database: TestDatabase,
    state: State,
    world: World,
}

impl Stage {
    async fn set() -> Self {
        let database = TestDatabase::create().await;
        let state = State::new(database.open().await, Clock::System, TokenKeys::random(), files());
        let world = World::create(&state).await;
        Self { database, state, world }
    }

    /// A server that is taken for dead after a second without a sign of life.
    fn serve(&self) -> Process {
        let variables = [
            ("ZHIYAN_DATABASE_URL", self.database.url.as_str()),
            ("ZHIYAN_JOB_LEASE", "1"),
        ];
        Process::serve(Path::new(BINARY), &variables)
    }

    fn is_sqlite(&self) -> bool {
        self.state.database.read().get_database_backend() == DbBackend::Sqlite
    }

    /// The jobs that were queued here, when all of them are done.
    async fn done(&self, deadline: Instant) -> Vec<job::Model> {
        loop {
            let jobs = job::Entity::find()
                .filter(job::Column::Key.ne(""))
                .all(self.state.database.read())
                .await
                .unwrap();
            if jobs.iter().all(|job| job.status == JobStatus::Done) {
                return jobs;
            }
            assert!(Instant::now() < deadline, "the jobs are not done");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    async fn queue(&self, key: &str) -> job::Model {
        let job = clean_up(self.world.organization_id, key, self.state.clock.timestamp());
        insert(&self.state, job).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_share_the_jobs_and_do_none_twice() {
    let stage = Stage::set().await;
    let servers = [stage.serve(), stage.serve()];
    // One server may have done all of the first jobs before the other was there.
    let deadline = Instant::now() + PATIENCE;
    let mut queued = 0;
    let mut workers = BTreeSet::new();
    while workers.len() < servers.len() {
        assert!(Instant::now() < deadline, "one server has done all the jobs");
        for number in queued..queued + JOBS {
            stage.queue(&number.to_string()).await;
        }
        queued += JOBS;
        let jobs = stage.done(deadline).await;
        assert_eq!(jobs.len(), queued);
        // An attempt is counted in the statement that takes the job.
        assert!(jobs.iter().all(|job| job.attempts == 1));
        workers = jobs.iter().filter_map(|job| job.worker).collect();
    }
    for server in servers {
        server.terminate();
        assert_eq!(server.wait().code(), Some(0));
    }
    stage.state.database.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_job_of_a_killed_server_is_taken_up_by_another() {
    let stage = Stage::set().await;
    if stage.is_sqlite() {
        // Its only writer cannot be stopped in the middle of a job from outside; `queue.rs` has the job that a dead server
        // has left.
        return;
    }
    let organization_id = stage.world.organization_id;
    let old = old_job(&stage.state, organization_id).await;
    // Whoever cleans up waits for this row.
    let lock = stage.state.database.begin().await.unwrap();
    job::Entity::find_by_id(old.id)
        .lock_exclusive()
        .one(&lock)
        .await
        .unwrap();
    let first = stage.serve();
    let id = stage.queue("stuck").await.id;
    let begun = until(&stage.state, id, |job| job.status == JobStatus::Running).await;
    assert_eq!(begun.attempts, 1);
    // Its lease lasts a second; the server lives, and keeps the job.
    let second = stage.serve();
    tokio::time::sleep(Duration::from_secs(3)).await;
    let kept = until(&stage.state, id, |job| job.status == JobStatus::Running).await;
    assert_eq!((kept.attempts, kept.worker), (1, begun.worker));

    first.kill();
    lock.commit().await.unwrap();
    let done = until(&stage.state, id, |job| job.status == JobStatus::Done).await;
    assert_eq!(done.attempts, 2);
    assert_ne!(done.worker, begun.worker);
    let gone = job::Entity::find_by_id(old.id)
        .one(stage.state.database.read())
        .await
        .unwrap();
    assert_eq!(gone, None);
    second.terminate();
    assert_eq!(second.wait().code(), Some(0));
    stage.state.database.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_stops_finishes_its_jobs_or_gives_them_back() {
    let stage = Stage::set().await;
    let server = stage.serve();
    for number in 0..20 {
        stage.queue(&number.to_string()).await;
    }
    server.terminate();
    assert_eq!(server.wait().code(), Some(0));
    let running = job::Entity::find()
        .filter(job::Column::Status.eq(JobStatus::Running))
        .one(stage.state.database.read())
        .await
        .unwrap();
    assert_eq!(running, None);
    stage.state.database.close().await.unwrap();
}
