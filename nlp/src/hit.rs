//! What a detector reports, before it becomes a finding.

use std::ops::Range;

use crate::finding::{Category, Evidence, Severity};

/// A problem at a place of the normalised text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    /// Stable id of the rule or term.
    pub(crate) rule: String,
    pub(crate) category: Category,
    pub(crate) severity: Severity,
    /// Bytes of the normalised text.
    pub(crate) range: Range<usize>,
    /// The evidence, any one of which would clear it.
    pub(crate) missing: Vec<Evidence>,
    /// What is wrong, in plain Chinese.
    pub(crate) message: String,
}
