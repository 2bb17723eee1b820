//! Quantities and amounts of money: a number with a unit (Q).
//!
//! List numbers, model numbers, order numbers, ordinals and dates have no unit or no number of their own, and
//! approximations (十几家, 三五个) have no number at all.

use std::{collections::HashSet, ops::Range, sync::LazyLock};

use super::{Fact, FactKind};

/// The longest unit or stop word in characters.
const LONGEST: usize = 5;

/// Characters before a number that make it a name, an ordinal or a part of another word.
const BEFORE: &str = "第周拜期统唯万初其同专另每某哪这那逐划";

struct Units {
    any: HashSet<&'static str>,
    digits: HashSet<&'static str>,
    money: HashSet<&'static str>,
    one: HashSet<&'static str>,
    not: HashSet<&'static str>,
}

static UNITS: LazyLock<Units> = LazyLock::new(|| Units::read(include_str!("../../resources/fact/units.txt")));

impl Units {
    fn read(text: &'static str) -> Self {
        let mut units = Self {
            any: HashSet::new(),
            digits: HashSet::new(),
            money: HashSet::new(),
            one: HashSet::new(),
            not: HashSet::new(),
        };
        let mut section = "";
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[') {
                section = name.trim_end_matches(']');
                continue;
            }
            let set = match section {
                "any" => &mut units.any,
                "digits" => &mut units.digits,
                "money" => &mut units.money,
                "one" => &mut units.one,
                _ => &mut units.not,
            };
            set.extend(line.split_whitespace());
        }
        units
    }
}

/// The quantities of `text`, which starts at byte `offset` of the document.
pub(super) fn find(text: &str, offset: usize) -> Vec<Fact> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let scanner = Scanner { text, chars: &chars };
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        match scanner.quantity(at) {
            Some((kind, end)) => {
                found.push(Fact {
                    kind,
                    range: offset + scanner.byte(at)..offset + scanner.byte(end),
                });
                at = end;
            }
            None => at = scanner.past_number(at),
        }
    }
    found
}

struct Scanner<'t> {
    text: &'t str,
    chars: &'t [(usize, char)],
}

/// A number that was read, before its unit.
struct Number {
    end: usize,
    arabic: bool,
    /// It is just 一.
    one: bool,
    /// It ends with 万, 亿 and the like, and so is an amount even without a unit.
    rounded: bool,
    digits: usize,
}

impl Scanner<'_> {
    fn char(&self, at: usize) -> Option<char> {
        self.chars.get(at).map(|&(_, c)| c)
    }

    fn byte(&self, at: usize) -> usize {
        self.chars.get(at).map_or(self.text.len(), |&(byte, _)| byte)
    }

    fn slice(&self, range: Range<usize>) -> &str {
        self.text
            .get(self.byte(range.start)..self.byte(range.end))
            .unwrap_or_default()
    }

    /// The first place behind the digits that start at `at`, which belong to no quantity.
    fn past_number(&self, at: usize) -> usize {
        let is_digit = |c: char| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c);
        let mut end = at;
        while self.char(end).is_some_and(is_digit) {
            end += 1;
        }
        end.max(at + 1)
    }

    fn quantity(&self, at: usize) -> Option<(FactKind, usize)> {
        let before = at.checked_sub(1).and_then(|before| self.char(before));
        let start = match self.char(at)? {
            '百' if self.slice(at..at + 3) == "百分之" => return self.percentage(at + 3),
            '¥' | '￥' | '$' | '€' | '£' => {
                let number = self.arabic(at + 1)?;
                return Some((FactKind::Money, number.end));
            }
            _ => at,
        };
        let is_name = |c: char| {
            c.is_ascii_alphanumeric()
                || matches!(c, '-' | '.' | '/' | '_' | '#' | '№' | '*' | '×')
                || BEFORE.contains(c)
        };
        let number = self.arabic(start).or_else(|| self.chinese(start))?;
        if before.is_some_and(is_name) {
            return None;
        }
        self.with_unit(&number)
    }

    fn percentage(&self, at: usize) -> Option<(FactKind, usize)> {
        let number = self.arabic(at).or_else(|| self.chinese(at))?;
        Some((FactKind::Quantity, number.end))
    }

    fn with_unit(&self, number: &Number) -> Option<(FactKind, usize)> {
        let units = &*UNITS;
        let mut at = number.end;
        while self.char(at) == Some(' ') {
            at += 1;
        }
        let longest = |accepts: &dyn Fn(&str) -> bool| {
            (1..=LONGEST)
                .rev()
                .find(|&length| at + length <= self.chars.len() && accepts(self.slice(at..at + length)))
        };
        let bare = number.rounded.then_some((FactKind::Money, number.end));
        if longest(&|word| units.not.contains(word)).is_some() {
            return bare;
        }
        if let Some(length) = longest(&|word| units.money.contains(word))
            && self.ends_unit(at, length)
        {
            return Some((FactKind::Money, at + length));
        }
        let length = longest(&|word| match number {
            Number { one: true, .. } => units.one.contains(word),
            Number { arabic: true, .. } => units.any.contains(word) || units.digits.contains(word),
            _ => units.any.contains(word),
        });
        match length {
            Some(length) if self.ends_unit(at, length) && !self.is_year(number, at, length) => {
                Some((FactKind::Quantity, at + length))
            }
            _ => bare,
        }
    }

    /// A unit of Latin letters ends where the letters end: 5G is no 5 g.
    fn ends_unit(&self, at: usize, length: usize) -> bool {
        let last = self.char(at + length - 1);
        let next = self.char(at + length);
        !last.is_some_and(|c| c.is_ascii_alphabetic()) || !next.is_some_and(|c| c.is_ascii_alphanumeric())
    }

    /// 2019年 is a date, 3年 is a span of time.
    fn is_year(&self, number: &Number, at: usize, length: usize) -> bool {
        number.digits >= 4 && self.slice(at..at + length) == "年"
    }

    /// A number in Arabic digits, perhaps a range (3-5) and perhaps rounded (35万, 20多).
    fn arabic(&self, at: usize) -> Option<Number> {
        let (mut end, digits) = self.digits(at)?;
        while matches!(self.char(end), Some('-' | '~' | '～' | '至' | '到' | '—')) {
            let Some((further, _)) = self.digits(end + 1) else {
                break;
            };
            end = further;
        }
        Some(self.rounded(end, digits, true))
    }

    fn digits(&self, at: usize) -> Option<(usize, usize)> {
        let is_digit = |at: usize| self.char(at).is_some_and(|c| c.is_ascii_digit());
        let mut end = at;
        while is_digit(end) || (matches!(self.char(end), Some('.' | ',')) && end > at && is_digit(end + 1)) {
            end += 1;
        }
        (end > at).then_some((end, end - at))
    }

    fn rounded(&self, mut end: usize, digits: usize, arabic: bool) -> Number {
        let mut rounded = false;
        loop {
            match self.char(end) {
                Some('万' | '亿') => rounded = true,
                Some('千' | '百') if arabic => rounded = true,
                Some('多' | '余' | '来') => {}
                _ => break,
            }
            end += 1;
        }
        Number {
            end,
            arabic,
            one: false,
            rounded,
            digits,
        }
    }

    /// A number in Chinese numerals; two digits side by side (三五, 七八) are an approximation, not a number.
    fn chinese(&self, at: usize) -> Option<Number> {
        let digit = |c: char| "一二两三四五六七八九".contains(c);
        let first = self.char(at).filter(|&c| digit(c) || c == '十')?;
        let mut end = at + 1;
        let mut rounded = false;
        let mut last_is_digit = digit(first);
        while let Some(c) = self.char(end) {
            match c {
                _ if digit(c) && last_is_digit => return None,
                _ if digit(c) => last_is_digit = true,
                '十' | '零' => last_is_digit = false,
                '百' | '千' | '万' | '亿' => {
                    rounded = true;
                    last_is_digit = false;
                }
                '几' => return None,
                _ => break,
            }
            end += 1;
        }
        let one = first == '一' && end == at + 1;
        let number = self.rounded(end, end - at, false);
        Some(Number {
            one: one && number.end == end,
            rounded: rounded || number.rounded,
            ..number
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(FactKind, &str)> {
        find(text, 0)
            .into_iter()
            .map(|fact| (fact.kind, text.get(fact.range).unwrap()))
            .collect()
    }

    #[test]
    fn numbers_with_units_are_quantities() {
        use FactKind::{Money, Quantity};
        assert_eq!(
            found("卖了36瓶、三家、1,300张、2-3个点位，涨5%，百分之八，共28.6万，1380美元，￥500"),
            [
                (Quantity, "36瓶"),
                (Quantity, "三家"),
                (Quantity, "1,300张"),
                (Quantity, "2-3个"),
                (Quantity, "5%"),
                (Quantity, "百分之八"),
                (Money, "28.6万"),
                (Money, "1380美元"),
                (Money, "￥500"),
            ]
        );
    }

    #[test]
    fn numbers_that_are_names_or_dates_are_none() {
        for text in [
            "S7-1200",
            "报价单V3",
            "4、联系",
            "订单号88013800138",
            "11月25日",
            "第3批",
            "2019年投产",
            "周一家长会",
            "3号车间",
            "14:30",
            "5G网络",
            "第二台",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn words_that_begin_with_a_numeral_are_none() {
        for text in [
            "十分满意",
            "一些",
            "一个客户",
            "万家福超市",
            "三五家",
            "十几台",
            "另一家",
            "统一家具",
            "一下子",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
