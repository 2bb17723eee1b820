//! 需求关键词映射: a customer's need, the words that express it, and exactly what the clerk should do about it.
//!
//! A mapping is retired rather than deleted, since the questions of the past name it. A keyword belongs to one active
//! mapping only, so that it stands for one need; other words of it (synonyms) may serve several. Every change raises
//! the version of the organisation's pack, which makes the matchers compiled from it stale on every server.

pub mod input;
pub mod matchers;
mod mutation;
mod query;
pub mod service;
pub mod types;
mod words;

pub use mutation::KeywordMappingMutation;
pub use query::KeywordMappingQuery;
pub use types::KeywordMapping;
