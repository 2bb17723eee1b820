//! 动态分层: how soon each open lead deserves attention, from what is known of its customer.
//!
//! ```text
//! purchase cycle 采购周期   median gap between days of orders × season  → next purchase window → points
//! contact depth  触达深度   the deepest of the lead's activities                               → points
//! budget fit     预算匹配   budget signals, weighted by kind and amount, fading with age       → points
//!
//! part of a dimension = weight × points ÷ 100        score = sum of the parts        tier = threshold of the score
//! ```
//!
//! - Everything is whole numbers, and every division drops its remainder, so that both databases and the reference of the
//!   tests come to the same score.
//! - [`statement`] computes the scores of a customer or of a whole organisation in three statements inside the database;
//!   nothing is read into the server.
//! - [`jobs`] scores every organisation every 48 hours, and a customer's leads seconds after something changed a dimension.
//! - The weights, thresholds and kinds of signals are data of the organisation ([`policy`]).

pub mod input;
pub mod jobs;
mod mutation;
pub mod policy;
mod query;
pub mod service;
pub mod statement;
pub mod types;

pub use mutation::TierMutation;
pub use query::TierQuery;
