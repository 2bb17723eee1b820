//! Dates in digits: 2026-11-25, 2026/12, 12/8, 11.25. A fraction, a version or a price is none.

use chrono::{Datelike, NaiveDate};

use super::{
    calendar::{Days, month},
    context::Context,
    cursor::Cursor,
    date::placed,
    numerals::{Number, arabic},
    stretch::Reading,
    words::words,
};

/// What stands before a date that is written 12/8 or 11.25.
const BEFORE_DATE: [&str; 24] = [
    "定于",
    "定在",
    "约在",
    "约好",
    "改到",
    "改在",
    "改为",
    "排在",
    "推到",
    "推迟到",
    "延到",
    "延期到",
    "截止",
    "截至",
    "截止到",
    "答应",
    "承诺",
    "保证",
    "最晚",
    "最迟",
    "不晚于",
    "在",
    "于",
    "从",
];

/// What stands before a number with a point that is no date.
const BEFORE_DECIMAL: [&str; 39] = [
    "版本",
    "版",
    "升级到",
    "更新到",
    "调到",
    "提到",
    "价格为",
    "版本号",
    "第",
    "价",
    "价格",
    "报价",
    "单价",
    "均价",
    "均",
    "平均",
    "评分",
    "得分",
    "打分",
    "涨到",
    "降到",
    "升到",
    "涨",
    "降",
    "为",
    "是",
    "比",
    "共",
    "约",
    "达",
    "达到",
    "超",
    "超过",
    "低于",
    "高于",
    "系数",
    "指数",
    "汇率",
    "从",
];

/// A date in digits.
pub(super) fn read<'t>(cursor: Cursor<'t>, context: &Context<'t>) -> Option<(Reading, Cursor<'t>)> {
    let before = cursor.previous();
    if before.is_some_and(|c| c.is_ascii_alphanumeric() || ".-/_#:×*+￥¥$＄".contains(c)) {
        return None;
    }
    let (first, behind) = arabic(cursor)?;
    if first.digits == 8 {
        return compact(cursor, first, behind);
    }
    let separator = behind.peek().filter(|c| "-/.".contains(*c))?;
    let (second, end) = arabic(behind.skip(separator.encode_utf8(&mut [0; 4])))?;
    if first.digits == 4 {
        let is_number = start_of_number(cursor);
        return with_year(first, second, separator, end).filter(|(reading, _)| !is_number || is_day(reading));
    }
    let is_short = first.digits <= 2 && second.digits <= 2 && first.value > 0;
    let (month, day) = (first.value, second.value);
    if !is_short || continues(end) {
        return None;
    }
    // 2月29日 is possible in some year, so it is tried in a leap year.
    NaiveDate::from_ymd_opt(2028, month, day)?;
    let end_with_unit = end.eat_any(&["日", "号"]).filter(|end| !end.sees(&words().numbered));
    let is_date = match separator {
        '/' => end_with_unit.is_some() || is_slash_date(cursor, end, month, day),
        '.' => end_with_unit.is_some() || is_point_date(cursor, end, first, second),
        _ => first.digits == 2 && second.digits == 2 && end.sees(&["前", "之前", "以前"]),
    };
    if !is_date {
        return None;
    }
    let end = end_with_unit.unwrap_or(end);
    let days = placed(context, end, None, |year| {
        NaiveDate::from_ymd_opt(year, month, day).map(Days::from)
    });
    Some((Reading::or_impossible(days, Reading::day), end))
}

/// 20261125, where something happens on it; else it is an order number.
fn compact<'t>(start: Cursor<'t>, number: Number, end: Cursor<'t>) -> Option<(Reading, Cursor<'t>)> {
    let (year, month, day) = (number.value / 10_000, number.value / 100 % 100, number.value % 100);
    let is_date = (1990..2100).contains(&year)
        && !start.follows(&["号", "码", "编号", "单", "批次", "版本", "版", "：", ":"])
        && end.sees(&words().day_verbs);
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day).filter(|_| is_date)?;
    Some((Reading::day(Days::from(date)), end))
}

/// Whether what stands before says that a number of something follows: 编号2026-11.
fn start_of_number(cursor: Cursor<'_>) -> bool {
    cursor.follows(&[
        "号", "编号", "单号", "批号", "批次", "版本", "合同", "发票", "号：", "号:",
    ])
}

fn is_day(reading: &Reading) -> bool {
    matches!(reading, Reading::Stretch(stretch) if stretch.days.first == stretch.days.last)
}

/// 2026-11-25, 2026/12.
fn with_year(year: Number, second: Number, separator: char, end: Cursor<'_>) -> Option<(Reading, Cursor<'_>)> {
    let year = i32::try_from(year.value)
        .ok()
        .filter(|year| (1990..2100).contains(year))?;
    if second.digits > 2 {
        return None;
    }
    let separator = separator.encode_utf8(&mut [0; 4]).to_owned();
    if let Some((day, end)) = end.eat(&separator).and_then(arabic) {
        if day.digits > 2 || continues(end) {
            return None;
        }
        let date = NaiveDate::from_ymd_opt(year, second.value, day.value);
        return Some((
            Reading::or_impossible(date.map(Days::from), Reading::day),
            end.skip("日"),
        ));
    }
    let is_month = second.digits == 2 && !continues(end) && !end.sees(&words().measures);
    is_month.then(|| Some((Reading::period(month(year, second.value)?), end)))?
}

/// Whether the number goes on behind `end`: a version, an order number, 4/5G.
fn continues(end: Cursor<'_>) -> bool {
    let mut rest = end.rest().chars();
    match (rest.next(), rest.next()) {
        (Some(c), _) if c.is_ascii_alphanumeric() || c == '%' || c == '_' => true,
        (Some('.' | '/' | ':' | '+' | '*' | '×'), Some(c)) => c.is_ascii_alphanumeric(),
        (Some('-'), Some(c)) => c.is_ascii_alphabetic() || c.is_ascii_digit() && arabic_ends(end),
        _ => false,
    }
}

/// Whether the digits behind the hyphen at `hyphen` are the last part of a row, not the end of a range of dates.
fn arabic_ends(hyphen: Cursor<'_>) -> bool {
    let last = hyphen.eat("-").and_then(arabic);
    last.is_none_or(|(_, end)| !end.sees(&["/", ".", "日", "号", "月"]))
}

/// 12/8, but not 1/3, 3/4寸, 完成8/12.
fn is_slash_date(start: Cursor<'_>, end: Cursor<'_>, month: u32, day: u32) -> bool {
    let words = words();
    let is_dated = end.sees(&words.day_verbs) || start.follows(&BEFORE_DATE);
    let is_counted = end.sees(&words.measures) && !end.sees(&words.no_measures)
        || end.sees(&[
            "的", "英", "螺", "管", "接", "丝", "孔", "扳手", "套筒", "钻头", "球阀", "快插", "\"", "″", "页",
        ]);
    let is_progress = start.follows(&[
        "完成",
        "完成了",
        "进度",
        "占",
        "占比",
        "不到",
        "近",
        "约",
        "剩",
        "还剩",
        "达",
    ]);
    let is_fraction = month < day && day <= 10 || (month, day) == (1, 12);
    !is_counted && !is_progress && (is_dated || !is_fraction)
}

/// 11.25 where the words around it speak of a day.
fn is_point_date(start: Cursor<'_>, end: Cursor<'_>, month: Number, day: Number) -> bool {
    let words = words();
    let is_counted = end.sees(&words.measures) && !end.sees(&words.no_measures);
    if is_counted || start.follows(&BEFORE_DECIMAL) || end.sees(&words.named_after) {
        return false;
    }
    let closes = end
        .peek()
        .is_none_or(|c| c.is_whitespace() || "，,。；;、）)：:".contains(c));
    let opens = start.previous().is_none_or(|c| matches!(c, '\n' | '\r'));
    let is_range = end
        .eat_any(&["-", "—", "~", "至", "到"])
        .is_some_and(|end| arabic(end).is_some_and(|(_, end)| end.sees(&["."])));
    end.sees(&words.day_verbs)
        || is_range
        || closes && start.follows(&BEFORE_DATE)
        || opens && closes && month.value.max(day.value) >= 10 && day.digits == 2
}

/// A day of the year of `base`, for the end of a range (12/8-12/10).
pub(super) fn range_end(cursor: Cursor<'_>, base: NaiveDate) -> Option<(NaiveDate, Cursor<'_>)> {
    let (first, behind) = arabic(cursor)?;
    let (second, end) = arabic(behind.eat_any(&["/", "."])?)?;
    let date = |year| NaiveDate::from_ymd_opt(year, first.value, second.value);
    let day = date(base.year())
        .filter(|&day| day >= base)
        .or_else(|| date(base.year() + 1))?;
    Some((day, end.eat_any(&["日", "号"]).unwrap_or(end)))
}
