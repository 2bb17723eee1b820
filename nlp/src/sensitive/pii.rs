//! Personal numbers: mobile phones, identity cards and bank cards of mainland China.
//!
//! A number is judged by its own rules: the shape of a mobile number, the check digit of GB 11643, the Luhn sum. What
//! fails them (order numbers, landlines, 400 numbers) is no finding.

use std::ops::Range;

use chrono::NaiveDate;
use smallvec::SmallVec;

use super::digits::{Group, Runs, X};

/// What a number identifies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    Mobile,
    Identity,
    BankCard,
}

/// The personal numbers of `text` that start in one of `places`, in order.
pub(super) fn find(text: &str, places: &[Range<usize>]) -> Vec<(Number, Range<usize>)> {
    let mut found = Vec::new();
    for place in places {
        let mut runs = Runs::starting_in(text, place);
        while let Some(run) = runs.next_run() {
            numbers(text, &run, &mut found);
        }
    }
    found
}

/// Adds the personal numbers of a run.
fn numbers(text: &str, run: &[Group], found: &mut Vec<(Number, Range<usize>)>) {
    let mut first = 0;
    while first < run.len() {
        match longest(text, run, first) {
            Some((number, count)) => {
                let start = run.get(first).map_or(0, |group| group.range.start);
                let end = run.get(first + count - 1).map_or(start, |group| group.range.end);
                found.push((number, start..end));
                first += count;
            }
            None => first += 1,
        }
    }
}

/// The personal number that starts with group `first`, and how many groups it takes.
fn longest(text: &str, run: &[Group], first: usize) -> Option<(Number, usize)> {
    let rest = run.get(first..)?;
    let mut digits: SmallVec<[u8; 32]> = SmallVec::new();
    let mut best = None;
    for (index, group) in rest.iter().enumerate() {
        digits.extend_from_slice(&group.digits);
        if digits.len() > 19 {
            break;
        }
        let count = index + 1;
        let number = classify(&digits).filter(|&number| stands_alone(text, run, first, count, number));
        best = number.map(|number| (number, count)).or(best);
    }
    best
}

fn classify(digits: &[u8]) -> Option<Number> {
    match digits.len() {
        11 if is_mobile(digits) => Some(Number::Mobile),
        18 if is_identity(digits) => Some(Number::Identity),
        16..=19 if is_bank_card(digits) => Some(Number::BankCard),
        _ => None,
    }
}

/// Whether the groups are a number of their own and not a piece of a longer one.
fn stands_alone(text: &str, run: &[Group], first: usize, count: usize, number: Number) -> bool {
    let Some(groups) = run.get(first..first + count) else {
        return false;
    };
    let lengths: SmallVec<[usize; 8]> = groups.iter().map(|group| group.digits.len()).collect();
    let before = first.checked_sub(1).and_then(|before| run.get(before));
    let after = run.get(first + count);
    let joins = |separator: Option<char>| separator.is_some_and(|mark| mark != ' ');
    let country_code = before.is_some_and(|group| matches!(group.digits.as_slice(), [8, 6] | [0, 0, 8, 6]));
    let list_number = first == 1 && before.is_some_and(|group| group.digits.len() <= 2);
    let joined_before =
        !country_code && !list_number && before.is_some() && joins(groups.first().and_then(|group| group.separator));
    let joined_after = after.is_some_and(|group| joins(group.separator));
    if joined_before || joined_after {
        return false;
    }
    let usual = match number {
        Number::Mobile => matches!(lengths.as_slice(), [11] | [3, 4, 4] | [3, 8] | [7, 4] | [3, 3, 5]),
        Number::Identity => matches!(lengths.as_slice(), [18] | [6, 8, 4] | [6, 6, 6] | [14, 4] | [6, 12]),
        Number::BankCard => {
            lengths.len() == 1
                || lengths.iter().rev().skip(1).all(|&length| length == 4)
                || lengths.as_slice() == [6, 13]
        }
    };
    // Groups of a usual length are a number even among other numbers; odd ones only when nothing stands beside them.
    let one_mark = groups
        .windows(2)
        .skip(1)
        .all(|pair| matches!(pair, [a, b] if a.separator == b.separator));
    let isolated = (before.is_none() || country_code) && after.is_none() && one_mark;
    let more_of_the_same = after.is_some_and(|group| count > 1 && group.digits.len() == 4);
    (isolated || (usual && !more_of_the_same)) && !is_amount(text, groups)
}

/// Whether a unit follows that only amounts have.
fn is_amount(text: &str, groups: &[Group]) -> bool {
    let rest = groups
        .last()
        .and_then(|group| text.get(group.range.end..))
        .unwrap_or_default();
    ["元", "万元", "美元", "%"].iter().any(|unit| rest.starts_with(unit))
}

fn is_mobile(digits: &[u8]) -> bool {
    matches!(digits, [1, 3..=9, ..])
}

/// GB 11643: a date of birth at its place and the right check digit, X being ten.
fn is_identity(digits: &[u8]) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let Some((&check, body)) = digits.split_last() else {
        return false;
    };
    if body.contains(&X) || body.first() == Some(&0) {
        return false;
    }
    let sum: u32 = body
        .iter()
        .zip(WEIGHTS)
        .map(|(&digit, weight)| u32::from(digit) * weight)
        .sum();
    u32::from(check) == (12 - sum % 11) % 11 && is_birth_date(body.get(6..14).unwrap_or_default())
}

fn is_birth_date(digits: &[u8]) -> bool {
    let number = |range: Range<usize>| {
        let digits = digits.get(range).unwrap_or_default();
        digits.iter().fold(0_u32, |sum, &digit| sum * 10 + u32::from(digit))
    };
    let year = number(0..4);
    (1900..2100).contains(&year)
        && i32::try_from(year).is_ok_and(|year| NaiveDate::from_ymd_opt(year, number(4..6), number(6..8)).is_some())
}

/// The Luhn sum, and a first digit that issuers of bank cards use.
///
/// ISO/IEC 7812-1: 3 to 6 are banking and finance, 9 is assigned by national bodies. Numbers of orders that begin with a year
/// are none.
fn is_bank_card(digits: &[u8]) -> bool {
    if digits.contains(&X) || !matches!(digits.first(), Some(3..=6 | 9)) {
        return false;
    }
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(index, &digit)| match (index % 2, u32::from(digit)) {
            (0, digit) => digit,
            (_, digit @ 0..=4) => digit * 2,
            (_, digit) => digit * 2 - 9,
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
#[expect(clippy::single_range_in_vec_init, reason = "one place")]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Number, &str)> {
        find(text, &[0..text.len()])
            .into_iter()
            .map(|(number, range)| (number, text.get(range).unwrap()))
            .collect()
    }

    #[test]
    fn mobile_numbers_are_found_in_the_ways_people_write_them() {
        for number in [
            "18612345678",
            "186 1234 5678",
            "186-1234-5678",
            "186.1234.5678",
            "1 8 6 1 2 3 4 5 6 7 8",
            "幺八六一二三四五六七八",
            "①⑧⑥①②③④⑤⑥⑦⑧",
        ] {
            assert_eq!(
                found(&format!("手机{number}，送2楼")),
                [(Number::Mobile, number)],
                "{number}"
            );
        }
        assert_eq!(found("+86 186 1234 5678"), [(Number::Mobile, "186 1234 5678")]);
        assert_eq!(found("2箱 18612345678 3楼"), [(Number::Mobile, "18612345678")]);
        assert_eq!(found("18612345678/18612345679").len(), 2);
        assert_eq!(found("1.18612345678，2.周一18612345679打来").len(), 2);
        assert_eq!(found("加微信wx18612345678"), [(Number::Mobile, "18612345678")]);
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "会员卡88013800138",
            "订单2026111318612345678",
            "总机021-60001234转8012",
            "400-820-8820",
            "DD18612345678",
            "12861234567",
            "0755-18612345678",
            "货款18612345678元",
            "2026-11-25 10:30",
            "18612345678a",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn an_identity_number_needs_its_check_digit_and_a_date() {
        assert_eq!(
            found("身份证11010519491231002X。"),
            [(Number::Identity, "11010519491231002X")]
        );
        assert_eq!(
            found("身份证110105 19491231 002x。"),
            [(Number::Identity, "110105 19491231 002x")]
        );
        assert!(found("身份证110105194912310021").is_empty());
        assert!(found("编号110105194913310023").is_empty());
    }

    #[test]
    fn a_bank_card_needs_its_luhn_sum() {
        for card in ["4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111"] {
            assert_eq!(found(&format!("卡号{card}")), [(Number::BankCard, card)]);
        }
        assert!(found("卡号4111111111111112").is_empty());
        assert!(found("单号2411111111111119").is_empty());
    }
}
