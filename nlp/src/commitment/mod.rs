//! Promises in a report: who owes what by when (lint guide §5).

use std::ops::Range;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{document::Document, span::Span};

/// Who owes what was promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Party {
    /// We owe the customer or a colleague.
    Us,
    /// The customer owes us.
    Customer,
}

/// The days by which something is due, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueRange {
    /// First day.
    pub start: NaiveDate,
    /// Last day: the deadline.
    pub end: NaiveDate,
}

/// A promise found in a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// The clause with its subject, without list number and closing punctuation.
    pub span: Span,
    /// The characters that it covers.
    pub text: String,
    /// Who owes it.
    pub by: Party,
    /// When it is due, if the text says so in a way that resolves.
    pub due: Option<DueRange>,
}

/// A promise at a place of the normalised text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Promise {
    pub(crate) range: Range<usize>,
    pub(crate) by: Party,
    pub(crate) due: Option<DueRange>,
}

/// The promises of a document, in the order of the text.
pub(crate) fn find(document: &Document<'_>) -> Vec<Promise> {
    let _ = document;
    Vec::new()
}
