//! Scalars of the schema beyond the five of the specification; `DateTime` is async-graphql's own.

use std::ops::RangeInclusive;

use async_graphql::{CustomValidator, InputValueError, InputValueResult, Scalar, ScalarType, Value};
use chrono::{DateTime, Datelike, NaiveDate, Utc};

/// The years that a day or an instant of an input may lie in: others have no form in ISO 8601 and RFC 3339, and no place in
/// every database.
const YEARS: RangeInclusive<i32> = 1..=9999;

/// A calendar day of the organisation's time zone, as `2026-11-24`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date(pub NaiveDate);

/// A calendar day of the organisation's time zone, in ISO 8601 form: `2026-11-24`.
#[Scalar]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(text) => NaiveDate::parse_from_str(text, "%Y-%m-%d")
                .ok()
                .filter(|day| YEARS.contains(&day.year()))
                .map(Self)
                .ok_or_else(|| InputValueError::custom(format!("{text} 不是日期，应写作 2026-11-24 的形式"))),
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// Refuses an instant of an input that lies before the year 1 or after the year 9999.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FourDigitYear;

impl CustomValidator<DateTime<Utc>> for FourDigitYear {
    fn check(&self, value: &DateTime<Utc>) -> Result<(), InputValueError<DateTime<Utc>>> {
        if YEARS.contains(&value.year()) {
            Ok(())
        } else {
            Err(InputValueError::custom("时间的年份应在 1 到 9999 之间"))
        }
    }
}

/// An amount of money in fen, written in decimal yuan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money(pub i64);

/// An amount of money in yuan as a decimal string with at most two places, never negative: `"286000.00"`.
#[Scalar]
impl ScalarType for Money {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(text) => parse_yuan(text)
                .map(Self)
                .ok_or_else(|| InputValueError::custom(format!("{text} 不是金额，应写作 286000.00 的形式"))),
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(format!("{}.{:02}", self.0 / 100, self.0 % 100))
    }
}

fn parse_yuan(text: &str) -> Option<i64> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (yuan, fen) = text.split_once('.').unwrap_or((text, "0"));
    if !digits(yuan) || !digits(fen) || fen.len() > 2 {
        return None;
    }
    let fen: i64 = format!("{fen:0<2}").parse().ok()?;
    yuan.parse::<i64>().ok()?.checked_mul(100)?.checked_add(fen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_a_year_of_four_digits() {
        let parse = |text: &str| Date::parse(Value::String(text.into())).map(|day| day.0.to_string());
        for text in ["0001-01-01", "2024-02-29", "9999-12-31"] {
            assert_eq!(parse(text).as_deref().ok(), Some(text));
        }
        for text in [
            "0000-01-01",
            "+10000-01-01",
            "-0001-01-01",
            "262142-12-31",
            "2023-02-29",
            "昨天",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn money_is_exact() {
        for (text, fen) in [("0", 0), ("286000.00", 28_600_000), ("1.5", 150), ("0.07", 7)] {
            assert_eq!(parse_yuan(text), Some(fen));
        }
        for text in ["", ".5", "1.", "1.005", "-1", "1e3", "一万", "99999999999999999999"] {
            assert_eq!(parse_yuan(text), None, "{text}");
        }
        assert_eq!(Money(150).to_value(), Value::String("1.50".into()));
    }
}
