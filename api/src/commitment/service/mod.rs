//! Making commitments, and everything that happens to them afterwards.

mod figure;
mod files;
mod follow;
mod make;
mod overdue;

pub use figure::{Figure, FigureFilter, figure};
pub use follow::{Step, StepKind, take};
pub use make::{NewCommitment, Origin, make};
pub use overdue::{OVERDUE, flag_overdue};
