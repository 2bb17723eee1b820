//! 漏斗: what became of the leads of the last weeks, so that "+156 new" never stands alone.
//!
//! [`weeks`] counts week by week what came in, what was touched, what lay still and what was lost; [`stages`] counts how long
//! leads stay in each stage and how many go on. Each is one or a few statements, however many leads there are.

mod query;
pub mod service;
pub mod stages;
pub mod types;
pub mod weeks;

pub use query::FunnelQuery;
