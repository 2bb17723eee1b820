//! 阶段: the way that an organisation's leads go, as a list of its own.
//!
//! - Every stage counts as a phase, which says what it means to those who do not know the list: open, won or lost, and how
//!   far. A lead goes forward in the list ([`list::Stages`]), or to an end; ends are final.
//! - A stage may ask for facts (a contact, a proposal that was sent) and for fields of the organisation's own. A lead that
//!   lacks one does not enter it ([`requirement`]), nor any stage behind it.
//! - How long a lead stays in each stage is kept in visits ([`visit`]).

pub mod defaults;
pub mod input;
pub mod list;
mod mutation;
mod query;
pub mod requirement;
pub mod service;
pub mod types;
pub mod visit;

pub use mutation::StageMutation;
pub use query::StageQuery;
pub use types::{LeadPhase, Stage};
