//! Whole expressions: a day, a clock time, a range of either, and what 前, 后 and 内 make of them.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::{
    TimePoint,
    boundary::is_cut_out,
    calendar::Days,
    clock::{self, Minutes, connector},
    context::Context,
    cursor::Cursor,
    date, day, duration, festival,
    lead::{Way, lead},
    numeric,
    stretch::{Reading, Shape, Stretch},
    suffix,
    words::words,
};

/// A resolved expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Interval {
    pub(super) from: TimePoint,
    pub(super) to: TimePoint,
    /// Whether it runs from now until `to`: what counts of it lies ahead.
    pub(super) is_open: bool,
}

impl Interval {
    /// From `from` to `to`.
    pub(super) fn between(from: TimePoint, to: TimePoint) -> Self {
        Self {
            from,
            to,
            is_open: false,
        }
    }

    /// From now to `to`, or `to` alone if that is over.
    pub(super) fn until(context: &Context<'_>, to: TimePoint) -> Self {
        let now = context.today_as(to);
        Self {
            from: now.min(to),
            to,
            is_open: true,
        }
    }
}

impl Context<'_> {
    /// Now, as precise as `like`.
    pub(super) fn today_as(&self, like: TimePoint) -> TimePoint {
        match like {
            TimePoint::Date(_) => TimePoint::Date(self.today()),
            TimePoint::DateTime(_) => TimePoint::DateTime(self.now),
        }
    }
}

/// What stands at a place.
pub(super) enum Expression {
    Resolved(Interval),
    /// Words for a time that does not resolve: their parts are no times either.
    Unresolved,
}

/// A time before a suffix is read.
#[derive(Clone, Copy, Debug)]
pub(super) enum Moment {
    Days(Stretch),
    /// A clock time on a day, or a span of the clock.
    Clock(NaiveDateTime, NaiveDateTime),
}

/// The expression at the beginning of `cursor`.
pub(super) fn read<'t>(cursor: Cursor<'t>, context: &Context<'t>) -> Option<(Expression, Cursor<'t>)> {
    if !cursor.peek()?.is_ascii_digit() && is_cut_out(cursor) {
        return None;
    }
    let (expression, end) = read_once(cursor, context)?;
    Some((
        if recurs(cursor) {
            Expression::Unresolved
        } else {
            expression
        },
        end,
    ))
}

/// The same for an expression that is known to be no habit.
fn read_once<'t>(cursor: Cursor<'t>, context: &Context<'t>) -> Option<(Expression, Cursor<'t>)> {
    if lead(cursor).contains(&Way::Duration)
        && let Some((interval, end)) = duration::read(cursor, context)
    {
        return Some((Expression::Resolved(interval), end));
    }
    let (moment, behind) = moment(cursor, context)?;
    let Some(moment) = moment else {
        return Some((Expression::Unresolved, behind));
    };
    let (moment, behind) = range(moment, behind, context).unwrap_or((moment, behind));
    let is_vague = matches!(moment, Moment::Days(Stretch { shape: Shape::Part, .. }))
        && behind.sees(&["左右", "前后", "上下", "那阵", "那会", "附近"]);
    if is_vague {
        return Some((Expression::Unresolved, behind));
    }
    let (mut interval, end) = suffix::read(moment, behind, context)?;
    // 最迟周五 is as good as 周五前.
    interval.is_open |= cursor.follows(&DUE_BEFORE);
    Some((Expression::Resolved(interval), end))
}

/// Words that make a deadline of the time behind them.
const DUE_BEFORE: [&str; 16] = [
    "最迟",
    "最晚",
    "至迟",
    "最迟在",
    "最晚在",
    "最迟到",
    "最晚到",
    "最迟于",
    "不晚于",
    "不迟于",
    "截止",
    "截止到",
    "截止于",
    "截至",
    "截止时间",
    "截止日期",
];

/// Whether the words before make a habit of the time: 每周三, 每月25号.
fn recurs(cursor: Cursor<'_>) -> bool {
    cursor.follows(&[
        "每",
        "每个",
        "每逢",
        "逢",
        "每月",
        "每年",
        "每周",
        "每季度",
        "每天",
        "每日",
        "每到",
        "每隔",
        "每晚",
        "天天",
        "每个月",
        "工作日",
        "平日",
        "每月的",
        "每一个",
    ])
}

/// A day, a clock time, or both; `None` inside if its words mean no time at all.
fn moment<'t>(cursor: Cursor<'t>, context: &Context<'t>) -> Option<(Option<Moment>, Cursor<'t>)> {
    let ways = lead(cursor);
    let Some((reading, behind)) = days(cursor, context, ways) else {
        return ways.contains(&Way::Clock).then(|| clock_alone(cursor, context))?;
    };
    let Reading::Stretch(stretch) = reading else {
        return Some((None, behind));
    };
    let behind = behind.eat_any(&["当天", "当日", "那天"]).unwrap_or(behind);
    let is_day = stretch.days.first == stretch.days.last;
    if !is_day {
        return Some((Some(Moment::Days(stretch)), behind));
    }
    let with_weekday = day::skip_weekday_of(behind, stretch.days.first);
    let of_day = with_weekday.unwrap_or(behind).skip_blanks();
    let clock = clock_of_day(of_day.skip("的"), stretch.days.first);
    Some(match clock {
        Some((Some(moment), behind)) => (Some(moment), behind),
        Some((None, behind)) => (Some(Moment::Days(stretch)), behind),
        None => {
            let is_due = with_weekday.filter(|end| !end.follows_char("）)") || end.sees(&["前", "之前", "以前"]));
            (Some(Moment::Days(stretch)), is_due.unwrap_or(behind))
        }
    })
}

fn days<'t>(cursor: Cursor<'t>, context: &Context<'t>, ways: &[Way]) -> Option<(Reading, Cursor<'t>)> {
    let found = ways.iter().find_map(|way| match way {
        Way::Relative => day::relative(cursor, context),
        Way::Week => day::weekly(cursor, context),
        Way::Numeric => numeric::read(cursor, context),
        Way::Date => date::read(cursor, context).or_else(|| festival::named_before(cursor, context)),
        Way::Duration | Way::Clock => None,
    });
    // 五 in 周一至五.
    let bare_weekday = || context.is_range_end.then(|| day::weekly(cursor, context))?;
    found.or_else(bare_weekday)
}

/// The part of the day and the clock time behind a day; the part alone does not say more than the day.
fn clock_of_day(cursor: Cursor<'_>, day: NaiveDate) -> Option<(Option<Moment>, Cursor<'_>)> {
    if !cursor.peek().is_some_and(clock::can_begin) {
        return None;
    }
    let (part, behind) = match clock::day_part_of_day(cursor) {
        Some((part, behind)) => (Some(part), behind),
        None => (None, cursor),
    };
    match clock::span(behind.skip_blanks(), part) {
        Some((from, to, end)) if part.is_some() || is_clock(behind.skip_blanks(), end) => {
            Some((Some(Moment::Clock(at(day, from)?, at(day, to)?)), end))
        }
        _ => part.map(|_| (None, behind)),
    }
}

/// Whether a clock time right behind a day is one: 周三3点建议 is not.
fn is_clock(start: Cursor<'_>, end: Cursor<'_>) -> bool {
    let written = start
        .rest()
        .get(..end.at().saturating_sub(start.at()))
        .unwrap_or_default();
    !written.ends_with('点') || !end.sees(&words().points)
}

/// A clock time without a day.
fn clock_alone<'t>(cursor: Cursor<'t>, context: &Context<'t>) -> Option<(Option<Moment>, Cursor<'t>)> {
    if suffix::work_end(cursor).is_some() {
        let days = Days::from(context.clock_day);
        let shape = Shape::Day;
        return Some((Some(Moment::Days(Stretch { days, shape })), cursor));
    }
    let part = clock::day_part(cursor).or_else(|| clock::short_part_and_hour(cursor));
    let (part, behind) = match part {
        Some((part, behind)) => (Some(part), behind),
        None => (None, cursor),
    };
    if part.is_some() && cursor.follows_char("早") {
        return None;
    }
    let day = context.clock_day;
    match clock::span(behind.skip_blanks(), part) {
        Some((from, to, end)) if part.is_some() || clock::stands_alone(cursor, end) => {
            Some((Some(Moment::Clock(at(day, from)?, at(day, to)?)), end))
        }
        _ => part.map(|_| {
            let days = Days::from(day);
            (
                Some(Moment::Days(Stretch {
                    days,
                    shape: Shape::Day,
                })),
                behind,
            )
        }),
    }
}

fn at(day: NaiveDate, minutes: Minutes) -> Option<NaiveDateTime> {
    day.and_time(NaiveTime::MIN)
        .checked_add_signed(TimeDelta::try_minutes(minutes)?)
}

/// The range that begins with `first`: 周一到周三, 11月3日至5日, 12/8-12/10, 11月25日9点到26日18点.
fn range<'t>(first: Moment, cursor: Cursor<'t>, context: &Context<'t>) -> Option<(Moment, Cursor<'t>)> {
    let end = connector(cursor)?;
    if end.sees(&["今天", "昨天", "现在"]) {
        return None;
    }
    let (from, shape) = match first {
        Moment::Days(stretch) => (stretch.days.first, stretch.shape),
        Moment::Clock(from, _) => (from.date(), Shape::Day),
    };
    let inner = Context {
        base: from,
        clock_day: from,
        is_range_end: true,
        ..*context
    };
    if let Some((day, behind)) = numeric::range_end(end, from) {
        return day_range(first, day, shape, behind);
    }
    let (last, behind) = moment(end, &inner)?;
    match (first, last?) {
        (Moment::Days(_), Moment::Days(last)) => day_range(first, last.days.last, shape, behind),
        (Moment::Clock(from, _), Moment::Clock(_, to)) if from < to => Some((Moment::Clock(from, to), behind)),
        (Moment::Days(days), Moment::Clock(_, to)) if days.days.first < to.date() => {
            Some((Moment::Clock(at(days.days.first, 0)?, to), behind))
        }
        _ => None,
    }
}

fn day_range(first: Moment, last: NaiveDate, shape: Shape, behind: Cursor<'_>) -> Option<(Moment, Cursor<'_>)> {
    let Moment::Days(stretch) = first else {
        return None;
    };
    let first = stretch.days.first;
    let shape = match shape {
        Shape::Festival { .. } => Shape::Day,
        shape => shape,
    };
    (first <= last).then_some((
        Moment::Days(Stretch {
            days: Days { first, last },
            shape,
        }),
        behind,
    ))
}
