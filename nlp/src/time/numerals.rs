//! Numbers in digits and in Chinese numerals: 25, 二十五, 廿五, 两, 二〇二六.

use super::cursor::Cursor;

/// The most characters that are read as one number.
const LONGEST: usize = 9;

/// A whole number as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) value: u32,
    /// How many digits it has; 0 for Chinese numerals.
    pub(super) digits: usize,
}

/// The number that comes next. A row of Chinese digits (三五) is none: see [`pair`] and [`year`].
pub(super) fn number(cursor: Cursor<'_>) -> Option<(Number, Cursor<'_>)> {
    arabic(cursor).or_else(|| chinese(cursor))
}

/// A number in digits.
pub(super) fn arabic(cursor: Cursor<'_>) -> Option<(Number, Cursor<'_>)> {
    let (mut value, mut digits) = (0, 0);
    for digit in cursor.rest().bytes().take_while(u8::is_ascii_digit) {
        if digits == LONGEST {
            return None;
        }
        value = value * 10 + u32::from(digit - b'0');
        digits += 1;
    }
    (digits > 0).then(|| (Number { value, digits }, cursor.advance(digits)))
}

fn chinese(cursor: Cursor<'_>) -> Option<(Number, Cursor<'_>)> {
    let numerals = run(cursor, |c| digit(c).is_some() || unit(c).is_some() || tens(c).is_some())?;
    let value = value_of(numerals)?;
    Some((Number { value, digits: 0 }, cursor.advance(numerals.len())))
}

/// Two Chinese digits side by side, the second the greater: 两三(天), 三五(天).
pub(super) fn pair(cursor: Cursor<'_>) -> Option<(u32, u32, Cursor<'_>)> {
    let numerals = run(cursor, |c| digit(c).is_some())?;
    let mut values = numerals.chars().filter_map(digit);
    match (values.next(), values.next(), values.next()) {
        (Some(low), Some(high), None) if 0 < low && low < high => Some((low, high, cursor.advance(numerals.len()))),
        _ => None,
    }
}

/// A year in four digits: 2026, 二〇二六.
pub(super) fn year(cursor: Cursor<'_>) -> Option<(i32, Cursor<'_>)> {
    let digits = run(cursor, |c| c.is_ascii_digit() || digit(c).is_some())?;
    if digits.chars().count() != 4 {
        return None;
    }
    let value = digits.chars().try_fold(0_i32, |value, c| {
        let digit = c.to_digit(10).or_else(|| digit(c))?;
        Some(value * 10 + i32::try_from(digit).ok()?)
    })?;
    (1990..2100)
        .contains(&value)
        .then(|| (value, cursor.advance(digits.len())))
}

/// The value of a Chinese digit.
pub(super) fn digit(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' | '俩' => 2,
        '三' | '仨' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// Whether `c` can be part of a number.
pub(super) fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || digit(c).is_some() || unit(c).is_some() || tens(c).is_some() || c == '半'
}

fn unit(c: char) -> Option<u32> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        _ => return None,
    })
}

fn tens(c: char) -> Option<u32> {
    Some(match c {
        '廿' => 20,
        '卅' => 30,
        _ => return None,
    })
}

fn value_of(numerals: &str) -> Option<u32> {
    let (mut total, mut open, mut last_unit) = (0, None, 1);
    for c in numerals.chars() {
        if let Some(value) = digit(c) {
            match open {
                None | Some(0) => open = Some(value),
                Some(_) => return None,
            }
        } else if let Some(value) = unit(c) {
            total += open.take().unwrap_or(1) * value;
            last_unit = value;
        } else if let Some(value) = tens(c) {
            total += value;
            last_unit = 10;
        }
    }
    // 一百二 is 120.
    let scale = match last_unit {
        100 | 1000 if !numerals.contains(['零', '〇']) => last_unit / 10,
        _ => 1,
    };
    Some(total + open.unwrap_or(0) * scale)
}

/// The longest run of characters that pass, unless it is empty or longer than any number.
fn run(cursor: Cursor<'_>, passes: impl Fn(char) -> bool) -> Option<&str> {
    let rest = cursor.rest();
    let mut end = 0;
    for (count, c) in rest.chars().enumerate() {
        if !passes(c) {
            break;
        }
        if count == LONGEST {
            return None;
        }
        end += c.len_utf8();
    }
    rest.get(..end).filter(|run| !run.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<u32> {
        number(Cursor::new(text, 0)).map(|(number, _)| number.value)
    }

    #[test]
    fn digits_and_numerals_are_read() {
        for (text, expected) in [
            ("25号", 25),
            ("二十五", 25),
            ("十", 10),
            ("两周", 2),
            ("廿八", 28),
            ("一百二十天", 120),
            ("一百二", 120),
            ("一百零二", 102),
            ("三千", 3000),
        ] {
            assert_eq!(value(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_row_of_digits_is_no_number_but_a_pair_or_a_year() {
        assert_eq!(value("三五天"), None);
        assert_eq!(
            pair(Cursor::new("三五天", 0)).map(|(low, high, _)| (low, high)),
            Some((3, 5))
        );
        assert_eq!(pair(Cursor::new("五一", 0)).map(|(low, ..)| low), None);
        assert_eq!(year(Cursor::new("二〇二七年", 0)).map(|(year, _)| year), Some(2027));
        assert_eq!(year(Cursor::new("12026年", 0)).map(|(year, _)| year), None);
        assert_eq!(value("1234567890"), None);
    }
}
