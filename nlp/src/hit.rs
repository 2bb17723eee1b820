//! What a detector reports, before it becomes a finding.

use std::{collections::BTreeMap, ops::Range};

use crate::{
    finding::{Category, Evidence, Severity},
    rejection::RejectionReason,
    sensitive::Evasion,
};

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
    /// Evidence nearby that does not count, nearest first.
    pub(crate) rejected: Vec<NearMiss>,
    /// What is wrong, in plain Chinese.
    pub(crate) message: String,
    /// How a sensitive term was disguised.
    pub(crate) evasion: Option<Evasion>,
}

/// Evidence nearby that does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NearMiss {
    /// The mark that it would have been.
    pub(crate) evidence: Evidence,
    /// Bytes of the normalised text.
    pub(crate) range: Range<usize>,
    /// Why it does not count.
    pub(crate) reason: RejectionReason,
}

/// Of hits that overlap, only the one that comes first in `hits`; in the order of the text.
pub(crate) fn without_overlaps(hits: impl IntoIterator<Item = Hit>) -> Vec<Hit> {
    let mut kept: BTreeMap<usize, Hit> = BTreeMap::new();
    for hit in hits {
        let reaches_in = kept.range(..hit.range.end).next_back();
        if reaches_in.is_none_or(|(_, other)| other.range.end <= hit.range.start) {
            kept.insert(hit.range.start, hit);
        }
    }
    kept.into_values().collect()
}
