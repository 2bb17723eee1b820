//! 商机: leads that became deals.
//!
//! A lead has at most one opportunity, which goes the way of its lead: it is open as long as the lead is, and won or lost
//! together with it. What a deal was worth when it was won stays what it was.

pub mod input;
mod mutation;
pub mod service;
pub mod types;

pub use mutation::OpportunityMutation;
pub use types::{Opportunity, OpportunityStage};
