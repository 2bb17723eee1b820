//! 线索: possible purchases, from the first word to a deal won or lost.
//!
//! - A lead has an owner, and stands in the team of its owner, who both see it.
//! - It stands in a stage of its organisation's list (`crate::stage`), and [`advance`] moves it on. Every move is an activity,
//!   won and lost are final, and an open forced task or something that the stage asks for holds a lead back.
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
