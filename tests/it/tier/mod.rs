//! How soon leads deserve attention, and what that follows from.

mod policy;
mod recompute;
mod reference;
mod scene;
mod soon;
