//! What an expression is read against: now, and the words around it.

use std::cell::Cell;

use chrono::{NaiveDate, NaiveDateTime};

use super::{
    cursor::Cursor,
    direction::{self, Direction},
    stretch::Stretch,
};

/// The reference of an expression.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context<'t> {
    pub(super) now: NaiveDateTime,
    /// The day that weeks, months and years without a name of their own are those of: today, or the first day of a
    /// range whose end is read.
    pub(super) base: NaiveDate,
    /// The day of a clock time without a day.
    pub(super) clock_day: NaiveDate,
    /// Whether the end of a range is read, which lies behind `base`.
    pub(super) is_range_end: bool,
    /// The last festival that the sentence has named.
    pub(super) festival: &'t Cell<Option<Stretch>>,
    /// Where the expression begins.
    pub(super) start: Cursor<'t>,
}

impl Context<'_> {
    pub(super) fn today(&self) -> NaiveDate {
        self.now.date()
    }

    /// Where the sentence looks, for an expression that has been read up to `end`.
    pub(super) fn direction(&self, end: Cursor<'_>) -> Option<Direction> {
        if self.is_range_end {
            return Some(Direction::Future);
        }
        direction::of(self.start, end)
    }
}
