//! Vague phrases (lint guide §3): found by lexicon and pattern, cleared by evidence.

use crate::{document::Document, hit::Hit};

/// The vague phrases of a document that no evidence clears, in the order of the text.
pub(crate) fn find(document: &Document<'_>) -> Vec<Hit> {
    let _ = document;
    Vec::new()
}
