//! 承诺类型: what a promise of a kind must state, who delivers it and how soon.
//!
//! Kinds are data of each organisation. A kind is retired rather than deleted, since commitments of the past are of it; a
//! change of its form is in force for the next commitment and leaves those made before as they are.

pub(crate) mod form;
pub mod input;
mod mutation;
mod query;
pub mod service;
pub mod types;

pub use mutation::CommitmentKindMutation;
pub use query::CommitmentKindQuery;
pub use types::{CommitmentKind, FieldKind, RequiredField};
