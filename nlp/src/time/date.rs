//! Years, halves, quarters, months and days of a month: 明年三季度, 下月底, 11月25号, 25号, 11月3-5日.

use chrono::{Datelike, NaiveDate};

use super::{
    calendar::{Days, MonthPart, half, month, month_part, months, quarter, quarter_of, shift_months, year},
    context::Context,
    cursor::Cursor,
    direction::Direction,
    festival,
    month_day::{Place, day_of_month, month_and_day},
    numerals::{self, digit, number},
    ordinal,
    stretch::Reading,
};

const YEARS: [(&str, i32); 15] = [
    ("大前年", -3),
    ("前年", -2),
    ("去年", -1),
    ("上年度", -1),
    ("上一年", -1),
    ("上年", -1),
    ("下年度", 1),
    ("下一年", 1),
    ("来年度", 1),
    ("今年", 0),
    ("本年度", 0),
    ("本年", 0),
    ("明年", 1),
    ("来年", 1),
    ("后年", 2),
];

const MONTHS: [(&str, i32); 14] = [
    ("上上个月", -2),
    ("上上月", -2),
    ("上个月", -1),
    ("上月", -1),
    ("下下个月", 2),
    ("下下月", 2),
    ("下个月", 1),
    ("下月", 1),
    ("次月", 1),
    ("本月", 0),
    ("这个月", 0),
    ("这月", 0),
    ("当月", 0),
    ("月", 0),
];

const QUARTERS: [(&str, i32); 14] = [
    ("上上个季度", -2),
    ("上上季度", -2),
    ("下下个季度", 2),
    ("下下季度", 2),
    ("上个季度", -1),
    ("上季度", -1),
    ("上一季度", -1),
    ("下个季度", 1),
    ("下季度", 1),
    ("下一季度", 1),
    ("本季度", 0),
    ("这个季度", 0),
    ("本季", 0),
    ("当季", 0),
];

/// Any of the expressions of this file, or a festival.
pub(super) fn read<'t>(cursor: Cursor<'t>, context: &Context<'t>) -> Option<(Reading, Cursor<'t>)> {
    if let Some((number, behind)) = year_prefix(cursor, context) {
        return in_year(behind.skip("的").skip_blanks(), context, number)
            .or_else(|| Some((Reading::period(year(number)?), behind)));
    }
    let is_number = cursor.peek().is_some_and(numerals::is_numeral);
    let found = within(cursor, context, None);
    if is_number {
        return found.or_else(|| day_of_month(cursor, context));
    }
    found
        .or_else(|| relative_quarter(cursor, context))
        .or_else(|| relative_month(cursor, context))
}

/// 今年, 2026年, 26年 before a part of the year.
fn year_prefix<'t>(cursor: Cursor<'t>, context: &Context<'t>) -> Option<(i32, Cursor<'t>)> {
    if context.is_range_end
        && let Some(behind) = cursor.eat_any(&["次年", "翌年"])
    {
        return Some((context.base.year() + 1, behind));
    }
    let is_number = cursor.peek().is_some_and(numerals::is_numeral);
    if !is_number && let Some((offset, behind)) = cursor.choose(&YEARS) {
        // 说明年限, 证明年份
        let is_cut_out = cursor.sees(&["明年"]) && behind.sees_char("限份龄检");
        return (!is_cut_out).then_some((context.today().year() + offset, behind));
    }
    if !is_number {
        return None;
    }
    if let Some((number, behind)) = numerals::year(cursor) {
        let behind = behind.skip_blanks();
        if let Some(behind) = behind.eat_any(&["年度", "年"]) {
            return (!behind.sees(&["前", "后", "内", "质保"])).then_some((number, behind));
        }
        return behind.sees(&["Q", "q"]).then_some((number, behind));
    }
    // 26年 may as well be a duration; a month or a part of the year behind it settles that.
    let (number, behind) = numerals::arabic(cursor).filter(|(number, _)| number.digits == 2 && number.value >= 15)?;
    let behind = behind.eat("年")?;
    let year = 2000 + i32::try_from(number.value).ok()?;
    let is_year = behind.sees(&["底", "初", "末", "Q", "上半年", "下半年", "第"])
        || numerals::number(behind).is_some_and(|(_, behind)| behind.sees(&["月", "季度"]));
    is_year.then_some((year, behind))
}

/// A part of the year `number`.
fn in_year<'t>(cursor: Cursor<'t>, context: &Context<'t>, number: i32) -> Option<(Reading, Cursor<'t>)> {
    within(cursor, context, Some(number)).or_else(|| part_of_year(cursor, number))
}

/// What a year can be left out of: months and days, quarters, halves, festivals, 年底.
fn within<'t>(cursor: Cursor<'t>, context: &Context<'t>, year: Option<i32>) -> Option<(Reading, Cursor<'t>)> {
    month_and_day(cursor, context, year)
        .or_else(|| quarter_or_half(cursor, context, year))
        .or_else(|| festival::read(cursor, context, year))
        .or_else(|| {
            let behind = cursor.eat("年")?;
            part_of_year(behind, year.unwrap_or(context.today().year()))
        })
}

/// 初, 中, 底, 末, 内 behind a year.
fn part_of_year(cursor: Cursor<'_>, number: i32) -> Option<(Reading, Cursor<'_>)> {
    let (first, last, behind) = if let Some(behind) = cursor
        .eat("初")
        .filter(|behind| !behind.sees_char("中级一二三四五六七八九十始步期"))
    {
        (1, 1, behind)
    } else if let Some(behind) = cursor
        .eat("中")
        .filter(|behind| !behind.sees_char("标国心午层介秋型央药医高无途"))
    {
        (6, 6, behind)
    } else if let Some(behind) = cursor
        .eat_any(&["底", "末"])
        .filter(|behind| !behind.sees_char("薪料座片部"))
    {
        (12, 12, behind)
    } else {
        let is_within = cursor.sees(&["内", "之内", "以内"]);
        return is_within.then(|| Some((Reading::period(year(number)?), cursor)))?;
    };
    Some((Reading::part(months(number, first, last)?), behind))
}

/// 上半年, Q3, 三季度, 第三季度末.
fn quarter_or_half<'t>(
    cursor: Cursor<'t>,
    context: &Context<'t>,
    in_year: Option<i32>,
) -> Option<(Reading, Cursor<'t>)> {
    if !cursor
        .peek()
        .is_some_and(|c| numerals::is_numeral(c) || "上下前第QqH".contains(c))
    {
        return None;
    }
    let halves = [("上半年", 1), ("下半年", 2)];
    let letters = [("H1", 1), ("H2", 2)];
    let found = cursor.choose(&halves);
    if let Some((number, behind)) = found.or_else(|| in_year.and_then(|_| cursor.choose(&letters))) {
        let days = placed(context, behind, in_year, |year| half(year, number))?;
        if let Some(end) = behind.eat_any(&["末", "底"]) {
            return Some((Reading::part(month(days.last.year(), days.last.month())?), end));
        }
        return Some((Reading::period(days), behind));
    }
    if let Some((first, last, behind)) = row_of_quarters(cursor) {
        let days = placed(context, behind, in_year, |year| {
            months(year, first.checked_mul(3)?.checked_sub(2)?, last * 3)
        })?;
        return Some((Reading::period(days), behind));
    }
    let (number, behind) = numbered_quarter(cursor)?;
    let days = placed(context, behind, in_year, |year| quarter(year, number))?;
    Some(quarter_part(days, behind).unwrap_or((Reading::period(days), behind)))
}

fn numbered_quarter(cursor: Cursor<'_>) -> Option<(u32, Cursor<'_>)> {
    if let Some(behind) = cursor.eat_any(&["Q", "q"]) {
        let (number, behind) = behind.choose(&[("1", 1), ("2", 2), ("3", 3), ("4", 4)])?;
        let is_model = cursor.previous().is_some_and(|c| {
            c.is_ascii_alphabetic() || "-_奥迪".contains(c) && !cursor.follows(&["Q1-", "Q2-", "Q3-"])
        }) || behind
            .peek()
            .is_some_and(|c| c.is_ascii_alphanumeric() || "-_.型款系车".contains(c) && !behind.sees(&["-Q", "-q"]));
        return (!is_model).then_some((number, behind.skip("季度")));
    }
    let (number, behind) = number(cursor.skip("第")).filter(|(number, _)| (1..=4).contains(&number.value))?;
    let behind = behind.eat("季度")?;
    (!cursor.previous().is_some_and(numerals::is_numeral)).then_some((number.value, behind))
}

/// 前三季度, 三四季度, 一到三季度.
fn row_of_quarters(cursor: Cursor<'_>) -> Option<(u32, u32, Cursor<'_>)> {
    if let Some(behind) = cursor.eat_any(&["前三季度", "前三个季度"]) {
        return Some((1, 3, behind));
    }
    let (first, last, behind) = numerals::pair(cursor).or_else(|| {
        let (first, behind) = number(cursor)?;
        let (last, behind) = number(behind.eat_any(&["-", "~", "—", "至", "到", "、"])?)?;
        Some((first.value, last.value, behind))
    })?;
    let behind = behind.eat("季度").filter(|_| first < last && last <= 4 && first > 0)?;
    Some((first, last, behind))
}

/// 初, 末, 底 behind a quarter.
fn quarter_part(days: Days, cursor: Cursor<'_>) -> Option<(Reading, Cursor<'_>)> {
    let (start, behind) = if let Some(behind) = cursor.eat("初") {
        (days.first, behind)
    } else {
        (shift_months(days.first, 2)?, cursor.eat_any(&["末", "底"])?)
    };
    Some((Reading::part(month(start.year(), start.month())?), behind))
}

fn relative_quarter<'t>(cursor: Cursor<'t>, context: &Context<'t>) -> Option<(Reading, Cursor<'t>)> {
    let today = context.today();
    let (offset, behind) = cursor.choose(&QUARTERS).or_else(|| {
        let behind = cursor.eat_any(&["季度", "季"])?;
        let is_counted = cursor
            .previous()
            .is_some_and(|c| numerals::is_numeral(c) || "每各四换当旺淡雨夏冬春秋赛".contains(c));
        (behind.sees(&["末", "底", "初", "内"]) && !is_counted).then_some((0, behind))
    })?;
    let this = quarter(today.year(), quarter_of(today))?;
    let start = shift_months(this.first, offset * 3)?;
    let days = quarter(start.year(), quarter_of(start))?;
    Some(quarter_part(days, behind).unwrap_or((Reading::period(days), behind)))
}

/// 下个月, 本月底, 下月5号, 月底, 中旬.
fn relative_month<'t>(cursor: Cursor<'t>, context: &Context<'t>) -> Option<(Reading, Cursor<'t>)> {
    let today = context.today();
    if let Some((part, behind)) = third(cursor) {
        let this = month(context.base.year(), context.base.month())?;
        return Some((Reading::part(month_part(this, part)?), behind));
    }
    let (offset, behind) = cursor.choose(&MONTHS)?;
    let is_bare = cursor.sees(&["月"]);
    let behind = behind.skip("份");
    let start = shift_months(today.with_day(1)?, offset)?;
    let days = month(start.year(), start.month())?;
    if is_bare
        && cursor
            .previous()
            .is_some_and(|c| numerals::is_numeral(c) || digit(c).is_some() || "个每满半正腊岁包蜜".contains(c))
    {
        return None;
    }
    if let Some(found) = part_of_month(days, behind).or_else(|| ordinal::in_month(days, behind)) {
        return Some(found);
    }
    if is_bare {
        return behind.sees(&["内", "之内"]).then_some((Reading::period(days), behind));
    }
    let place = Place {
        year: days.first.year(),
        month: days.first.month(),
    };
    place
        .day(behind.skip("的").skip_blanks(), false)
        .or(Some((Reading::period(days), behind)))
}

/// 上旬, 初, 中, 底, 上半月 behind a month.
pub(super) fn part_of_month(days: Days, cursor: Cursor<'_>) -> Option<(Reading, Cursor<'_>)> {
    let (part, behind) = third(cursor).or_else(|| {
        let cursor = cursor.skip("月");
        let (part, behind) = cursor.choose(&[
            ("初", MonthPart::Early),
            ("中", MonthPart::Middle),
            ("底", MonthPart::Late),
            ("末", MonthPart::Late),
        ])?;
        let is_other_word = match part {
            MonthPart::Early => behind.sees_char("一二三四五六七八九十级始步"),
            MonthPart::Middle => behind.sees_char("标国心午层介秋型央药医高途") && !behind.sees(&["中午"]),
            _ => behind.sees_char("薪料座片部"),
        };
        (!is_other_word).then_some((part, behind))
    })?;
    Some((Reading::part(month_part(days, part)?), behind))
}

fn third(cursor: Cursor<'_>) -> Option<(MonthPart, Cursor<'_>)> {
    cursor.choose(&[
        ("上中旬", MonthPart::EarlyAndMiddle),
        ("中下旬", MonthPart::MiddleAndLate),
        ("上半月", MonthPart::FirstHalf),
        ("下半月", MonthPart::SecondHalf),
        ("上旬", MonthPart::Early),
        ("中旬", MonthPart::Middle),
        ("下旬", MonthPart::Late),
    ])
}

/// The stretch that `of` gives for `year`; without one, the nearest in the direction that the sentence speaks of, and
/// this year's where it speaks of none.
pub(super) fn placed(
    context: &Context<'_>,
    end: Cursor<'_>,
    year: Option<i32>,
    of: impl Fn(i32) -> Option<Days>,
) -> Option<Days> {
    let base: NaiveDate = context.base;
    let Some(year) = year else {
        return match context.direction(end) {
            Some(Direction::Future) => (base.year()..=base.year() + 8)
                .filter_map(of)
                .find(|days| days.last >= base),
            Some(Direction::Past) => (base.year() - 8..=base.year())
                .rev()
                .filter_map(of)
                .find(|days| days.first <= base),
            None => of(base.year()),
        };
    };
    of(year)
}
