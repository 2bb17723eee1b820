//! A server at work on the queue.

use std::{collections::HashMap, sync::Arc, time::Duration};

use entity::job;
use parking_lot::Mutex;
use tokio::{
    sync::{Notify, watch},
    task::{AbortHandle, JoinHandle, JoinSet},
    time::{Instant, MissedTickBehavior, interval, timeout},
};
use uuid::Uuid;

use crate::{
    error::Result,
    job::{Claim, Settings, queue, registry, schedule},
    state::State,
};

/// How long a stop waits for jobs that are under way; those that take longer are given back to the queue.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often new organisations are looked for.
const NEW_ORGANIZATIONS: Duration = Duration::from_mins(1);

/// Wakes the server's own workers when it has queued a job.
#[derive(Clone, Debug, Default)]
pub struct Jobs(Arc<Notify>);

impl Jobs {
    /// Says that there may be a job to take.
    pub fn wake(&self) {
        self.0.notify_one();
    }
}

/// The workers of a server.
#[derive(Debug)]
pub struct Runner {
    stop: watch::Sender<bool>,
    taking: JoinHandle<()>,
    renewing: JoinHandle<()>,
    state: State,
    worker: Uuid,
}

/// What a server works on: jobs with the number of the attempt.
type UnderWay = Arc<Mutex<HashMap<(Uuid, i32), AbortHandle>>>;

impl Runner {
    /// Starts working on the queue of the database of `state`.
    pub fn start(state: State, settings: Settings) -> Self {
        let (stop, stopped) = watch::channel(false);
        let worker = Uuid::now_v7();
        let work = Workers {
            state: state.clone(),
            settings: Arc::new(settings),
            worker,
            under_way: UnderWay::default(),
            stopped,
        };
        Self {
            stop,
            renewing: tokio::spawn(work.clone().renew_leases()),
            taking: tokio::spawn(work.take_jobs()),
            state,
            worker,
        }
    }

    /// Takes no more jobs, waits a while for those under way, and gives the others back.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        if let Err(error) = self.taking.await {
            tracing::error!(%error, "the workers did not stop in order");
        }
        self.renewing.abort();
        if let Err(error) = queue::give_back(&self.state, self.worker).await {
            tracing::error!(?error, "jobs were not given back; their leases run out");
        }
    }
}

#[derive(Clone)]
struct Workers {
    state: State,
    settings: Arc<Settings>,
    worker: Uuid,
    under_way: UnderWay,
    stopped: watch::Receiver<bool>,
}

impl Workers {
    /// Takes jobs until the server stops.
    async fn take_jobs(mut self) {
        let mut running = JoinSet::new();
        let mut prepared: Option<Instant> = None;
        while !*self.stopped.borrow() {
            if prepared.is_none_or(|at| at.elapsed() >= NEW_ORGANIZATIONS) {
                prepared = Some(Instant::now());
                log(schedule::prepare(&self.state, &self.settings).await);
            }
            log(schedule::enqueue_due(&self.state, &self.settings).await);
            let free = self.settings.workers.saturating_sub(running.len());
            if free > 0 {
                let claimed = queue::claim(
                    &self.state.database,
                    self.worker,
                    self.state.clock.timestamp(),
                    self.settings.lease,
                    free,
                );
                for job in log(claimed.await).unwrap_or_default() {
                    self.start(&mut running, job);
                }
            }
            tokio::select! {
                _ = self.stopped.changed() => {}
                Some(_) = running.join_next() => {}
                () = self.state.jobs.0.notified(), if running.len() < self.settings.workers => {}
                () = tokio::time::sleep(self.settings.poll) => {}
            }
        }
        let rest = async { while running.join_next().await.is_some() {} };
        if timeout(PATIENCE, rest).await.is_err() {
            running.shutdown().await;
        }
    }

    fn start(&self, running: &mut JoinSet<()>, job: job::Model) {
        let work = self.clone();
        let attempt = (job.id, job.attempts);
        // Held until the task is in the table, so that it cannot take itself out before.
        let mut under_way = self.under_way.lock();
        let task = running.spawn(async move {
            work.work_on(job).await;
            work.under_way.lock().remove(&attempt);
        });
        under_way.insert(attempt, task);
    }

    async fn work_on(&self, job: job::Model) {
        let Some(kind) = registry::named(&job.kind) else {
            return;
        };
        if job.attempts > kind.attempts {
            // The attempt before this one ended with its server.
            log(queue::fail(&self.state, &job, kind, "the server ended in the middle of it").await);
            return;
        }
        let started = Instant::now();
        // A task of its own, so that a panic ends the job and nothing else.
        let work = AbortOnDrop(tokio::spawn((kind.run)(self.state.clone(), Claim(job.clone()))));
        let outcome = match work.join().await {
            Ok(Ok(())) => {
                let elapsed = started.elapsed();
                tracing::debug!(id = %job.id, kind = kind.name, ?elapsed, "a job is done");
                return self.note_done(&job).await;
            }
            Ok(Err(error)) => format!("{error:?}"),
            Err(error) => error.to_string(),
        };
        log(queue::fail(&self.state, &job, kind, &outcome).await);
    }

    /// Marks a job as done whose work was not written in a transaction of its claim.
    async fn note_done(&self, job: &job::Model) {
        let noted = async {
            let transaction = self.state.database.begin().await?;
            queue::finish(&transaction, job, self.state.clock.timestamp()).await?;
            Result::Ok(transaction.commit().await?)
        };
        log(noted.await);
    }

    /// Shows that the server is alive, and lets go of what it has lost all the same.
    async fn renew_leases(self) {
        let mut beat = interval(self.settings.lease / 3);
        beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            beat.tick().await;
            let mine: Vec<Uuid> = self.under_way.lock().keys().map(|(id, _)| *id).collect();
            if mine.is_empty() {
                continue;
            }
            let (database, now) = (&self.state.database, self.state.clock.timestamp());
            log(queue::renew(database, self.worker, now, self.settings.lease).await);
            let lost = log(queue::lost(database, self.worker, &mine).await).unwrap_or_default();
            self.under_way.lock().retain(|(id, _), task| {
                let keep = !lost.contains(id);
                if !keep {
                    tracing::warn!(%id, "another server has taken a job up");
                    task.abort();
                }
                keep
            });
        }
    }
}

/// A task that ends with whoever waits for it.
struct AbortOnDrop<T>(JoinHandle<T>);

impl<T> AbortOnDrop<T> {
    async fn join(mut self) -> Result<T, tokio::task::JoinError> {
        (&mut self.0).await
    }
}

impl<T> Drop for AbortOnDrop<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

fn log<T>(answer: Result<T>) -> Option<T> {
    match answer {
        Ok(value) => Some(value),
        Err(error) => {
            tracing::error!(?error, "the job queue does not answer");
            None
        }
    }
}
