//! Leads: created, changed, assigned, moved, listed.

mod change;
mod list;
mod stage;
