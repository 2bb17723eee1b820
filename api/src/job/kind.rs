//! Kinds of jobs, and how servers work on them.

use std::{fmt, time::Duration};

use futures_util::future::BoxFuture;

use crate::{error::Result, job::Claim, state::State};

/// The work of a job.
pub type Work = BoxFuture<'static, Result<()>>;

/// How a server works on jobs.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How many jobs it works on at a time.
    pub workers: usize,
    /// How often it looks for jobs. A job that it has queued itself it starts at once.
    pub poll: Duration,
    /// How long a job is its own after the last sign of life. The clocks of servers that share a database must not differ
    /// by more than a fraction of it.
    pub lease: Duration,
    /// How often the leads of an organisation are scored.
    pub scoring: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            workers: 2,
            poll: Duration::from_secs(1),
            lease: Duration::from_secs(30),
            scoring: Duration::from_hours(48),
        }
    }
}

/// A kind of job.
pub struct Kind {
    /// Its name in the queue, which never changes.
    pub name: &'static str,
    /// How often a job of it may be started before it is given up.
    pub attempts: i32,
    /// How often each organisation gets one; none for a kind that is only queued when something asks for it.
    pub every: Option<fn(&Settings) -> Duration>,
    /// The work.
    pub run: fn(State, Claim) -> Work,
}

impl fmt::Debug for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Kind").field("name", &self.name).finish_non_exhaustive()
    }
}
