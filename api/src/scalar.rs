//! Scalars of the schema beyond the five of the specification; `DateTime` is async-graphql's own.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use chrono::NaiveDate;

/// A calendar day of the organisation's time zone, as `2026-11-24`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date(pub NaiveDate);

/// A calendar day of the organisation's time zone, in ISO 8601 form: `2026-11-24`.
#[Scalar]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(text) => NaiveDate::parse_from_str(text, "%Y-%m-%d")
                .map(Self)
                .map_err(|_invalid| InputValueError::custom(format!("{text} 不是日期，应写作 2026-11-24 的形式"))),
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
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
