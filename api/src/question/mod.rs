//! 顾客提问: a customer's own words in a shop, what they matched, and what the clerk answered.
//!
//! A record is `ACCEPTED` once every disclosure is given that the sensitive terms of the question and of the answer
//! force; until then it is kept as `AWAITING_DISCLOSURE`, so that the customer's words are never lost. A new answer
//! can move a record in either direction.

pub mod input;
pub mod matching;
mod mutation;
pub mod payload;
mod query;
pub mod sensitive;
pub mod service;
pub mod types;

pub use mutation::QuestionMutation;
pub use query::QuestionQuery;
pub use types::{Disclosure, Question};
