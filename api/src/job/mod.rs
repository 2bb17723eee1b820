//! 后台任务: work that a server does apart from any request, such as scoring the leads of an organisation.
//!
//! The queue is the table `job` of the same database, so that a job is asked for in the transaction that makes it necessary,
//! and comes into being with it or not at all. What holds, on SQLite and on PostgreSQL, with one server or with many:
//!
//! - **One server works on a job at a time.** Taking a job is one statement that locks its row and skips rows that others
//!   have locked. What a job writes, it writes in the transaction of [`Claim::begin`], which is refused to a server that has
//!   lost the job in the meantime, and which marks the job as done when it commits ([`Claim::complete`]): whatever happens in
//!   between, the work is done once.
//! - **A job outlives its server.** A server that works on a job renews its lease every few seconds; when the lease has run
//!   out, another server takes the job up.
//! - **A job that fails is tried again**, later each time, and given up after the attempts that its kind allows. One that
//!   takes its server down with it counts as failed, too.
//! - **Recurring jobs are queued once per interval and organisation**, however many servers run: whichever moves `due_at` on
//!   ([`schedule`]) queues the job, in the same transaction.
//! - **Asking twice is asking once**: of one kind and key, one job at most is queued. One that is running does not count, as
//!   it may have read what was there before.
//!
//! To add a job: write a `static` [`Kind`] beside the domain's service, and list it in [`registry::KINDS`].

mod claim;
pub mod clean_up;
mod kind;
pub mod queue;
pub mod registry;
mod runner;
mod schedule;

pub use claim::Claim;
pub use kind::{Kind, Settings, Work};
pub use runner::{Jobs, Runner};
