//! Resolving Chinese time expressions against a reference (lint guide §6).

use std::ops::Range;

use chrono::{NaiveDate, NaiveDateTime};

use crate::span::Span;

/// One end of a resolved time, as precise as the expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimePoint {
    /// A day.
    Date(NaiveDate),
    /// A day with a clock time to the minute.
    DateTime(NaiveDateTime),
}

impl TimePoint {
    /// The day that it falls on.
    pub fn date(self) -> NaiveDate {
        match self {
            Self::Date(date) => date,
            Self::DateTime(time) => time.date(),
        }
    }
}

/// A time expression with the interval that it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedTime {
    /// Where it stands.
    pub span: Span,
    /// The characters that it covers.
    pub text: String,
    /// First day or minute, inclusive.
    pub from: TimePoint,
    /// Last day or minute, inclusive; for `…前` the deadline; equal to `from` for a point in time.
    pub to: TimePoint,
}

/// Every time expression of `text` that resolves against `reference` (local time), in order.
///
/// An impossible date (2月30日) and an expression that no calendar can hold (近期) are not listed.
pub fn resolve(text: &str, reference: NaiveDateTime) -> Vec<ResolvedTime> {
    let _ = (text, reference);
    Vec::new()
}

/// A time expression at a place of a text, before it becomes a [`ResolvedTime`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TimeMatch {
    /// Bytes of the text that was searched.
    pub(crate) range: Range<usize>,
    pub(crate) from: TimePoint,
    pub(crate) to: TimePoint,
}

/// Every time expression of `text` that resolves against `reference`, in order.
pub(crate) fn find(text: &str, reference: NaiveDateTime) -> Vec<TimeMatch> {
    let _ = (text, reference);
    Vec::new()
}
