//! Quantities and amounts of money: a number with a unit (Q).
//!
//! List numbers, model numbers, order numbers, ordinals and dates have no unit or no number of their own, and
//! approximations (十几家, 三五个) have no number at all.

use crate::{finding::Evidence, hit::NearMiss, rejection::RejectionReason};

use super::{
    Fact, FactKind, OwnEvidence,
    units::{UNITS, Unit, Uses},
};

/// Characters before Chinese numerals that make them an ordinal or a part of another word: 周三, 统一.
const BEFORE: &str = "周拜期统唯万初其同专另每某哪这那逐划";

/// Digits of which a number without a unit is an order or a phone rather than an amount.
const LONG: usize = 6;

/// The quantities of `text`, which starts at byte `offset` of the document, also with the units of `own`.
pub(super) fn find(text: &str, offset: usize, own: Option<&OwnEvidence>) -> Vec<Fact> {
    let mut found = Vec::new();
    scan(text, own, |number| {
        if let Some(kind) = number.kind {
            found.push(Fact {
                kind,
                range: offset + number.start..offset + number.end,
            });
        }
    });
    found
}

/// The numbers in Arabic digits that are no quantities, each with the reason; not those that count the items of a list.
pub(crate) fn bare(text: &str, offset: usize, own: Option<&OwnEvidence>) -> Vec<NearMiss> {
    let mut found = Vec::new();
    scan(text, own, |number| {
        let digits = text.get(number.start..number.end).unwrap_or_default();
        if number.kind.is_some() || !digits.starts_with(|c: char| c.is_ascii_digit()) {
            return;
        }
        let behind = text.get(number.end..).unwrap_or_default();
        let before = text.get(..number.start).unwrap_or_default();
        // V3, S7-1200: a part of a name that is told of as a whole.
        if before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-') {
            return;
        }
        let heads_list = number.start == 0 && behind.starts_with(['、', '.', '．', ')', '）', ' ']);
        if heads_list {
            return;
        }
        let is_name = number.named || digits.len() >= LONG || behind.starts_with(['号', '#', '-', '楼', '幢']);
        found.push(NearMiss {
            evidence: Evidence::Quantity,
            range: offset + number.start..offset + number.end,
            reason: if is_name {
                RejectionReason::Identifier
            } else {
                RejectionReason::NoUnit
            },
        });
    });
    found
}

/// A number of a text, with what it amounts to.
struct Found {
    start: usize,
    end: usize,
    /// `None` where no unit makes it a quantity.
    kind: Option<FactKind>,
    /// It stands inside a name.
    named: bool,
}

/// Reads every number of `text` once, from left to right.
fn scan(text: &str, own: Option<&OwnEvidence>, mut each: impl FnMut(Found)) {
    let scanner = Scanner { text, own };
    let mut before = None;
    let mut reached = 0;
    for (at, c) in text.char_indices() {
        if at >= reached && starts_number(c) {
            let named = before.is_some_and(|before| is_name_part(before, c));
            let read = scanner.quantity(at, c, named);
            let end = read.map_or_else(|| scanner.past_number(at, c), |(_, end)| end);
            each(Found {
                start: at,
                end,
                kind: read.map(|(kind, _)| kind),
                named,
            });
            reached = end;
        }
        before = Some(c);
    }
}

fn starts_number(c: char) -> bool {
    matches!(
        c,
        '0'..='9'
            | '一'
            | '二'
            | '两'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '¥'
            | '￥'
            | '$'
            | '€'
            | '£'
    )
}

fn is_chinese_digit(c: char) -> bool {
    matches!(c, '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九')
}

/// Whether a number that starts with `first` behind `before` belongs to a name.
fn is_name_part(before: char, first: char) -> bool {
    before.is_ascii_alphanumeric()
        || matches!(before, '第' | '-' | '.' | '/' | '_' | '#' | '№' | '*' | '×')
        || !first.is_ascii_digit() && BEFORE.contains(before)
}

/// All positions are bytes.
#[derive(Clone, Copy)]
struct Scanner<'t> {
    text: &'t str,
    own: Option<&'t OwnEvidence>,
}

/// A number that was read, before its unit.
struct Number {
    end: usize,
    arabic: bool,
    /// It is just 一.
    one: bool,
    /// It ends with 万, 亿 and the like, and so is an amount even without a unit.
    rounded: bool,
    /// Digits that it is written with.
    digits: usize,
}

impl<'t> Scanner<'t> {
    fn rest(self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or_default()
    }

    fn char(self, at: usize) -> Option<char> {
        self.rest(at).chars().next()
    }

    /// The first place behind the digits that start with `c` at `at`, which belong to no quantity.
    fn past_number(self, at: usize, c: char) -> usize {
        let is_digit = |c: char| c.is_ascii_digit() || is_chinese_digit(c) || c == '十';
        let rest = self.rest(at);
        let digits = rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
        at + digits.max(c.len_utf8())
    }

    fn quantity(self, at: usize, first: char, named: bool) -> Option<(FactKind, usize)> {
        match first {
            '百' => {
                let behind = self.rest(at).strip_prefix("百分之")?;
                let at = self.text.len() - behind.len();
                let number = self.arabic(at).or_else(|| self.chinese(at))?;
                return Some((FactKind::Quantity, number.end));
            }
            '¥' | '￥' | '$' | '€' | '£' => {
                let number = self.arabic(at + first.len_utf8())?;
                return Some((FactKind::Money, number.end));
            }
            _ => {}
        }
        if named {
            return None;
        }
        let number = self.arabic(at).or_else(|| self.chinese(at))?;
        self.with_unit(&number)
    }

    fn with_unit(self, number: &Number) -> Option<(FactKind, usize)> {
        let rest = self.rest(number.end).trim_start_matches(' ');
        let at = self.text.len() - rest.len();
        let bare = number.rounded.then_some((FactKind::Money, number.end));
        if let Some(length) = self.own.and_then(|own| own.unit(rest)) {
            return Some((FactKind::Quantity, at + length));
        }
        let units = || UNITS.starting(rest);
        if units().any(|unit| unit.uses.hold(Uses::NONE)) {
            return bare;
        }
        if let Some(unit) = units().find(|unit| unit.uses.hold(Uses::MONEY))
            && self.ends_unit(at, unit)
        {
            return Some((FactKind::Money, at + unit.text.len()));
        }
        let uses = match number {
            Number { one: true, .. } => Uses::ONE,
            Number { arabic: true, .. } => Uses::ANY.or(Uses::DIGITS),
            _ => Uses::ANY,
        };
        let unit = units().find(|unit| unit.uses.hold(uses));
        match unit {
            // 2019年 is a date, 3年 is a span of time.
            Some(unit) if self.ends_unit(at, unit) && !(unit.text == "年" && number.digits >= 4) => {
                Some((FactKind::Quantity, at + unit.text.len()))
            }
            _ => bare,
        }
    }

    /// A unit of Latin letters ends where the letters end: 5G is no 5 g.
    fn ends_unit(self, at: usize, unit: Unit) -> bool {
        !unit.text.ends_with(|c: char| c.is_ascii_alphabetic())
            || !self
                .char(at + unit.text.len())
                .is_some_and(|c| c.is_ascii_alphanumeric())
    }

    /// A number in Arabic digits, perhaps a range (3-5) and perhaps rounded (35万, 20多).
    fn arabic(self, at: usize) -> Option<Number> {
        let (mut end, digits) = self.digits(at)?;
        while let Some(mark) = self.char(end)
            && matches!(mark, '-' | '~' | '～' | '至' | '到' | '—')
            && let Some((further, _)) = self.digits(end + mark.len_utf8())
        {
            end = further;
        }
        Some(self.rounded(end, digits, true))
    }

    fn digits(self, at: usize) -> Option<(usize, usize)> {
        let bytes = self.rest(at).as_bytes();
        let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let mut end = 0;
        while is_digit(end) || (end > 0 && matches!(bytes.get(end), Some(b'.' | b',')) && is_digit(end + 1)) {
            end += 1;
        }
        (end > 0).then_some((at + end, end))
    }

    fn rounded(self, end: usize, digits: usize, arabic: bool) -> Number {
        let mut number = Number {
            end,
            arabic,
            one: false,
            rounded: false,
            digits,
        };
        for c in self.rest(end).chars() {
            match c {
                '万' | '亿' => number.rounded = true,
                '千' | '百' if arabic => number.rounded = true,
                '多' | '余' | '来' => {}
                _ => break,
            }
            number.end += c.len_utf8();
        }
        number
    }

    /// A number in Chinese numerals; two digits side by side (三五, 七八) are an approximation, not a number.
    fn chinese(self, at: usize) -> Option<Number> {
        let mut chars = self.rest(at).chars();
        let first = chars.next().filter(|&c| is_chinese_digit(c) || c == '十')?;
        let mut end = at + first.len_utf8();
        let mut digits = 1;
        let mut rounded = false;
        let mut last_is_digit = is_chinese_digit(first);
        for c in chars {
            match c {
                _ if is_chinese_digit(c) && last_is_digit => return None,
                _ if is_chinese_digit(c) => last_is_digit = true,
                '十' | '零' => last_is_digit = false,
                '百' | '千' | '万' | '亿' => {
                    rounded = true;
                    last_is_digit = false;
                }
                '几' => return None,
                _ => break,
            }
            end += c.len_utf8();
            digits += 1;
        }
        let number = self.rounded(end, digits, false);
        Some(Number {
            one: first == '一' && digits == 1 && number.end == end,
            rounded: rounded || number.rounded,
            ..number
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(FactKind, &str)> {
        find(text, 0, None)
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
