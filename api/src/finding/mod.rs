//! The findings of submitted reports: what the linter found, and what people say of it.
//!
//! A finding is stored when its report is submitted and lasts until the report is submitted again. Whoever sees it, the
//! author or a reviewer, may dismiss it as wrong with a reason; the dismissals of a rule tell those who keep the pack how
//! often it errs.

pub mod carry_over;
pub mod input;
mod mutation;
mod query;
pub mod service;
pub mod statistics;
mod subscription;
pub mod types;

pub use mutation::FindingMutation;
pub use query::FindingQuery;
pub use subscription::FindingSubscription;
pub use types::{Finding, FindingKind};
