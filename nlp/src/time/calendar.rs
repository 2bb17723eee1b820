//! Arithmetic of days, weeks, months, quarters and years. Nothing panics at the ends of the calendar: it is `None`.

use chrono::{Datelike, Months, NaiveDate, TimeDelta};

use super::holiday;

/// The days from `first` to `last`, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
}

impl From<NaiveDate> for Days {
    fn from(day: NaiveDate) -> Self {
        Self { first: day, last: day }
    }
}

impl Days {
    pub(super) fn contains(self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }
}

/// A part of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MonthPart {
    /// 上旬, 月初: 1 to 10.
    Early,
    /// 中旬, 月中: 11 to 20.
    Middle,
    /// 下旬, 月底: 21 to the end.
    Late,
    /// 上中旬: 1 to 20.
    EarlyAndMiddle,
    /// 中下旬: 11 to the end.
    MiddleAndLate,
    /// 上半月: 1 to 15.
    FirstHalf,
    /// 下半月: 16 to the end.
    SecondHalf,
}

/// `days` after `date`.
pub(super) fn shift(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    date.checked_add_signed(TimeDelta::try_days(days)?)
}

/// `months` after `date`; the 31st of a shorter month is its last day.
pub(super) fn shift_months(date: NaiveDate, months: i32) -> Option<NaiveDate> {
    let distance = Months::new(months.unsigned_abs());
    if months < 0 {
        date.checked_sub_months(distance)
    } else {
        date.checked_add_months(distance)
    }
}

/// Monday to Sunday, `offset` weeks after the week of `date`.
pub(super) fn week(date: NaiveDate, offset: i64) -> Option<Days> {
    let monday = shift(date, offset * 7 - i64::from(date.weekday().num_days_from_monday()))?;
    Some(Days {
        first: monday,
        last: shift(monday, 6)?,
    })
}

pub(super) fn month(year: i32, month: u32) -> Option<Days> {
    months(year, month, month)
}

/// The first day of month `first` to the last day of month `last`.
pub(super) fn months(year: i32, first: u32, last: u32) -> Option<Days> {
    let start = NaiveDate::from_ymd_opt(year, last, 1)?;
    Some(Days {
        first: NaiveDate::from_ymd_opt(year, first, 1)?,
        last: shift_months(start, 1)?.pred_opt()?,
    })
}

/// A part of the month that `month` is.
pub(super) fn month_part(month: Days, part: MonthPart) -> Option<Days> {
    let day = |day| month.first.with_day(day);
    let (first, last) = match part {
        MonthPart::Early => (day(1)?, day(10)?),
        MonthPart::Middle => (day(11)?, day(20)?),
        MonthPart::Late => (day(21)?, month.last),
        MonthPart::EarlyAndMiddle => (day(1)?, day(20)?),
        MonthPart::MiddleAndLate => (day(11)?, month.last),
        MonthPart::FirstHalf => (day(1)?, day(15)?),
        MonthPart::SecondHalf => (day(16)?, month.last),
    };
    Some(Days { first, last })
}

/// Quarter 1 to 4.
pub(super) fn quarter(year: i32, quarter: u32) -> Option<Days> {
    months(year, quarter.checked_mul(3)?.checked_sub(2)?, quarter * 3)
}

/// The quarter that `date` lies in, from 1.
pub(super) fn quarter_of(date: NaiveDate) -> u32 {
    date.month0() / 3 + 1
}

/// Half 1 or 2 of a year.
pub(super) fn half(year: i32, half: u32) -> Option<Days> {
    months(year, half.checked_mul(6)?.checked_sub(5)?, half * 6)
}

pub(super) fn year(year: i32) -> Option<Days> {
    months(year, 1, 12)
}

/// The `count`th working day after `date`.
pub(super) fn workday_after(date: NaiveDate, count: u32) -> Option<NaiveDate> {
    let mut day = date;
    let mut left = count;
    while left > 0 {
        day = day.succ_opt()?;
        if holiday::is_workday(day) {
            left -= 1;
        }
    }
    Some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn weeks_start_on_monday() {
        let sunday = date("2026-11-29");
        assert_eq!(week(sunday, 0).map(|week| week.first), Some(date("2026-11-23")));
        assert_eq!(week(sunday, 1).map(|week| week.last), Some(date("2026-12-06")));
    }

    #[test]
    fn months_end_where_the_calendar_says() {
        assert_eq!(month(2028, 2).map(|month| month.last), Some(date("2028-02-29")));
        assert_eq!(shift_months(date("2026-08-31"), 6), Some(date("2027-02-28")));
        assert_eq!(quarter(2026, 4).map(|quarter| quarter.last), Some(date("2026-12-31")));
        assert_eq!(month(2026, 13), None);
    }

    #[test]
    fn working_days_leave_out_weekends_and_holidays_and_count_days_made_up() {
        assert_eq!(workday_after(date("2026-11-25"), 3), Some(date("2026-11-30")));
        assert_eq!(workday_after(date("2026-09-30"), 1), Some(date("2026-10-08")));
        assert_eq!(workday_after(date("2026-02-13"), 1), Some(date("2026-02-14")));
    }
}
