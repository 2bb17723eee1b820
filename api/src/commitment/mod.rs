//! 承诺: a promise to a customer, with a due date and somebody who delivers.
//!
//! A commitment is open until it is fulfilled, broken or cancelled, and then never changes again (`status.rs`). It always has
//! exactly one task, on the workbench of whoever delivers: both are written in one transaction, and every later step changes
//! both. The fields that its kind asks for are checked before anything is written (`fields.rs`). Rescheduling moves the due
//! date in force; the figure of promises kept in time counts against the first one (`service/figure.rs`). The clock flags what
//! is overdue, once for each due date (`service/overdue.rs`).

pub mod fields;
pub mod filter;
pub mod input;
mod mutation;
pub mod parts;
mod query;
pub mod service;
pub mod status;
mod subscription;
pub mod types;

pub(crate) use filter::is_overdue;
pub use mutation::CommitmentMutation;
pub use query::CommitmentQuery;
pub use subscription::CommitmentSubscription;
pub use types::{Commitment, CommitmentStatus};
