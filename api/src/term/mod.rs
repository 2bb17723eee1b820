//! 词条: phrases that an organisation adds to what the linter looks for.
//!
//! A change of a term raises the organisation's `pack_version`, which puts it in force for the next lint on every server.
//! A term is switched off rather than deleted, since findings of the past name it.

pub mod dry_run;
pub mod input;
mod mutation;
mod query;
pub mod service;
pub mod types;

pub use mutation::TermMutation;
pub use query::TermQuery;
pub use types::{FindingCategory, FindingSeverity, Term};
