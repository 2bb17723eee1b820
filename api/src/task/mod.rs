//! 任务卡: to-dos on somebody's workbench.
//!
//! A task comes from a commitment, a rule, an alert or a person. The task of a commitment is the commitment's other half: it
//! ends with it and not apart from it. Whoever has a task on the workbench is told of every change of it.

pub mod filter;
pub mod input;
mod mutation;
pub mod my_day;
mod query;
pub mod service;
mod subscription;
pub mod types;

pub use mutation::TaskMutation;
pub use query::TaskQuery;
pub use subscription::TaskSubscription;
pub use types::{Task, TaskStatus};
