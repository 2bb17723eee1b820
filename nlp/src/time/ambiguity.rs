//! What an expression leaves open, told from its words once it is resolved.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{
    TimeMatch,
    cursor::Cursor,
    direction::{self, Direction},
    holiday::is_projected,
    numerals::{is_numeral, number},
};

/// Why a time may be meant otherwise than it was resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Ambiguity {
    /// 周三 once it is over: this week's is given, next week's may be meant.
    Week,
    /// 5号 once it is over, where the sentence looks neither ahead nor back: this month's is given.
    Month,
    /// 3月5日 far from now, where the sentence looks neither ahead nor back: this year's is given.
    Year,
    /// 9点 without a part of the day: 1 to 5 are given as the afternoon, 6 to 11 as the morning.
    HalfOfDay,
    /// 25号左右: the day itself is given.
    Approximate,
    /// It counts on days off that have not been announced, only projected.
    ProjectedHoliday,
}

/// Half a year: a date further away is nearer in another year.
const HALF_YEAR: i64 = 183;

/// The words for parts of the day.
const PARTS: [char; 6] = ['早', '午', '晚', '晨', '夜', '昏'];

/// What the expression at `range` of the sentence `text` leaves open, when today is `today`.
pub(super) fn of(text: &str, range: Range<usize>, time: &TimeMatch, today: NaiveDate) -> Vec<Ambiguity> {
    let (start, end) = (Cursor::new(text, range.start), Cursor::new(text, range.end));
    let written = text.get(range).unwrap_or_default();
    let is_over = time.to.date() < today;
    let looks = || direction::of(start, end);
    let mut found = Vec::new();
    if is_over && start.sees(&["周", "星期", "礼拜"]) && looks() != Some(Direction::Past) {
        found.push(Ambiguity::Week);
    }
    match missing(start, written) {
        Some(Ambiguity::Month) if is_over && looks().is_none() => found.push(Ambiguity::Month),
        Some(Ambiguity::Year) => {
            let is_far = time.from.date().signed_duration_since(today).num_days() > HALF_YEAR;
            if (is_over || is_far) && looks().is_none() {
                found.push(Ambiguity::Year);
            }
        }
        _ => {}
    }
    if has_half_hour_dial(written) {
        found.push(Ambiguity::HalfOfDay);
    }
    if end.skip_blanks().sees(&["左右", "前后", "上下"]) {
        found.push(Ambiguity::Approximate);
    }
    let counts_workdays = ["工作日", "交易日", "节后", "假期", "长假"]
        .iter()
        .any(|word| written.contains(word));
    if counts_workdays && (today.year()..=time.to.date().year()).any(is_projected) {
        found.push(Ambiguity::ProjectedHoliday);
    }
    found
}

/// What a date leaves out of itself: its year (3月5日, 12/8) or its month (25号).
fn missing(start: Cursor<'_>, written: &str) -> Option<Ambiguity> {
    if !start.peek().is_some_and(is_numeral) || written.contains('年') {
        return None;
    }
    let (number, behind) = number(start)?;
    let behind = behind.skip_blanks();
    match behind.peek()? {
        '月' | '/' | '.' if number.digits <= 2 => Some(Ambiguity::Year),
        '号' | '日' => Some(Ambiguity::Month),
        _ => None,
    }
}

/// Whether an hour from 1 to 11 stands without a part of the day.
fn has_half_hour_dial(written: &str) -> bool {
    if written.contains(PARTS) {
        return false;
    }
    let Some((before, _)) = written.split_once('点') else {
        return false;
    };
    let numerals = before
        .chars()
        .rev()
        .take_while(|&c| is_numeral(c))
        .map(char::len_utf8)
        .sum::<usize>();
    let hour = number(Cursor::new(written, before.len() - numerals));
    hour.is_some_and(|(hour, _)| (1..12).contains(&hour.value))
}
