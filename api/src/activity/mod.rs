//! 动作: what happened with a customer, and with which lead. Rows are only ever added.
//!
//! An activity that is about a lead is what keeps the lead from becoming stale. Moves from stage to stage are activities
//! too, which `advanceStage` writes; nobody logs one by hand.

pub mod input;
mod mutation;
pub mod service;
pub mod types;

pub use mutation::ActivityMutation;
pub use types::{Activity, ActivityKind};
