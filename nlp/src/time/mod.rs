//! Resolving Chinese time expressions against a reference (lint guide §6).
//!
//! The grammar is written by hand and read from left to right: [`find`] stops at every character that an expression
//! can begin with, [`expression`] reads a day ([`day`], [`date`], [`numeric`], [`festival`]), a clock time
//! ([`clock`]) or a duration ([`duration`]) there, and then what 前, 后 and 内 make of it. Each reading looks at a
//! bounded number of characters, so that the whole is linear in the text.

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
mod month_day;
mod numerals;
mod numeric;
mod start;
mod stretch;
mod suffix;
mod words;

#[cfg(test)]
mod tests;

use std::ops::Range;

use chrono::{NaiveDate, NaiveDateTime};

use self::{
    context::Context,
    cursor::Cursor,
    direction::is_sentence_mark,
    expression::{Expression, Interval},
    start::can_start,
    words::words,
};
use crate::{norm::Normalized, span::Span, text::Positions};

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
    let normalized = Normalized::new(text);
    let positions = Positions::new(text);
    find(normalized.text(), reference)
        .into_iter()
        .map(|found| {
            let span = positions.span(normalized.to_original(found.range));
            ResolvedTime {
                span,
                text: text.get(span.byte_start..span.byte_end).unwrap_or_default().to_owned(),
                from: found.from,
                to: found.to,
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

/// Every time expression of `text` that resolves against `reference`, in order.
pub(crate) fn find(text: &str, reference: NaiveDateTime) -> Vec<TimeMatch> {
    let mut found: Vec<TimeMatch> = Vec::new();
    let mut false_friends = words().false_friends(text).into_iter().peekable();
    // The day that a clock time without a day falls on: the last one named in the sentence.
    let mut clock_day = reference.date();
    let mut read_up_to = 0;
    let mut is_digit_before = false;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if at < read_up_to {
            continue;
        }
        if is_sentence_mark(c) {
            clock_day = reference.date();
        }
        let inside_number = c.is_ascii_digit() && is_digit_before;
        is_digit_before = c.is_ascii_digit();
        if inside_number || !can_start(c, chars.peek().map(|&(_, next)| next)) {
            continue;
        }
        while false_friends.next_if(|friend| friend.end <= at).is_some() {}
        let start = Cursor::new(text, at);
        let context = Context {
            now: reference,
            base: reference.date(),
            clock_day,
            is_range_end: false,
            start,
        };
        let Some((expression, end)) = expression::read(start, &context) else {
            continue;
        };
        if let Some(friend) = false_friends.peek().filter(|friend| friend.start < end.at()) {
            read_up_to = friend.end;
            continue;
        }
        read_up_to = end.at();
        is_digit_before = false;
        if let Expression::Resolved(Interval { from, to, is_open }) = expression {
            if from.date() == to.date() {
                clock_day = from.date();
            }
            found.push(TimeMatch {
                range: at..end.at(),
                from,
                to,
                is_open,
            });
        }
    }
    found
}
