//! Parts of a day and clock times: 上午9点半, 14:30, 晚8点, 9-11点.

use super::{
    cursor::Cursor,
    numerals::{Number, arabic, is_numeral, number},
    words::words,
};

/// A part of a day that says which half of the clock an hour lies on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayPart {
    Night,
    Morning,
    Noon,
    Afternoon,
    Evening,
}

/// Minutes since midnight; more than a day for 晚上12点.
pub(super) type Minutes = i64;

const DAY: Minutes = 24 * 60;

const PARTS: [(&str, DayPart); 21] = [
    ("凌晨", DayPart::Night),
    ("半夜", DayPart::Night),
    ("深夜", DayPart::Night),
    ("夜里", DayPart::Night),
    ("一大早", DayPart::Morning),
    ("大清早", DayPart::Morning),
    ("一早", DayPart::Morning),
    ("清早", DayPart::Morning),
    ("清晨", DayPart::Morning),
    ("早晨", DayPart::Morning),
    ("早上", DayPart::Morning),
    ("上午", DayPart::Morning),
    ("中午", DayPart::Noon),
    ("正午", DayPart::Noon),
    ("午间", DayPart::Noon),
    ("下午", DayPart::Afternoon),
    ("午后", DayPart::Afternoon),
    ("傍晚", DayPart::Evening),
    ("晚上", DayPart::Evening),
    ("晚间", DayPart::Evening),
    ("夜间", DayPart::Evening),
];

/// One character is enough behind a day (明早, 周五晚) or before a clock time (晚8点).
const SHORT_PARTS: [(&str, DayPart); 4] = [
    ("早", DayPart::Morning),
    ("晨", DayPart::Morning),
    ("晚", DayPart::Evening),
    ("夜", DayPart::Evening),
];

/// Words that begin with a short part: 周三早会, 今晚宴.
const NO_SHORT_PARTS: [&str; 26] = [
    "早会",
    "早餐",
    "早班",
    "早市",
    "早退",
    "早期",
    "早些",
    "早已",
    "早就",
    "早日",
    "早点",
    "早高峰",
    "晚餐",
    "晚会",
    "晚班",
    "晚宴会",
    "晚高峰",
    "晚些",
    "晚点",
    "晚到",
    "晚于",
    "晚了",
    "晨会",
    "晨检",
    "夜班",
    "夜市",
];

/// The words behind a clock time that leave no doubt that it is one.
const CLOCK_TAILS: [&str; 30] = [
    "前", "之前", "以前", "后", "到", "至", "-", "—", "~", "开", "见", "去", "来", "出发", "集合", "签", "送", "打",
    "准时", "整", "左右", "演示", "发", "拜访", "交", "回", "约", "接", "面", "起",
];

/// Whether a part of a day or an hour can begin with `c`.
pub(super) fn can_begin(c: char) -> bool {
    is_numeral(c) || "凌半深夜一大清早晨上中正午下傍晚".chars().any(|part| part == c)
}

/// The part of the day that is named next.
pub(super) fn day_part(cursor: Cursor<'_>) -> Option<(DayPart, Cursor<'_>)> {
    cursor.choose(&PARTS)
}

/// The same right behind a day, where one character is enough.
pub(super) fn day_part_of_day(cursor: Cursor<'_>) -> Option<(DayPart, Cursor<'_>)> {
    day_part(cursor).or_else(|| short_part(cursor))
}

fn short_part(cursor: Cursor<'_>) -> Option<(DayPart, Cursor<'_>)> {
    if !cursor.sees_char("早晨晚夜") {
        return None;
    }
    // 今晚会上线 is 今晚|会, not 晚会.
    if cursor.sees(&NO_SHORT_PARTS) && !cursor.follows_char("今明昨前") {
        return None;
    }
    cursor.choose(&SHORT_PARTS)
}

/// A short part with the hour behind it: 晚8点.
pub(super) fn short_part_and_hour(cursor: Cursor<'_>) -> Option<(DayPart, Cursor<'_>)> {
    let (part, behind) = short_part(cursor)?;
    reading(behind.skip_blanks())?;
    Some((part, behind))
}

/// A clock time with its optional end: 9点半, 14:00-16:30, 2点到4点.
pub(super) fn span(cursor: Cursor<'_>, part: Option<DayPart>) -> Option<(Minutes, Minutes, Cursor<'_>)> {
    let Some((first, behind)) = reading(cursor) else {
        return hours(cursor, part);
    };
    let from = minutes(first, part);
    match end(behind, from, part) {
        Some((to, behind)) => Some((from, to, behind)),
        None => Some((from, from, behind)),
    }
}

/// The end of a span that began at `from`: 到4点, -16:30, 至下午5点.
fn end(cursor: Cursor<'_>, from: Minutes, part: Option<DayPart>) -> Option<(Minutes, Cursor<'_>)> {
    let cursor = connector(cursor)?;
    if let Some(next_day) = cursor.eat_any(&["次日", "第二天", "翌日"]) {
        let (own, hour) = own_part(next_day);
        let (last, behind) = reading(hour.skip_blanks())?;
        return Some((minutes(last, own.or(Some(DayPart::Night))) + DAY, behind));
    }
    let (own, cursor) = own_part(cursor);
    let (last, behind) = reading(cursor.skip_blanks())?;
    let to = minutes(last, own.or(part));
    let noon = to + 12 * 60;
    match (from < to, own) {
        (true, _) => Some((to, behind)),
        (false, None) if from < noon && noon < 24 * 60 => Some((noon, behind)),
        _ => None,
    }
}

/// The part of the day that an hour brings with it: 下午5点, 晚6点.
fn own_part(cursor: Cursor<'_>) -> (Option<DayPart>, Cursor<'_>) {
    match day_part(cursor).or_else(|| short_part_and_hour(cursor)) {
        Some((part, behind)) => (Some(part), behind),
        None => (None, cursor),
    }
}

/// Hours that share their 点: 9-11点.
fn hours(cursor: Cursor<'_>, part: Option<DayPart>) -> Option<(Minutes, Minutes, Cursor<'_>)> {
    let (first, behind) = number(cursor)?;
    if first.value > 24 {
        return None;
    }
    let from = minutes(
        Reading {
            hour: first.value,
            minute: 0,
            is_spoken: true,
        },
        part,
    );
    let (to, behind) = end(behind, from, part)?;
    Some((from, to, behind))
}

/// Behind a word that joins the two ends of a span.
pub(super) fn connector(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    cursor
        .skip_blanks()
        .eat_any(&["到", "至", "——", "—", "-", "~", "–", "～", "－", "−"])
        .map(Cursor::skip_blanks)
}

/// An hour and minute as written, before the part of the day is known.
#[derive(Clone, Copy, Debug)]
struct Reading {
    hour: u32,
    minute: u32,
    /// Whether it is written with 点, where 3 may be 15 o'clock.
    is_spoken: bool,
}

fn reading(cursor: Cursor<'_>) -> Option<(Reading, Cursor<'_>)> {
    digital(cursor).or_else(|| spoken(cursor))
}

/// 14:30, 9：05, 14:30:15.
fn digital(cursor: Cursor<'_>) -> Option<(Reading, Cursor<'_>)> {
    let (hour, behind) = arabic(cursor).filter(|(number, _)| number.digits <= 2 && number.value <= 24)?;
    let (minute, mut behind) = sixtieth(behind)?;
    if let Some((_, seconds)) = sixtieth(behind) {
        behind = seconds;
    }
    let is_number = behind
        .peek()
        .is_some_and(|c| c.is_ascii_alphanumeric() || c == ':' || c == '%');
    let reading = Reading {
        hour: hour.value,
        minute,
        is_spoken: false,
    };
    (!is_number && (hour.value < 24 || minute == 0)).then_some((reading, behind))
}

fn sixtieth(cursor: Cursor<'_>) -> Option<(u32, Cursor<'_>)> {
    let (number, behind) = arabic(cursor.eat_any(&[":", "："])?)?;
    (number.digits == 2 && number.value < 60).then_some((number.value, behind))
}

/// 9点, 九点半, 8点20分, 10点一刻, 14时30分.
fn spoken(cursor: Cursor<'_>) -> Option<(Reading, Cursor<'_>)> {
    let (hour, behind) = number(cursor).filter(|(hour, _)| hour.value <= 24)?;
    let (behind, is_hour) = match behind.eat("点") {
        Some(behind) => (behind, false),
        None => (behind.eat("时")?, true),
    };
    let (minute, tail) = match minute(behind) {
        Minute::Of(minute, tail) => (minute, tail),
        Minute::None if is_hour && !is_whole_hour(cursor, behind) => return None,
        Minute::None => (0, behind),
        Minute::Decimal => return None,
    };
    let reading = Reading {
        hour: hour.value,
        minute,
        is_spoken: !is_hour,
    };
    (hour.value < 24 || minute == 0).then_some((reading, tail))
}

/// Whether 9时 is a clock time: 上午9时, 3日9时, 9时前.
fn is_whole_hour(start: Cursor<'_>, end: Cursor<'_>) -> bool {
    start.follows_char("午晨晚上早间里夜日号天") || end.sees(&["前", "之前", "以前", "至", "到", "许", "整"])
}

enum Minute<'t> {
    Of(u32, Cursor<'t>),
    None,
    /// 二十七点三: the 点 is a decimal point.
    Decimal,
}

fn minute(cursor: Cursor<'_>) -> Minute<'_> {
    const WORDS: [(&str, u32); 8] = [
        ("半", 30),
        ("一刻", 15),
        ("1刻", 15),
        ("三刻", 45),
        ("3刻", 45),
        ("钟整", 0),
        ("钟", 0),
        ("整", 0),
    ];
    if let Some((minute, behind)) = cursor.choose(&WORDS) {
        return Minute::Of(minute, behind);
    }
    if cursor.sees(&["一起", "一同", "一到", "一块", "两方", "三方", "两家", "一家"]) {
        return Minute::None;
    }
    let zero = cursor.eat_any(&["零", "〇"]);
    let Some((number, behind)) = number(zero.unwrap_or(cursor)) else {
        return match cursor.peek() {
            Some(c) if is_numeral(c) => Minute::Decimal,
            _ => Minute::None,
        };
    };
    let with_unit = behind
        .eat("分")
        .filter(|behind| !behind.sees(&["之", "别", "享", "组"]));
    let is_minute = zero.is_some() || number.digits == 2 || number.digits == 0 && number.value >= 10;
    match with_unit {
        Some(behind) if number.value < 60 => Minute::Of(number.value, behind),
        None if is_minute && number.value < 60 && !behind.sees(&words().measures) => Minute::Of(number.value, behind),
        _ => Minute::Decimal,
    }
}

fn minutes(reading: Reading, part: Option<DayPart>) -> Minutes {
    let hour = match (part, reading.hour) {
        (Some(DayPart::Afternoon), 1..=11) | (Some(DayPart::Noon), 1..=3) | (Some(DayPart::Evening), 4..=12) => {
            reading.hour + 12
        }
        (Some(DayPart::Evening), 0..=3) => reading.hour + 24,
        (Some(DayPart::Night), 12) => 0,
        (Some(DayPart::Night), 9..=11) => reading.hour + 12,
        // Nobody has a meeting at three in the morning without saying so.
        (None, 1..=5) if reading.is_spoken => reading.hour + 12,
        _ => reading.hour,
    };
    i64::from(hour * 60 + reading.minute)
}

/// Whether the clock time from `start` on, with neither a day nor a part of a day before it, is one: 9点出发, not
/// 9点建议, nor 涨了3点, nor 比例1:20.
pub(super) fn stands_alone(start: Cursor<'_>, end: Cursor<'_>) -> bool {
    let words = words();
    if start
        .previous()
        .is_some_and(|c| c.is_ascii_alphanumeric() || ".:：-/*×_#￥$+比第".contains(c) || is_numeral(c))
    {
        return false;
    }
    let written = start
        .rest()
        .get(..end.at().saturating_sub(start.at()))
        .unwrap_or_default();
    if !written.ends_with('点') {
        // 10:15 and 8点半 are clock times, unless they are a ratio.
        return !start.follows(&["比例", "比例为", "配比", "配比为", "比分", "比值", "稀释", "按"]);
    }
    let is_one = matches!(number(start), Some((Number { value: 1, .. }, _)));
    // 他说三点前到 is a time all the same.
    let is_sure = end.sees(&["前", "之前", "以前", "准时", "集合", "出发", "开会", "见面"]);
    if start.follows(&words.before_points) && !is_sure || is_one && !end.sees(&CLOCK_TAILS) {
        return false;
    }
    if end.sees(&CLOCK_TAILS) && !end.sees(&["开心", "发现", "交代", "回扣", "面料", "见解"]) {
        return true;
    }
    let closes = end.peek().is_none_or(|c| !c.is_alphanumeric());
    let is_late = number(start).is_some_and(|(hour, _)| hour.value > 12);
    let is_item = end.sees(&words.points) || end.peek().is_some_and(is_numeral);
    !is_item && (closes || is_late || end.sees(&words.day_verbs))
}
