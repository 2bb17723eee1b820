//! Festivals and working days, from `resources/time/holidays.json`.

use std::{
    collections::{BTreeMap, HashSet},
    sync::LazyLock,
};

use chrono::{Datelike, NaiveDate, Weekday};
use serde::Deserialize;

use crate::text::CharSet;

use super::{
    calendar::{Days, shift},
    cursor::Cursor,
    numerals::digit,
};

static HOLIDAYS: LazyLock<Holidays> = LazyLock::new(Holidays::load);

/// The first days off that are on record; before and after, only weekends are.
#[derive(Default)]
struct Holidays {
    /// By the first two characters of a name, longer names first.
    names: BTreeMap<[char; 2], Vec<(String, usize)>>,
    /// The first characters of `names`.
    starts: CharSet,
    festivals: Vec<Festival>,
    lunar_months: BTreeMap<String, Vec<NaiveDate>>,
    off: Vec<Days>,
    made_up: HashSet<NaiveDate>,
    /// The first year whose days off are projected, not announced.
    projected_from: i32,
}

/// A day with a name, in any year.
#[derive(Debug, Deserialize)]
pub(super) struct Festival {
    names: Vec<String>,
    /// The same day each year, as `MM-DD`.
    day: Option<String>,
    /// The `week`th `weekday` of a month.
    nth: Option<NthWeekday>,
    /// The last day of a stretch that bears one name, as `MM-DD`: 双旦.
    last: Option<String>,
    /// One day a year, for the years on record.
    #[serde(default)]
    days: Vec<NaiveDate>,
    /// Whether its name is a number, and only the words around it make it a festival: 十一, 618.
    #[serde(default)]
    pub(super) numeric: bool,
}

#[derive(Clone, Copy, Debug, Deserialize)]
struct NthWeekday {
    month: u32,
    weekday: Weekday,
    week: u8,
    /// How many days behind it the festival falls: 黑五 is the day after Thanksgiving.
    #[serde(default)]
    then: i64,
}

#[derive(Deserialize)]
struct Resource {
    festivals: Vec<Festival>,
    lunar_months: BTreeMap<String, Vec<NaiveDate>>,
    off: Vec<[NaiveDate; 2]>,
    made_up: HashSet<NaiveDate>,
    projected_from: i32,
}

impl Holidays {
    fn load() -> Self {
        let resource = include_str!("../../resources/time/holidays.json");
        // A resource that does not parse fails the tests below; at run time it costs the festivals, not the process.
        let Ok(resource) = serde_json::from_str::<Resource>(resource) else {
            return Self::default();
        };
        let mut named: Vec<(&String, usize)> = Vec::new();
        for (index, festival) in resource.festivals.iter().enumerate() {
            named.extend(festival.names.iter().map(|name| (name, index)));
        }
        named.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        let mut names: BTreeMap<[char; 2], Vec<(String, usize)>> = BTreeMap::new();
        for (name, index) in named {
            if let Some(pair) = first_two(name) {
                names.entry(pair).or_default().push((name.clone(), index));
            }
        }
        Self {
            starts: names.keys().map(|&[first, _]| first).collect(),
            names,
            festivals: resource.festivals,
            lunar_months: resource.lunar_months,
            off: resource.off.iter().map(|&[first, last]| Days { first, last }).collect(),
            made_up: resource.made_up,
            projected_from: resource.projected_from,
        }
    }
}

/// The festival that is named next.
pub(super) fn festival(cursor: Cursor<'_>) -> Option<(&'static Festival, Cursor<'_>)> {
    let [first, second] = first_two(cursor.rest()).filter(|&[first, _]| HOLIDAYS.starts.contains(first))?;
    let names = HOLIDAYS.names.get(&[first, second])?;
    names
        .iter()
        .find_map(|(name, index)| Some((HOLIDAYS.festivals.get(*index)?, cursor.eat(name)?)))
}

fn first_two(text: &str) -> Option<[char; 2]> {
    let mut chars = text.chars();
    Some([chars.next()?, chars.next()?])
}

/// The first two characters of the names of festivals.
pub(super) fn beginnings() -> impl Iterator<Item = [char; 2]> {
    HOLIDAYS.names.keys().copied()
}

impl Festival {
    /// Its day in `year`, if that is on record.
    pub(super) fn in_year(&self, year: i32) -> Option<NaiveDate> {
        if let Some(day) = &self.day {
            return same_day_each_year(day, year);
        }
        if let Some(nth) = self.nth {
            let day = NaiveDate::from_weekday_of_month_opt(year, nth.month, nth.weekday, nth.week)?;
            return shift(day, nth.then);
        }
        self.days.iter().find(|day| day.year() == year).copied()
    }

    /// The last day of it, if it lasts from `first` on.
    pub(super) fn last_day(&self, first: NaiveDate) -> Option<NaiveDate> {
        let last = self.last.as_ref()?;
        same_day_each_year(last, first.year())
            .filter(|&last| last >= first)
            .or_else(|| same_day_each_year(last, first.year() + 1))
    }
}

/// The day `MM-DD` of a year.
fn same_day_each_year(day: &str, year: i32) -> Option<NaiveDate> {
    let (month, day) = day.split_once('-')?;
    NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
}

/// The days off around `day`, or `day` alone.
pub(super) fn days_off(day: NaiveDate) -> Days {
    let on_record = HOLIDAYS.off.iter().find(|off| off.contains(day)).copied();
    on_record.unwrap_or_else(|| Days::from(day))
}

/// Whether the days off of `year` are only projected.
pub(super) fn is_projected(year: i32) -> bool {
    year >= HOLIDAYS.projected_from
}

/// Whether people work on `day`.
pub(super) fn is_workday(day: NaiveDate) -> bool {
    let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    HOLIDAYS.made_up.contains(&day) || !weekend && !HOLIDAYS.off.iter().any(|off| off.contains(day))
}

/// A day of the lunar months around the Spring Festival, in the years on record: 正月初八, 大年初三, 腊月二十三.
pub(super) fn lunar_day(cursor: Cursor<'_>) -> Option<(Vec<NaiveDate>, Cursor<'_>)> {
    if !cursor.sees_char("年大正腊") {
        return None;
    }
    let (starts, cursor) = HOLIDAYS
        .lunar_months
        .iter()
        .find_map(|(name, starts)| Some((starts, cursor.eat(name)?)))?;
    let (day, cursor) = lunar_number(cursor)?;
    let days = starts
        .iter()
        .filter_map(|&start| shift(start, i64::from(day) - 1))
        .collect();
    Some((days, cursor))
}

/// 初一 to 初十, 十一 to 三十, 廿三.
fn lunar_number(cursor: Cursor<'_>) -> Option<(u32, Cursor<'_>)> {
    if let Some(early) = cursor.eat("初") {
        if let Some(ten) = early.eat("十") {
            return Some((10, ten));
        }
        let value = early.peek().and_then(digit).filter(|&value| value > 0)?;
        return Some((
            value,
            early.eat_any(&["一", "二", "三", "四", "五", "六", "七", "八", "九"])?,
        ));
    }
    let (number, cursor) = super::numerals::number(cursor)?;
    (number.digits == 0 && (11..=30).contains(&number.value)).then_some((number.value, cursor))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn named(text: &str, year: i32) -> Option<NaiveDate> {
        festival(Cursor::new(text, 0))?.0.in_year(year)
    }

    #[test]
    fn festivals_fall_on_their_days() {
        assert_eq!(named("春节前", 2027), Some(date("2027-02-06")));
        assert_eq!(named("国庆节", 2026), Some(date("2026-10-01")));
        assert_eq!(named("母亲节", 2026), Some(date("2026-05-10")));
        assert_eq!(named("感恩节", 2026), Some(date("2026-11-26")));
        assert_eq!(named("中秋", 2040), None);
        assert_eq!(named("礼拜", 2026), None);
    }

    #[test]
    fn lunar_days_are_counted_from_the_new_moon() {
        let (days, _) = lunar_day(Cursor::new("腊月二十三", 0)).expect("a lunar day");
        assert!(days.contains(&date("2027-01-30")));
        let (days, _) = lunar_day(Cursor::new("正月初八", 0)).expect("a lunar day");
        assert!(days.contains(&date("2026-02-24")));
    }

    #[test]
    fn days_off_and_days_made_up_are_on_record() {
        assert!(!is_workday(date("2026-10-05")));
        assert!(is_workday(date("2026-10-10")));
        assert!(!is_workday(date("2026-11-28")));
        assert_eq!(days_off(date("2026-10-01")).last, date("2026-10-07"));
    }
}
