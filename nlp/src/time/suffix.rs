//! What 前, 后, 内 and 以来 make of the time before them.

use chrono::NaiveDate;

use super::{
    TimePoint,
    calendar::{Days, shift, week, workday_after},
    context::Context,
    cursor::Cursor,
    direction::Direction,
    duration,
    expression::{Interval, Moment},
    stretch::{Shape, Stretch},
    words::words,
};

/// The interval that `moment` is with the suffix behind it.
pub(super) fn read<'t>(moment: Moment, cursor: Cursor<'t>, context: &Context<'t>) -> Option<(Interval, Cursor<'t>)> {
    let behind = cursor.skip_blanks();
    let work_ends = work_end(behind);
    let before = behind.eat_any(&["之前", "以前", "前"]).filter(|_| is_suffix(behind));
    if let Some((days, end)) = around(moment, behind) {
        return Some((
            Interval::between(TimePoint::Date(days.first), TimePoint::Date(days.last)),
            end,
        ));
    }
    if let Some(end) = work_ends.or(before) {
        return Some((Interval::until(context, deadline(moment, context)?), end));
    }
    if let Some(end) = behind.eat_any(&["之内", "以内", "内"]).filter(|_| is_suffix(behind)) {
        let (from, to) = ends(moment);
        let now = context.today_as(from);
        let from = if from < now && now <= to { now } else { from };
        return Some((
            Interval {
                from,
                to,
                is_open: true,
            },
            end,
        ));
    }
    if let Some(end) = behind
        .eat_any(&["之后", "以后", "过后", "后"])
        .filter(|_| is_suffix(behind))
    {
        let from = match moment {
            Moment::Days(stretch) => TimePoint::Date(after(stretch)?),
            Moment::Clock(_, to) => TimePoint::DateTime(to),
        };
        return Some((Interval::between(from, from), end));
    }
    if let Some(end) = behind.eat_any(&["以来", "至今"]) {
        let (from, _) = ends(moment);
        return Some((Interval::between(from, context.today_as(from).max(from)), end));
    }
    let (from, to) = ends(moment);
    // 本月 is over or still to come, as the sentence has it.
    let runs_on = from.date() <= context.today() && context.today() < to.date();
    let is_part = matches!(moment, Moment::Days(Stretch { shape: Shape::Part, .. }));
    let is_open = runs_on && (is_part || context.direction(cursor) == Some(Direction::Future));
    Some((Interval { from, to, is_open }, cursor))
}

/// Behind the end of a working day as a deadline: 下班前.
pub(super) fn work_end(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    cursor.eat_any(&[
        "下班之前",
        "下班以前",
        "下班前",
        "收工前",
        "打烊前",
        "闭店前",
        "关门前",
        "关店前",
        "收盘前",
    ])
}

/// The days that are counted from a day: 春节前一周, 国庆后三天, 月底前一天.
fn around(moment: Moment, cursor: Cursor<'_>) -> Option<(Days, Cursor<'_>)> {
    let Moment::Days(stretch) = moment else {
        return None;
    };
    if let Some(behind) = cursor.eat("前") {
        let (count, end) = duration::days(behind)?;
        let day = match stretch.shape {
            Shape::Festival { .. } => stretch.days.first,
            _ => stretch.days.last,
        };
        let (first, last) = (shift(day, -count)?, day.pred_opt()?);
        return Some((Days { first, last }, end));
    }
    let behind = cursor.eat("后")?;
    let first = after(stretch)?;
    if let Some(end) = behind
        .skip("的")
        .eat_any(&["第一个工作日", "首个工作日", "第一天上班", "上班第一天"])
    {
        return Some((Days::from(workday_after(first.pred_opt()?, 1)?), end));
    }
    if let Some(end) = behind
        .skip("的")
        .eat_any(&["第一周", "首周", "第一个星期", "第一个礼拜"])
    {
        let first = workday_after(first.pred_opt()?, 1)?;
        let last = week(first, 0)?.last;
        return Some((Days { first, last }, end));
    }
    let (count, end) = duration::days(behind)?;
    Some((
        Days {
            first,
            last: shift(first, count - 1)?,
        },
        end,
    ))
}

fn ends(moment: Moment) -> (TimePoint, TimePoint) {
    match moment {
        Moment::Days(stretch) => (TimePoint::Date(stretch.days.first), TimePoint::Date(stretch.days.last)),
        Moment::Clock(from, to) => (TimePoint::DateTime(from), TimePoint::DateTime(to)),
    }
}

/// The last moment that lies in `moment`前.
fn deadline(moment: Moment, context: &Context<'_>) -> Option<TimePoint> {
    Some(match moment {
        Moment::Clock(from, _) => TimePoint::DateTime(from),
        Moment::Days(Stretch { days, shape }) => TimePoint::Date(match shape {
            Shape::Period if days.first > context.today() => days.first.pred_opt()?,
            Shape::Festival { .. } => days.first,
            _ => days.last,
        }),
    })
}

/// The first day behind a stretch.
fn after(stretch: Stretch) -> Option<NaiveDate> {
    match stretch.shape {
        Shape::Festival { off } => off.last.succ_opt(),
        _ => stretch.days.last.succ_opt(),
    }
}

/// Whether the 前, 后 or 内 that comes next is a suffix and not the beginning of 前往, 后台, 内部.
pub(super) fn is_suffix(cursor: Cursor<'_>) -> bool {
    let words = words();
    !cursor.sees(&words.no_suffix) || cursor.sees(&words.suffix_after_all)
}
