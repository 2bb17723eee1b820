#![doc = include_str!("../README.md")]

pub mod commitment;
pub mod finding;
pub mod linter;
pub mod matching;
pub mod pack;
pub mod script;
pub mod span;
pub mod text;
pub mod time;

pub use commitment::{Commitment, Party};
pub use finding::{Category, Evidence, Finding, Kind, Severity, Suggestion};
pub use linter::{LintResult, Linter};
pub use pack::{PackError, RulePack};
pub use script::Script;
pub use span::Span;
