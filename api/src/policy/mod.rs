//! Who may see and do what: the one place that every path asks (lists, single objects, nested ones, subscriptions).
//!
//! - [`Actor`] is who asks; [`Capability`] is what a role may do at all.
//! - [`Visible`] says which rows of a table somebody may see. [`select`] is the only start of a query over a tenant's
//!   rows, so that another organisation's row is not found, however it is asked for.

mod actor;
mod capability;
mod visible;

pub use actor::{Actor, Team};
pub use capability::Capability;
pub use visible::{Visible, find, find_for_update, select, supervises, teams_from, visible};
