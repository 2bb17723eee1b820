//! The filter of audit events.

use async_graphql::{ID, InputObject, MaybeUndefined};

use crate::scalar::Date;

/// Which audit events a list holds; all conditions must hold.
#[derive(InputObject, Default)]
pub struct AuditEventFilter {
    /// Only what this user did.
    pub actor_id: MaybeUndefined<ID>,
    /// Only this action, such as `term.add`.
    pub action: MaybeUndefined<String>,
    /// Only what was done to the object with this global id.
    pub subject_id: MaybeUndefined<ID>,
    /// Only what was done on this day or later.
    pub from: MaybeUndefined<Date>,
    /// Only what was done on this day or earlier.
    pub to: MaybeUndefined<Date>,
}
