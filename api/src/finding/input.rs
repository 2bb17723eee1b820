//! Inputs of the finding mutations.

use async_graphql::{ID, InputObject};

/// A finding to be dismissed as wrong.
#[derive(InputObject)]
pub struct DismissFindingInput {
    /// The finding.
    pub id: ID,
    /// Why it is wrong, at most 500 characters.
    pub reason: String,
}

/// A dismissed finding to be put in force again.
#[derive(InputObject)]
pub struct RestoreFindingInput {
    /// The finding.
    pub id: ID,
}
