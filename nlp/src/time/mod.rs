//! Resolving Chinese time expressions against a reference (lint guide §6).
//!
//! The grammar is written by hand and read from left to right: [`find`] stops at every character that an expression
//! can begin with, [`expression`] reads a day ([`day`], [`date`], [`numeric`], [`festival`]), a clock time
//! ([`clock`]) or a duration ([`duration`]) there, and then what 前, 后 and 内 make of it. Each reading looks at a
//! bounded number of characters, so that the whole is linear in the text.

mod ambiguity;
mod boundary;
mod calendar;
mod clock;
mod context;
mod cursor;
mod date;
mod day;
mod direction;
mod duration;
mod expression;
mod festival;
mod holiday;
mod lead;
mod month_day;
mod numerals;
mod numeric;
mod ordinal;
mod start;
mod stretch;
mod suffix;
mod words;

#[cfg(test)]
mod tests;

use std::{cell::Cell, ops::Range};

use chrono::{NaiveDate, NaiveDateTime};

pub use self::ambiguity::Ambiguity;
use self::{
    context::Context,
    cursor::Cursor,
    expression::{Expression, Interval},
    start::starts,
    words::words,
};
use crate::{
    norm::Normalized,
    span::Span,
    text::{Positions, sentences},
};

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
    /// Whether it is what is left until `to`: 周五前, 3天内, 最迟周五.
    pub is_deadline: bool,
    /// What it leaves open; `from` and `to` are the reading that is usual then.
    pub ambiguities: Vec<Ambiguity>,
}

/// Every time expression of `text` that resolves against `reference` (local time), in order.
///
/// An impossible date (2月30日) and an expression that no calendar can hold (近期) are not listed.
pub fn resolve(text: &str, reference: NaiveDateTime) -> Vec<ResolvedTime> {
    let normalized = Normalized::new(text);
    let positions = Positions::new(text);
    let found = sentences(normalized.text()).into_iter().flat_map(|sentence| {
        let times = find(normalized.text(), sentence.range.clone(), reference);
        times.into_iter().map(move |time| (time, sentence.range.clone()))
    });
    found
        .map(|(found, sentence)| {
            let body = normalized.text().get(sentence.clone()).unwrap_or_default();
            let inside = found.range.start - sentence.start..found.range.end - sentence.start;
            let ambiguities = ambiguity::of(body, inside, &found, reference.date());
            let span = positions.span(normalized.to_original(found.range));
            ResolvedTime {
                span,
                text: text.get(span.byte_start..span.byte_end).unwrap_or_default().to_owned(),
                from: found.from,
                to: found.to,
                is_deadline: found.is_open,
                ambiguities,
            }
        })
        .collect()
}

/// A time expression at a place of a text, before it becomes a [`ResolvedTime`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TimeMatch {
    /// Bytes of the text that was searched.
    pub(crate) range: Range<usize>,
    pub(crate) from: TimePoint,
    pub(crate) to: TimePoint,
    /// Whether only what lies ahead of it counts: 3天内, 周五前, and 本月 in a sentence that looks ahead.
    is_open: bool,
}

impl TimeMatch {
    /// Whether it is what is left until a day or an hour: 周五前, 3天内.
    pub(crate) fn is_deadline(&self) -> bool {
        self.is_open
    }

    /// Whether it lies after the day `reference`, the one that it was resolved against (T⁺ of the lint guide).
    pub(crate) fn is_future(&self, reference: NaiveDate) -> bool {
        self.from.date() > reference || self.is_open && self.to.date() > reference
    }
}

/// Every time expression in the sentence at `range` of `text` that resolves against `reference`, in order.
pub(crate) fn find(text: &str, range: Range<usize>, reference: NaiveDateTime) -> Vec<TimeMatch> {
    let mut found: Vec<TimeMatch> = Vec::new();
    // Nothing outside the sentence bears on what is in it.
    let Some(sentence) = text.get(range.clone()) else {
        return found;
    };
    // The day that a clock time without a day falls on: the last one named in the sentence.
    let mut clock_day = reference.date();
    let festival = Cell::new(None);
    let mut read_up_to = 0;
    for at in starts(sentence) {
        if at < read_up_to {
            continue;
        }
        let start = Cursor::new(sentence, at);
        let context = Context {
            now: reference,
            base: reference.date(),
            clock_day,
            is_range_end: false,
            festival: &festival,
            start,
        };
        let Some((expression, end)) = expression::read(start, &context) else {
            continue;
        };
        if let Some(friend) = words().false_friend(sentence, at..end.at()) {
            read_up_to = friend.end;
            continue;
        }
        read_up_to = end.at();
        if let Expression::Resolved(Interval { from, to, is_open }) = expression {
            if from.date() == to.date() {
                clock_day = from.date();
            }
            found.push(TimeMatch {
                range: range.start + at..range.start + end.at(),
                from,
                to,
                is_open,
            });
        }
    }
    found
}
