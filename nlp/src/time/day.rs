//! Days and weeks counted from today: 明天, 大后天, 今晚, 下周三, 本周末, 周二三.

use chrono::{Datelike, NaiveDate};

use super::{
    calendar::{Days, shift, week, workday_after},
    clock::day_part,
    context::Context,
    cursor::Cursor,
    numerals::{digit, is_numeral, number},
    stretch::Reading,
    words::words,
};

const DAYS: [(&str, i64); 20] = [
    ("大前天", -3),
    ("大前日", -3),
    ("大后天", 3),
    ("大后日", 3),
    ("前天", -2),
    ("前日", -2),
    ("昨天", -1),
    ("昨日", -1),
    ("昨儿个", -1),
    ("今儿个", 0),
    ("明儿个", 1),
    ("昨儿", -1),
    ("今天", 0),
    ("今日", 0),
    ("今儿", 0),
    ("明天", 1),
    ("明日", 1),
    ("明儿", 1),
    ("后天", 2),
    ("后日", 2),
];

/// Two days at once.
const PAIRS: [(&str, (i64, i64)); 8] = [
    ("今明后三天", (0, 2)),
    ("明后两天", (1, 2)),
    ("明后天", (1, 2)),
    ("明后日", (1, 2)),
    ("今明两天", (0, 1)),
    ("今明两日", (0, 1)),
    ("今明天", (0, 1)),
    ("昨今两天", (-1, 0)),
];

/// A day named by one character, when a part of the day follows: 明早, 今下午.
const SHORT_DAYS: [(&str, i64); 4] = [("今", 0), ("明", 1), ("昨", -1), ("前", -2)];

const WEEKS: [(&str, i64); 15] = [
    ("上上个", -2),
    ("上上", -2),
    ("下下个", 2),
    ("下下", 2),
    ("上个", -1),
    ("上一个", -1),
    ("上一", -1),
    ("上", -1),
    ("下个", 1),
    ("下一个", 1),
    ("下一", 1),
    ("下", 1),
    ("本", 0),
    ("这个", 0),
    ("这", 0),
];

/// Words that begin with 周 and are no week: 周边, 周总.
const NO_WEEK: [&str; 39] = [
    "周边",
    "周期",
    "周转",
    "周全",
    "周围",
    "周年",
    "周岁",
    "周总",
    "周工",
    "周经理",
    "周姐",
    "周哥",
    "周老师",
    "周先生",
    "周女士",
    "周小姐",
    "周主任",
    "周院长",
    "周厂长",
    "周校长",
    "周店长",
    "周老板",
    "周刊",
    "周长",
    "周身",
    "周密",
    "周折",
    "周到",
    "周知",
    "周科",
    "周处",
    "周局",
    "周董",
    "周部长",
    "周主管",
    "周师傅",
    "周医生",
    "周院",
    "周律师",
];

/// A day counted from today.
pub(super) fn relative<'t>(cursor: Cursor<'t>, context: &Context<'t>) -> Option<(Reading, Cursor<'t>)> {
    let from_today = |days| shift(context.today(), days);
    if let Some(((first, last), behind)) = cursor.choose(&PAIRS) {
        let days = from_today(first).zip(from_today(last));
        return Some((Reading::day(days.map(|(first, last)| Days { first, last })?), behind));
    }
    if let Some((days, behind)) = cursor.choose(&DAYS) {
        return Some((Reading::day(from_today(days)?), behind));
    }
    if let Some(behind) = cursor.eat_any(&["下一个工作日", "下个工作日", "下一工作日"]) {
        return Some((Reading::day(workday_after(context.today(), 1)?), behind));
    }
    let (days, behind) = cursor.choose(&SHORT_DAYS)?;
    let part_follows = day_part(behind).is_some() || behind.sees(&["早", "晚", "晨", "夜"]);
    part_follows.then(|| Some((Reading::day(from_today(days)?), behind)))?
}

/// A week or a day of a week.
pub(super) fn weekly<'t>(cursor: Cursor<'t>, context: &Context<'t>) -> Option<(Reading, Cursor<'t>)> {
    if let Some((offset, behind)) = cursor.choose(&WEEKS) {
        let days = week(context.today(), offset)?;
        let behind = week_word(behind)?;
        return Some(match weekday(behind, true) {
            Some((first, last, behind)) => (weekdays(days, first, last)?, behind),
            None => within_week(days, behind)
                .or_else(|| (!behind_week_is_a_word(cursor, behind)).then_some((Reading::period(days), behind)))?,
        });
    }
    if cursor
        .previous()
        .is_some_and(|c| digit(c).is_some() || "个半几多0123456789十".contains(c))
    {
        return None;
    }
    // 周一至五 leaves the 周 of its end out.
    let is_bare =
        context.is_range_end && context.start.sees(&["周", "上", "下", "本", "这"]) && week_word(cursor).is_none();
    let behind = if is_bare { cursor } else { week_word(cursor)? };
    let days = week(context.base, 0)?;
    let found = weekday(behind, is_bare).filter(|(.., end)| !is_bare || closes_range(*end));
    let Some((first, last, behind)) = found else {
        return within_week(days, behind).filter(|_| cursor.sees(&["周"]) && !behind.sees(&["中", "初"]));
    };
    let reading = weekdays(days, first, last)?;
    // 周五到下周一 said as 周五到周一.
    match reading {
        Reading::Stretch(stretch) if context.is_range_end && stretch.days.last < context.base => {
            Some((weekdays(week(context.base, 1)?, first, last)?, behind))
        }
        reading => Some((reading, behind)),
    }
}

/// Whether a weekday without its 周 ends there: not 周一到三家客户.
fn closes_range(end: Cursor<'_>) -> bool {
    !end.peek()
        .is_some_and(|c| c.is_ascii_digit() || is_numeral(c) || "点号月日天周个时分:-/.".contains(c))
}

fn week_word(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    cursor.eat_any(&["周", "星期", "礼拜"])
}

/// Whether 上周 and the like are cut out of 周边, 周总 ….
fn behind_week_is_a_word(start: Cursor<'_>, behind: Cursor<'_>) -> bool {
    let at = behind.at().saturating_sub("周".len());
    let week = start.rest().get(at.saturating_sub(start.at())..).unwrap_or_default();
    NO_WEEK.iter().any(|word| week.starts_with(word))
}

/// 末, 内, 初, 中 behind a week.
fn within_week(days: Days, cursor: Cursor<'_>) -> Option<(Reading, Cursor<'_>)> {
    let day = |offset| shift(days.first, offset);
    if let Some(behind) = cursor.eat("末") {
        let last = days.last;
        return Some((Reading::part(Days { first: day(5)?, last }), behind));
    }
    if let Some(behind) = cursor.eat("初") {
        let first = days.first;
        return Some((Reading::part(Days { first, last: day(1)? }), behind));
    }
    if let Some(behind) = cursor.eat("中").filter(|behind| !behind.sees_char("标国心午层介秋")) {
        return Some((
            Reading::part(Days {
                first: day(2)?,
                last: day(3)?,
            }),
            behind,
        ));
    }
    cursor
        .sees(&["内", "之内", "以内"])
        .then_some((Reading::period(days), cursor))
}

/// The weekday that is named next, from 0 for Monday, or two in a row (周二三).
///
/// Behind 本周 and the like, a numeral may count something instead: 本周三家.
fn weekday(cursor: Cursor<'_>, has_week: bool) -> Option<(i64, i64, Cursor<'_>)> {
    let words = words();
    let first = weekday_number(cursor.peek()?)?;
    if cursor.sees(&words.after_week) && !cursor.sees(&words.no_after_week) {
        return None;
    }
    let behind = cursor.eat_any(&[
        "一", "二", "三", "四", "五", "六", "日", "天", "1", "2", "3", "4", "5", "6", "7",
    ])?;
    let is_digit = cursor.peek().is_some_and(|c| c.is_ascii_digit());
    if is_digit && behind.peek().is_some_and(|c| c.is_ascii_digit() || ".:-/%".contains(c)) {
        return None;
    }
    let counts = number(cursor).is_some_and(|(number, behind)| {
        number.value > 7 || behind.sees(&words.measures) && !behind.sees(&words.no_measures)
    });
    if counts && (has_week || is_digit) || behind.sees(&["百", "千", "万"]) {
        return None;
    }
    let second = behind
        .peek()
        .filter(|&c| c != '天')
        .and_then(weekday_number)
        .filter(|&second| second == first + 1 && !is_digit && !behind.sees(&words.after_week));
    match (second, behind.eat_any(&["二", "三", "四", "五", "六", "日"])) {
        (Some(second), Some(after)) if !after.sees(&["点", "时", ":", "月", "号"]) && !after.sees(&words.measures) => {
            Some((first, second, after))
        }
        _ => Some((first, first, behind)),
    }
}

/// The day of a week, from 0 for Monday, that is named with its 周 next.
pub(super) fn weekday_name(cursor: Cursor<'_>) -> Option<(i64, Cursor<'_>)> {
    let (first, last, behind) = weekday(week_word(cursor)?, true)?;
    (first == last).then_some((first, behind))
}

fn weekday_number(c: char) -> Option<i64> {
    Some(match c {
        '一' | '1' => 0,
        '二' | '2' => 1,
        '三' | '3' => 2,
        '四' | '4' => 3,
        '五' | '5' => 4,
        '六' | '6' => 5,
        '日' | '天' | '7' => 6,
        _ => return None,
    })
}

fn weekdays(week: Days, first: i64, last: i64) -> Option<Reading> {
    Some(Reading::day(Days {
        first: shift(week.first, first)?,
        last: shift(week.first, last)?,
    }))
}

/// Behind a weekday that only repeats `date` before it: 12月8日（周二）, 12月8日周二.
pub(super) fn skip_weekday_of(cursor: Cursor<'_>, date: NaiveDate) -> Option<Cursor<'_>> {
    let bracket = cursor.eat_any(&["（", "("]);
    let inside = week_word(bracket.unwrap_or(cursor.skip_blanks()))?;
    let (first, _, behind) = weekday(inside, false)?;
    if bracket.is_some() {
        return behind.eat_any(&["）", ")"]);
    }
    (first == i64::from(date.weekday().num_days_from_monday())).then_some(behind)
}
