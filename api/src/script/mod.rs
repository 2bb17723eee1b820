//! 话术: standard wordings with slots that the linter offers in place of vague phrases, in force for the next lint on
//! every server.
//!
//! The organisation's own scripts are offered on top of the shipped ones, and before them where both fit alike.
//!
//! A script is switched off rather than deleted, since findings of the past name it. What it offers must be better than
//! what it replaces: its slots are slots that can be filled, and with them filled it lints clean.

pub mod input;
mod mutation;
mod query;
pub mod service;
pub mod types;
mod wording;

pub use mutation::ScriptMutation;
pub use query::ScriptQuery;
pub use types::Script;
