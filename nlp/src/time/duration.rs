//! Times counted from now: 3天内, 两周后, 半个月前, 3个工作日内, 48小时内, 近3个月, 未来两周.

use chrono::{NaiveDateTime, TimeDelta};

use super::{
    TimePoint,
    calendar::{shift, shift_months, workday_after},
    context::Context,
    cursor::Cursor,
    direction::Direction,
    expression::Interval,
    numerals::{is_numeral, number, pair},
    suffix::is_suffix,
    words::words,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Minutes,
    Hours,
    Days,
    Workdays,
    Months,
}

/// A length of time; `extra` days come on top of months (一个半月).
#[derive(Clone, Copy, Debug)]
struct Length {
    count: u32,
    unit: Unit,
    extra: u32,
}

const UNITS: [(&str, Unit, u32); 30] = [
    ("刻钟", Unit::Minutes, 15),
    ("分钟", Unit::Minutes, 1),
    ("min", Unit::Minutes, 1),
    ("h", Unit::Hours, 1),
    ("H", Unit::Hours, 1),
    ("个小时", Unit::Hours, 1),
    ("小时", Unit::Hours, 1),
    ("个钟头", Unit::Hours, 1),
    ("个钟", Unit::Hours, 1),
    ("钟头", Unit::Hours, 1),
    ("个工作日", Unit::Workdays, 1),
    ("工作日", Unit::Workdays, 1),
    ("个交易日", Unit::Workdays, 1),
    ("交易日", Unit::Workdays, 1),
    ("个自然日", Unit::Days, 1),
    ("自然日", Unit::Days, 1),
    ("个日历日", Unit::Days, 1),
    ("日历天", Unit::Days, 1),
    ("天", Unit::Days, 1),
    ("日", Unit::Days, 1),
    ("个星期", Unit::Days, 7),
    ("星期", Unit::Days, 7),
    ("个礼拜", Unit::Days, 7),
    ("礼拜", Unit::Days, 7),
    ("个周", Unit::Days, 7),
    ("周", Unit::Days, 7),
    ("个季度", Unit::Months, 3),
    ("个月", Unit::Months, 1),
    ("周年", Unit::Months, 12),
    ("年", Unit::Months, 12),
];

const HALVES: [(&str, Length); 7] = [
    (
        "半个小时",
        Length {
            count: 30,
            unit: Unit::Minutes,
            extra: 0,
        },
    ),
    (
        "半小时",
        Length {
            count: 30,
            unit: Unit::Minutes,
            extra: 0,
        },
    ),
    (
        "半个钟头",
        Length {
            count: 30,
            unit: Unit::Minutes,
            extra: 0,
        },
    ),
    (
        "半个月",
        Length {
            count: 15,
            unit: Unit::Days,
            extra: 0,
        },
    ),
    (
        "半月",
        Length {
            count: 15,
            unit: Unit::Days,
            extra: 0,
        },
    ),
    (
        "半年",
        Length {
            count: 6,
            unit: Unit::Months,
            extra: 0,
        },
    ),
    (
        "半天",
        Length {
            count: 12,
            unit: Unit::Hours,
            extra: 0,
        },
    ),
];

/// Words that count a length forwards or backwards by standing before it.
const BEFORE: [(&str, Direction); 11] = [
    ("未来", Direction::Future),
    ("今后", Direction::Future),
    ("接下来", Direction::Future),
    ("往后", Direction::Future),
    ("再过", Direction::Future),
    ("最近", Direction::Past),
    ("过去", Direction::Past),
    ("过", Direction::Future),
    ("近", Direction::Past),
    ("前", Direction::Past),
    ("往前", Direction::Past),
];

/// A length of time with the word that counts it from now.
pub(super) fn read<'t>(cursor: Cursor<'t>, context: &Context<'t>) -> Option<(Interval, Cursor<'t>)> {
    if let Some((direction, behind)) = cursor.choose(&BEFORE) {
        return prefixed(cursor, direction, behind, context);
    }
    let (low, high, behind) = length(cursor)?;
    if cursor
        .previous()
        .is_some_and(|c| c.is_ascii_alphanumeric() || is_numeral(c) || ".,/-+*×~第".contains(c))
    {
        return None;
    }
    let is_workdays = low.unit == Unit::Workdays;
    let behind = behind.skip_blanks();
    if let Some(end) = suffix(behind, &["之内", "以内", "内", "时间内", "时间之内", "的时间内"]) {
        return is_from_now(cursor).then(|| Some((Interval::until(context, high.ahead(context)?), end)))?;
    }
    if let Some(end) = suffix(behind, &["之后", "以后", "后"]) {
        let interval = Interval::between(low.ahead(context)?, high.ahead(context)?);
        return is_from_now(cursor).then_some((interval, end));
    }
    let Some(end) = suffix(behind, &["之前", "以前", "前"]) else {
        let comes =
            is_workdays && behind.sees(&words().results) && is_from_now(cursor) && !cursor.follows(&words().lengths);
        return comes.then(|| Some((Interval::until(context, high.ahead(context)?), behind)))?;
    };
    // 10日前 is a deadline unless the sentence looks back.
    let is_day = behind.follows(&["日"]) && !behind.follows(&["工作日", "自然日"]);
    if is_day && context.direction(end) != Some(Direction::Past) {
        return None;
    }
    Some((Interval::between(high.ago(context)?, low.ago(context)?), end))
}

/// Whether the length that begins at `cursor` counts from now, not from a day that nobody wrote down: 到货后7天内.
fn is_from_now(cursor: Cursor<'_>) -> bool {
    cursor.follows(&["今天起", "今日起", "即日起", "现在起", "从现在", "今后", "最后"])
        || !cursor.follows(&words().unknown_day)
}

fn prefixed<'t>(
    start: Cursor<'t>,
    direction: Direction,
    behind: Cursor<'t>,
    context: &Context<'t>,
) -> Option<(Interval, Cursor<'t>)> {
    let is_front = start.sees(&["前"]);
    if start.sees(&["近"]) && start.follows_char("最附接靠临将远亲新") || is_front && start.follows_char("之以目提往")
    {
        return None;
    }
    // 超过3天 and 用过3天 count nothing from now, and 过两天 is vague.
    let is_alone = !start.previous().is_some_and(char::is_alphabetic) || start.follows_char("先就");
    let (low, high, end) = length(behind.skip("的").skip_blanks())?;
    if start.sees(&["过"]) && !start.sees(&["过去"]) && (!is_alone || low.unit == Unit::Days && low.count < 3) {
        return None;
    }
    // 前两天 and 过两天 are as vague as 近期, and the 前 of 前3个月 counts from wherever the text likes.
    if is_front || end.sees(&["前", "后", "以前", "以后"]) && !start.sees(&["再过", "过"]) {
        return None;
    }
    let end = end.eat_any(&["之内", "以内", "内"]).unwrap_or(end);
    let interval = match direction {
        Direction::Future if start.sees(&["再过", "过"]) => {
            Interval::between(low.ahead(context)?, high.ahead(context)?)
        }
        Direction::Future => Interval::until(context, high.ahead(context)?),
        Direction::Past => Interval::between(high.ago(context)?, context.today_as(high.ago(context)?)),
    };
    Some((interval, end))
}

fn suffix<'t>(cursor: Cursor<'t>, words: &[&str]) -> Option<Cursor<'t>> {
    cursor.eat_any(words).filter(|_| is_suffix(cursor))
}

/// A length, or two for an approximate one: 3-5天, 两三天.
fn length(cursor: Cursor<'_>) -> Option<(Length, Length, Cursor<'_>)> {
    if let Some((half, behind)) = cursor.choose(&HALVES) {
        return Some((half, half, behind));
    }
    let (low, high, behind) = numbers(cursor)?;
    let behind = behind.skip_blanks();
    let with_half = behind.eat("个半");
    let (unit, scale, behind) = unit(with_half.or(behind.eat("个")).unwrap_or(behind)).or_else(|| unit(behind))?;
    let and_half = with_half.is_some() || behind.eat("半").is_some();
    let behind = behind.skip("半");
    let make = |count: u32| {
        let count = count.checked_mul(scale)?;
        let (count, unit, extra) = match (and_half, unit, scale) {
            (false, ..) => (count, unit, 0),
            (true, Unit::Hours, _) => (count * 60 + 30, Unit::Minutes, 0),
            (true, Unit::Months, 1) => (count, unit, 15),
            (true, Unit::Months, _) => (count + scale / 2, unit, 0),
            (true, Unit::Days, 7) => (count, unit, 4),
            (true, ..) => (count, unit, 1),
        };
        (count <= 5000).then_some(Length { count, unit, extra })
    };
    Some((make(low)?, make(high)?, behind))
}

/// A whole number of days that is counted from another day: 一周, 三天内.
pub(super) fn days(cursor: Cursor<'_>) -> Option<(i64, Cursor<'_>)> {
    let (count, _, behind) = length(cursor)?;
    let end = behind.eat_any(&["之内", "以内", "内"]).unwrap_or(behind);
    (count.unit == Unit::Days && count.count > 0).then_some((i64::from(count.count), end))
}

fn numbers(cursor: Cursor<'_>) -> Option<(u32, u32, Cursor<'_>)> {
    if let Some(found) = pair(cursor) {
        return Some(found);
    }
    let (low, behind) = number(cursor).filter(|(number, _)| number.value > 0)?;
    let joined = behind.eat_any(&["-", "~", "—", "–", "～", "到", "至"]).and_then(number);
    match joined {
        Some((high, behind)) if high.value > low.value => Some((low.value, high.value, behind)),
        _ => Some((low.value, low.value, behind)),
    }
}

fn unit(cursor: Cursor<'_>) -> Option<(Unit, u32, Cursor<'_>)> {
    let Some(
        '刻' | '分' | 'm' | 'h' | 'H' | '个' | '小' | '钟' | '工' | '交' | '自' | '日' | '天' | '星' | '礼' | '周'
        | '年' | '月',
    ) = cursor.peek()
    else {
        return None;
    };
    let found = |&(word, unit, scale): &(&str, Unit, u32)| Some((unit, scale, cursor.eat(word)?));
    let months = || Some((Unit::Months, 1, cursor.eat("月")?));
    UNITS
        .iter()
        .find_map(found)
        .or_else(|| cursor.follows(&["个", "个半", "俩", "仨"]).then(months)?)
}

impl Length {
    fn ahead(self, context: &Context<'_>) -> Option<TimePoint> {
        self.from(context, 1)
    }

    fn ago(self, context: &Context<'_>) -> Option<TimePoint> {
        self.from(context, -1)
    }

    fn from(self, context: &Context<'_>, sign: i32) -> Option<TimePoint> {
        let today = context.today();
        let count = i64::from(self.count) * i64::from(sign);
        let minutes = |minutes: i64| -> Option<NaiveDateTime> {
            context.now.checked_add_signed(TimeDelta::try_minutes(minutes)?)
        };
        let date = match self.unit {
            Unit::Minutes => return minutes(count).map(TimePoint::DateTime),
            Unit::Hours => return minutes(count * 60).map(TimePoint::DateTime),
            Unit::Workdays if sign > 0 => workday_after(today, self.count)?,
            Unit::Days | Unit::Workdays => shift(today, count)?,
            Unit::Months => shift_months(today, i32::try_from(count).ok()?)?,
        };
        shift(date, i64::from(self.extra) * i64::from(sign)).map(TimePoint::Date)
    }
}
