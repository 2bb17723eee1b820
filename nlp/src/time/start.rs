//! Where an expression can begin, told by a table and the characters next to it so that most of a text is passed over.

use std::{str::Chars, sync::LazyLock};

use super::{holiday, numerals::is_numeral};
use crate::text::{CharSet, mix};

/// The characters that words for times begin with, and those that they go on with.
const BEGINNINGS: [(&str, &str); 25] = [
    ("今明昨", "天日年早晚儿晨夜上下中后凌傍午清今明"),
    ("前", "天日年晚三"),
    ("后", "天日年"),
    ("大", "前后年清"),
    ("本这", "周月年季星礼个一"),
    ("上下", "上中下个一周月年季半旬午星礼班"),
    ("收打闭关", "工烊店门盘"),
    ("元", "月"),
    ("中", "旬下午秋元"),
    ("星", "期"),
    ("礼", "拜"),
    ("周", "一二三四五六日天末内初中1234567"),
    ("月年季", "初中底末内之度年月三"),
    ("去来", "年"),
    ("次", "月年日"),
    ("当", "月季"),
    ("Qq", "1234"),
    ("未接", "来下"),
    ("往节", "前后"),
    ("再", "过"),
    ("最", "近"),
    ("早晨晚夜", "上间里晨0123456789一二两三四五六七八九十"),
    ("凌深傍", "晨夜晚"),
    ("清正腊", "早晨明月午八"),
    ("午过", "间后去"),
];

/// The characters that numbers begin with.
const NUMERALS: &str = "零〇一二两三四五六七八九十百千廿卅半俩仨0123456789";

/// The first characters of units behind a number.
const UNITS: &str = "年月日号天周点时小分刻星礼季工大早清夜hHmQq";

/// What can stand between two numbers of one expression.
const CONNECTORS: &str = "到至、和-~—–～－−./:：";

/// What can follow 个 between a number and a unit.
const BEHIND_MEASURE: &str = "月星礼周小钟季工自半";

static BEGIN: LazyLock<Beginnings> = LazyLock::new(Beginnings::load);

struct Beginnings {
    /// The first characters.
    first: CharSet,
    /// The first two characters of words, in order.
    pairs: Vec<[char; 2]>,
    /// The same, mixed to one character each: a glance tells most pairs apart from them.
    mixed: CharSet,
    units: CharSet,
    connectors: CharSet,
    behind_measure: CharSet,
}

impl Beginnings {
    fn load() -> Self {
        let words = BEGINNINGS.iter().flat_map(|&(first, second)| {
            let pairs = move |first| second.chars().map(move |second| [first, second]);
            first.chars().flat_map(pairs)
        });
        let mut pairs: Vec<[char; 2]> = words.chain(holiday::beginnings()).collect();
        pairs.sort_unstable();
        let first = pairs.iter().map(|&[first, _]| first);
        Self {
            first: first.chain(NUMERALS.chars()).chain(['近', '第']).collect(),
            mixed: pairs.iter().map(|&pair| mix(pair)).collect(),
            pairs,
            units: UNITS.chars().collect(),
            connectors: CONNECTORS.chars().collect(),
            behind_measure: BEHIND_MEASURE.chars().collect(),
        }
    }

    /// Whether an expression can begin with `c`, which stands at `at` in `text`.
    fn can_start(&self, c: char, text: &str, at: usize) -> bool {
        let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
        let next = rest.chars().next();
        let begins_word = || next.is_some_and(|next| self.begins_word([c, next]));
        match c {
            '0'..='9' => {
                let before = at.checked_sub(1).and_then(|at| text.as_bytes().get(at));
                let is_inside = before.is_some_and(u8::is_ascii_digit);
                // 20261125
                let is_compact = || rest.bytes().take_while(u8::is_ascii_digit).count() == 7;
                !is_inside && (self.is_counted(rest) || begins_word() || is_compact())
            }
            '近' | '过' if next.is_some_and(is_numeral) => self.is_counted(rest),
            '第' => next.is_some_and(is_numeral) && unit_behind_number(rest).0 == Some('季'),
            c if is_numeral(c) && self.is_counted(rest) => true,
            _ => begins_word(),
        }
    }

    fn begins_word(&self, pair: [char; 2]) -> bool {
        self.mixed.contains(mix(pair)) && self.pairs.binary_search(&pair).is_ok()
    }

    /// Whether the number that goes on with `rest` stands before a unit, or before a connector and another number.
    fn is_counted(&self, rest: &str) -> bool {
        let (unit, mut behind) = unit_behind_number(rest);
        match unit {
            Some('个') => behind.next().is_some_and(|c| self.behind_measure.contains(c)),
            Some(c) if self.connectors.contains(c) => behind.find(|&c| !is_blank(c)).is_some_and(is_numeral),
            Some(c) => self.units.contains(c),
            None => false,
        }
    }
}

/// The bytes of `text` where an expression can begin.
pub(super) fn starts(text: &str) -> impl Iterator<Item = usize> {
    let begin = &*BEGIN;
    text.char_indices()
        .filter(|&(at, c)| begin.first.contains(c) && begin.can_start(c, text, at))
        .map(|(at, _)| at)
}

/// The first character behind the number that goes on with `rest`, and what follows it.
pub(super) fn unit_behind_number(rest: &str) -> (Option<char>, Chars<'_>) {
    let mut chars = rest.chars();
    let unit = chars.find(|&c| !is_numeral(c) && !is_blank(c));
    (unit, chars)
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\u{a0}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_characters_begin_nothing() {
        for text in [
            "大后天",
            "下周",
            "上旬",
            "3天",
            "三天",
            "一大早",
            "春节",
            "年底",
            "Q3",
            "过三周",
            "十一前",
            "七夕",
            "3 月",
            "第三季度",
            "618",
            "20261208",
        ] {
            assert_eq!(starts(text).next(), Some(0), "{text}");
        }
        for text in [
            "大家",
            "上线",
            "中标",
            "来访",
            "一些",
            "一起",
            "客户",
            "后续",
            "过来",
            "第",
            "第三项",
            "35万",
            "20台",
            "一个人",
            "国内",
            "2、客户",
        ] {
            assert_eq!(starts(text).next(), None, "{text}");
        }
    }
}
