//! 行业: how often the companies of a trade buy, and when in the year.

pub mod input;
mod mutation;
mod query;
pub mod service;
pub mod types;

pub use mutation::IndustryMutation;
pub use query::IndustryQuery;
