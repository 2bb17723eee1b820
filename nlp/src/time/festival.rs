//! Festivals as expressions: 春节前, 今年国庆, 正月初八, 双十一当天, 国庆期间.

use chrono::{Datelike, NaiveDate};

use super::{
    calendar::Days,
    context::Context,
    cursor::Cursor,
    direction::Direction,
    holiday::{days_off, festival, lunar_day},
    numerals::is_numeral,
    stretch::{Reading, Shape, Stretch},
    words::words,
};

/// Surnames that make a given name of what follows.
const SURNAMES: &str = "张王李赵刘陈杨黄周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范";

/// What makes the number in a name a festival: 618大促, 十一长假.
const AROUND_NUMBERS: [&str; 22] = [
    "前",
    "之前",
    "后",
    "之后",
    "当天",
    "当日",
    "当晚",
    "期间",
    "假期",
    "长假",
    "小长假",
    "大促",
    "活动",
    "促销",
    "黄金周",
    "节",
    "备货",
    "预售",
    "假",
    "开门红",
    "返程",
    "上班",
];

/// The words for the days off around a festival.
const DAYS_OFF: [&str; 12] = [
    "期间",
    "假期期间",
    "小长假期间",
    "长假期间",
    "小长假",
    "长假",
    "假期",
    "黄金周",
    "放假期间",
    "放假",
    "假日",
    "档期",
];

/// A festival, of `year` if one is given.
pub(super) fn read<'t>(cursor: Cursor<'t>, context: &Context<'t>, year: Option<i32>) -> Option<(Reading, Cursor<'t>)> {
    if let Some((days, behind)) = lunar_day(cursor)
        && festival(cursor).is_none_or(|(_, named)| named.at() < behind.at())
    {
        let day = days
            .iter()
            .copied()
            .filter(|day| year.is_none_or(|year| day.year() == year));
        return Some((
            Reading::or_impossible(
                nearest(context, behind, year.is_some(), day).map(Days::from),
                Reading::day,
            ),
            behind,
        ));
    }
    let (found, behind) = festival(cursor)?;
    if found.numeric && year.is_none() && !is_meant(cursor, behind) || is_name(cursor, behind) {
        return None;
    }
    let years = match year {
        Some(year) => year..=year,
        None => context.base.year() - 2..=context.base.year() + 2,
    };
    let day = nearest(
        context,
        behind,
        year.is_some(),
        years.filter_map(|year| found.in_year(year)),
    );
    let Some(day) = day else {
        return Some((Reading::Impossible, behind));
    };
    if let Some(last) = found.last_day(day) {
        return Some((Reading::period(Days { first: day, last }), behind.skip("期间")));
    }
    let off = days_off(day);
    if let Some(behind) = DAYS_OFF.iter().find_map(|word| behind.eat(word)) {
        return Some((Reading::period(off), behind));
    }
    let stretch = Stretch {
        days: Days::from(day),
        shape: Shape::Festival { off },
    };
    context.festival.set(Some(stretch));
    Some((Reading::Stretch(stretch), behind))
}

/// 节 behind a festival that the sentence has named: 春节快到了，节前备货.
pub(super) fn named_before<'t>(cursor: Cursor<'t>, context: &Context<'t>) -> Option<(Reading, Cursor<'t>)> {
    let behind = cursor.eat("节").filter(|behind| behind.sees(&["前", "后"]))?;
    Some((Reading::Stretch(context.festival.get()?), behind))
}

/// The day that the sentence means, unless its year is given: the nearest one ahead or behind where it looks there, else the nearest at all.
fn nearest(
    context: &Context<'_>,
    end: Cursor<'_>,
    is_given: bool,
    days: impl Iterator<Item = NaiveDate>,
) -> Option<NaiveDate> {
    let base = context.base;
    let direction = if is_given { None } else { context.direction(end) };
    days.filter(|&day| match direction {
        Some(Direction::Future) => day >= base || days_off(day).last >= base,
        Some(Direction::Past) => day <= base,
        None => true,
    })
    .min_by_key(|day| day.signed_duration_since(base).num_days().abs())
}

/// Whether a name that is a number means the festival here.
fn is_meant(start: Cursor<'_>, end: Cursor<'_>) -> bool {
    let is_number = start
        .previous()
        .is_some_and(|c| is_numeral(c) || c.is_ascii_alphanumeric() || ".-/月第￥¥$".contains(c));
    let is_spelled = !start.peek().is_some_and(|c| c.is_ascii_digit());
    let happens = is_spelled
        && end.sees(&words().day_verbs)
        && !end.sees_char("号日月点年起个多")
        && !end.sees(&words().measures);
    !is_number && (end.sees(&AROUND_NUMBERS) || happens)
}

/// Whether the name stands for a thing or a person: 中秋礼盒, 国庆路, 张国庆.
fn is_name(start: Cursor<'_>, end: Cursor<'_>) -> bool {
    let surname = start.previous().filter(|&c| SURNAMES.contains(c));
    let is_person = start.sees(&["国庆", "重阳", "清明"])
        && surname.is_some_and(|c| {
            let before = start.before().strip_suffix(c).unwrap_or_default();
            before
                .chars()
                .next_back()
                .is_none_or(|c| !c.is_alphabetic() || "和跟与给找见约向让请叫".contains(c))
        });
    is_person || end.sees(&words().named_after)
}
