//! What the words for a day or a row of days stand for, before 前, 后 or 内 is read.

use super::calendar::Days;

/// Days with what a suffix makes of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) days: Days,
    pub(super) shape: Shape,
}

/// How a suffix changes a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A day, or days that somebody counted out: 前 ends on the last one.
    Day,
    /// A week, month, quarter or year: 前 ends before it begins.
    Period,
    /// The beginning, middle or end of a period: 前 ends with it, and 左右 makes it vague.
    Part,
    /// A festival with the days off around it: 前 ends on the day, 后 begins behind the days off.
    Festival { off: Days },
}

/// What the grammar makes of the words at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    Stretch(Stretch),
    /// A day that no calendar has (2月30日), or a time that is too vague; its words mean nothing else either.
    Impossible,
}

impl Reading {
    pub(super) fn day(days: impl Into<Days>) -> Self {
        Self::Stretch(Stretch {
            days: days.into(),
            shape: Shape::Day,
        })
    }

    pub(super) fn period(days: Days) -> Self {
        Self::Stretch(Stretch {
            days,
            shape: Shape::Period,
        })
    }

    pub(super) fn part(days: Days) -> Self {
        Self::Stretch(Stretch {
            days,
            shape: Shape::Part,
        })
    }

    /// `days`, or impossible where there are none.
    pub(super) fn or_impossible(days: Option<Days>, read: impl FnOnce(Days) -> Self) -> Self {
        days.map_or(Self::Impossible, read)
    }
}
