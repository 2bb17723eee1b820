//! Making commitments, and everything that happens to them afterwards.

mod follow;
mod make;

pub use follow::{Step, StepKind, take};
pub use make::{NewCommitment, make};
