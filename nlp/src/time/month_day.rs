//! Days of a month, with the month (11月25日, 11月3-5日, 十二月) or alone (25号).

use chrono::{Datelike, NaiveDate};

use super::{
    calendar::{Days, month, months, shift_months},
    context::Context,
    cursor::Cursor,
    date::{part_of_month, placed},
    direction::Direction,
    numerals::{self, Number, digit, number},
    ordinal,
    stretch::Reading,
    words::words,
};

/// A month of a year.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) year: i32,
    pub(super) month: u32,
}

impl Place {
    /// The day of this month, or the row of days, that comes next. Where `needs_unit` is false, 11月25 will do.
    pub(super) fn day(self, cursor: Cursor<'_>, needs_unit: bool) -> Option<(Reading, Cursor<'_>)> {
        let (written, behind) = Written::read(cursor, needs_unit)?;
        let day = |day| NaiveDate::from_ymd_opt(self.year, self.month, day);
        let days = day(written.first).zip(day(written.last));
        let reading = Reading::or_impossible(days.map(|(first, last)| Days { first, last }), Reading::day);
        Some((reading, behind))
    }
}

/// One or two days of a month as numbers: 25日, 3-5日, 25、26号.
#[derive(Clone, Copy, Debug)]
struct Written {
    first: u32,
    last: u32,
}

impl Written {
    fn read(cursor: Cursor<'_>, needs_unit: bool) -> Option<(Self, Cursor<'_>)> {
        let (first, behind) = number(cursor)?;
        if let Some(behind) = day_unit(behind.skip_blanks()) {
            let first = first.value;
            return Some((Self { first, last: first }, behind));
        }
        let joined = behind.eat_any(&["-", "~", "—", "–", "～", "至", "到", "、", "和"]);
        if let Some((last, behind)) = joined.and_then(|cursor| number(cursor.skip_blanks()))
            && let Some(behind) = day_unit(behind)
            && first.value < last.value
        {
            return Some((
                Self {
                    first: first.value,
                    last: last.value,
                },
                behind,
            ));
        }
        let is_number = behind
            .peek()
            .is_some_and(|c| c.is_ascii_alphanumeric() || ".%/-:+".contains(c))
            || behind.sees(&words().measures) && !behind.sees(&words().no_measures);
        let is_plain = !needs_unit && !is_number && (1..=2).contains(&first.digits) && first.value > 0;
        is_plain.then_some((
            Self {
                first: first.value,
                last: first.value,
            },
            behind,
        ))
    }
}

fn day_unit(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    // 5日报价, but not the 日报 of the 5th month.
    if cursor.sees(&["日均", "日报", "日结", "日销"]) && !cursor.sees(&words().no_after_week) {
        return None;
    }
    cursor.eat_any(&["日", "号"])
}

/// 11月25日, 11月上旬, 十二月份, 3-5月.
pub(super) fn month_and_day<'t>(
    cursor: Cursor<'t>,
    context: &Context<'t>,
    year: Option<i32>,
) -> Option<(Reading, Cursor<'t>)> {
    if !cursor.peek().is_some_and(|c| numerals::is_numeral(c) || c == '元') {
        return None;
    }
    if year.is_none()
        && cursor
            .previous()
            .is_some_and(|c| numerals::is_numeral(c) || c.is_ascii_alphabetic() || "第每产孕龄".contains(c))
    {
        return None;
    }
    if let Some(found) = row_of_months(cursor, context, year) {
        return Some(found);
    }
    let (number, behind) = month_number(cursor)?;
    let behind = behind.skip("份").skip_blanks();
    if let Some((written, end)) = Written::read(behind, false) {
        let possible = |year| {
            let place = |day| NaiveDate::from_ymd_opt(year, number.value, day);
            Some(Days {
                first: place(written.first)?,
                last: place(written.last)?,
            })
        };
        let days = placed(context, end, year, possible);
        return Some((Reading::or_impossible(days, Reading::day), end));
    }
    if behind.sees(&["龄", "嫂", "子", "饼", "租", "供", "薪", "均", "销", "大", "季"]) {
        return None;
    }
    let days = placed(context, behind, year, |year| month(year, number.value))?;
    // 九月初八 is a day of the lunar calendar, which is not on record.
    if number.digits == 0
        && behind.sees(&["初"])
        && behind
            .eat("初")?
            .peek()
            .is_some_and(|c| digit(c).is_some() || c == '十')
    {
        return Some((Reading::Impossible, behind.eat("初")?));
    }
    part_of_month(days, behind)
        .or_else(|| ordinal::in_month(days, behind))
        .or(Some((Reading::period(days), behind)))
}

/// 12月, 十二月, 元月.
fn month_number(cursor: Cursor<'_>) -> Option<(Number, Cursor<'_>)> {
    if let Some(behind) = cursor.eat("元月") {
        return Some((Number { value: 1, digits: 0 }, behind));
    }
    let (number, behind) = number(cursor)?;
    Some((number, behind.skip_blanks().eat("月")?))
}

/// 3-5月, 七八月份, 11、12月.
fn row_of_months<'t>(cursor: Cursor<'t>, context: &Context<'t>, year: Option<i32>) -> Option<(Reading, Cursor<'t>)> {
    let (first, last, behind) = numerals::pair(cursor).or_else(|| {
        let (first, behind) = number(cursor)?;
        let behind = behind.eat_any(&["-", "~", "—", "–", "～", "至", "到", "、"])?;
        let (last, behind) = number(behind)?;
        Some((first.value, last.value, behind))
    })?;
    let behind = behind.eat("月")?.skip("份");
    // 1、4月15日 is a list number with a date behind it.
    let is_row = first < last && last <= 12 && first > 0 && Written::read(behind, false).is_none();
    let days = is_row.then(|| placed(context, behind, year, |year| months(year, first, last)))??;
    Some((Reading::period(days), behind))
}

/// A day of a month without the month: 25号, 25日, 3-5号.
pub(super) fn day_of_month<'t>(cursor: Cursor<'t>, context: &Context<'t>) -> Option<(Reading, Cursor<'t>)> {
    if !context.is_range_end && !may_stand_alone(cursor) {
        return None;
    }
    let (written, behind) = Written::read(cursor, true)?;
    let with_ri = behind.follows_char("日");
    let is_numbered = !with_ri && behind.sees(&words().numbered) && !behind.sees(&["前台", "上午", "下午", "中午"]);
    let is_duration = with_ri
        && (behind.sees(&[
            "内", "之内", "以内", "后", "之后", "以后", "游", "均", "线", "龄", "薪", "租", "供", "个",
        ]) || number(cursor).is_some_and(|(number, _)| number.digits == 0 && number.value < 10)
            || cursor.follows(&[
                "账期", "工期", "交期", "为期", "货期", "周期", "共", "满", "近", "约", "每", "连续", "达",
            ]));
    if is_numbered || is_duration || written.first == 0 || written.last > 31 {
        return None;
    }
    // 12月3日、4日: the month is that of the day before.
    let is_listed = cursor.follows_char("、和及或与") && context.clock_day != context.today();
    let base = if is_listed { context.clock_day } else { context.base };
    let in_month = |offset| {
        let start = shift_months(base.with_day(1)?, offset)?;
        let place = |day| NaiveDate::from_ymd_opt(start.year(), start.month(), day);
        Some(Days {
            first: place(written.first)?,
            last: place(written.last)?,
        })
    };
    let days = match context.direction(behind).filter(|_| !is_listed) {
        Some(Direction::Future) => (0..=2).filter_map(in_month).find(|days| days.last >= base),
        Some(Direction::Past) => (-2..=0).rev().filter_map(in_month).find(|days| days.first <= base),
        None => in_month(0),
    };
    Some((Reading::or_impossible(days, Reading::day), behind))
}

/// Whether what stands before lets a number with 号 be a day: not 第3号, A3号, 人民路25号.
fn may_stand_alone(cursor: Cursor<'_>) -> bool {
    let before = cursor.previous();
    !before.is_some_and(|c| {
        c.is_ascii_alphanumeric()
            || numerals::is_numeral(c)
            || ".-/#_:：*×+第大小头同哪路街巷弄道里村楼栋幢座室区号段镇国省县乡厂园码型编站门".contains(c)
    })
}
