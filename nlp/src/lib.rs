#![doc = include_str!("../README.md")]

pub mod commitment;
pub mod copied;
mod document;
mod draft;
mod fact;
pub mod finding;
mod found;
mod grammar;
mod hit;
pub mod linter;
pub mod matching;
pub mod mine;
pub mod norm;
pub mod pack;
pub mod parallel;
pub mod rejection;
mod score;
pub mod script;
pub mod segment;
mod sensitive;
pub mod span;
mod terms;
pub mod text;
pub mod time;
pub mod tokens;
mod vague;

pub use commitment::{Commitment, Party};
pub use draft::Draft;
pub use finding::{Category, CopiedFrom, Evidence, Finding, Kind, Severity, Suggestion};
pub use linter::{LintResult, Linter};
pub use pack::{PackError, RulePack};
pub use rejection::{Rejected, RejectionReason};
pub use script::Script;
pub use sensitive::{Disguise, Evasion};
pub use span::Span;
