//! Days and weeks of a month by their number: 本月最后一天, 12月第二个周五, 下月第一周, 下月首个工作日.

use chrono::{Datelike, NaiveDate};

use super::{
    calendar::{Days, shift, week},
    cursor::Cursor,
    day::weekday_name,
    holiday::is_workday,
    numerals::number,
    stretch::Reading,
};

/// Which one of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Counted from 1.
    Nth(usize),
    Last,
}

/// What is numbered behind the month that `month` is.
pub(super) fn in_month(month: Days, cursor: Cursor<'_>) -> Option<(Reading, Cursor<'_>)> {
    let (place, behind) = place(cursor.skip("里").skip("的"))?;
    let days = || month.first.iter_days().take_while(|&day| day <= month.last);
    if let Some(behind) = behind.eat_any(&["个工作日", "工作日"]) {
        return Some((
            Reading::day(pick(days().filter(|&day| is_workday(day)), place)?),
            behind,
        ));
    }
    if let Some((weekday, end)) = weekday_name(behind.skip("个")) {
        let is_meant = |day: &NaiveDate| i64::from(day.weekday().num_days_from_monday()) == weekday;
        return Some((Reading::day(pick(days().filter(is_meant), place)?), end));
    }
    if let Some(behind) = behind.skip("个").eat_any(&["周", "星期", "礼拜"]) {
        if place == Place::Last {
            let first = shift(month.last, -6)?;
            let last = month.last;
            return Some((Reading::part(Days { first, last }), behind));
        }
        let weeks = (0..6).filter_map(|offset| week(shift(month.first, offset * 7)?, 0));
        let weeks = weeks.take_while(|week| week.first <= month.last);
        let week = pick(weeks, place)?;
        let days = Days {
            first: week.first.max(month.first),
            last: week.last.min(month.last),
        };
        return Some((Reading::part(days), behind));
    }
    let behind = behind.eat_any(&["天", "日"])?;
    Some((Reading::day(pick(days(), place)?), behind))
}

/// 第一, 首, 第二, 最后一.
fn place(cursor: Cursor<'_>) -> Option<(Place, Cursor<'_>)> {
    if let Some(behind) = cursor.eat("最后一") {
        return Some((Place::Last, behind));
    }
    if let Some(behind) = cursor.eat_any(&["首", "头一"]) {
        return Some((Place::Nth(1), behind));
    }
    let (number, behind) = number(cursor.eat("第")?)?;
    Some((Place::Nth(usize::try_from(number.value).ok()?), behind))
}

fn pick<T>(mut items: impl Iterator<Item = T>, place: Place) -> Option<T> {
    match place {
        Place::Nth(number) => items.nth(number.checked_sub(1)?),
        Place::Last => items.last(),
    }
}
