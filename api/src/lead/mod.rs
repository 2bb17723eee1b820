//! 线索: possible purchases, from the first word to a deal won or lost.
//!
//! - A lead has an owner, and stands in the team of its owner, who both see it.
//! - [`stage`] says which moves it may make. Every move is an activity, won and lost are final, and an open forced task
//!   holds a lead back until it is done.
//! - A lead that nothing happens with becomes stale ([`stale`]).

pub mod advance;
pub mod filter;
pub mod input;
mod mutation;
mod query;
pub mod service;
pub mod stage;
pub mod stale;
pub mod types;

pub use mutation::LeadMutation;
pub use query::LeadQuery;
pub use types::{Lead, LeadStage};
