//! Where an expression can begin, told by a table and the characters next to it so that most of a text is passed over.

use std::sync::LazyLock;

use super::{holiday, numerals::is_numeral};
use crate::text::CharSet;

/// The characters that an expression can begin with.
static STARTS: LazyLock<CharSet> = LazyLock::new(|| {
    let words = "今明昨周早晚晨凌深傍前后节大本这上下中星礼月年季去来次当未接往再最夜清正午腊近过第元收打闭关";
    let numerals = "零〇一二两三四五六七八九十百千廿卅半俩仨0123456789";
    let mut starts: CharSet = words.chars().chain(numerals.chars()).chain(['Q', 'q']).collect();
    starts.extend(holiday::first_chars());
    starts
});

/// What can follow a number that begins an expression: the first characters of units and connectors.
const BEHIND_NUMBER: &str = "年月日号天周个点时小分刻星礼季旬工大到至、和-~—–～－−./:：早清夜hHmQq";

/// What can follow 个 between a number and a unit.
const BEHIND_MEASURE: &str = "月星礼周小钟季工自半";

/// The bytes of `text` where an expression can begin.
pub(super) fn starts(text: &str) -> impl Iterator<Item = usize> {
    let starts = &*STARTS;
    text.char_indices()
        .filter(|&(_, c)| starts.contains(c))
        .filter(|&(at, c)| can_start(c, text, at))
        .map(|(at, _)| at)
}

/// Whether an expression can begin with `c`, which stands at `at` in `text`.
fn can_start(c: char, text: &str, at: usize) -> bool {
    let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
    if c.is_ascii_digit() {
        let is_inside = at
            .checked_sub(1)
            .and_then(|at| text.as_bytes().get(at))
            .is_some_and(u8::is_ascii_digit);
        let is_compact = || rest.bytes().take_while(u8::is_ascii_digit).count() == 7;
        return !is_inside && (is_counted(rest) || is_compact() || holiday::can_begin(c, rest.chars().next()));
    }
    let Some(next) = rest.chars().next() else {
        return false;
    };
    let behind = match c {
        '今' | '明' | '昨' => "天日年早晚儿晨夜上下中后凌傍午清今明",
        '前' => "天日年晚三",
        '后' => "天日年",
        '大' => "前后年清",
        '本' | '这' => "周月年季星礼个一",
        '上' | '下' => "上中下个一周月年季半旬午星礼班",
        '收' | '打' | '闭' | '关' => "工烊店门盘",
        '元' => "月",
        '中' => "旬下午秋元",
        '星' => "期",
        '礼' => "拜",
        '周' => "一二三四五六日天末内初中1234567",
        '月' | '年' | '季' => "初中底末内之度年月三",
        '去' | '来' => "年",
        '次' => "月年日",
        '当' => "月季天日年",
        'Q' | 'q' => "1234",
        '未' => "来",
        '接' => "下",
        '往' | '节' => "前后",
        '再' => "过",
        '最' => "近",
        '早' | '晨' | '晚' => "上间晨0123456789一二两三四五六七八九十",
        '凌' => "晨",
        '深' => "夜",
        '傍' => "晚",
        '夜' => "里间0123456789一二两三四五六七八九十",
        '清' => "早晨明",
        '正' => "月午",
        '午' => "间后饭前",
        '腊' => "月八",
        '近' | '过' | '第' => return is_numeral(next) || next == '去',
        _ if is_numeral(c) => return is_counted(rest) || holiday::can_begin(c, Some(next)),
        _ => "",
    };
    behind.contains(next) || holiday::can_begin(c, Some(next))
}

/// Whether the number that goes on with `rest` stands before a unit or a connector.
fn is_counted(rest: &str) -> bool {
    let mut chars = rest.chars();
    let mut next = chars.find(|&c| !is_numeral(c));
    while let Some(' ' | '\u{3000}' | '\u{a0}') = next {
        next = chars.next();
    }
    match next {
        Some('个') => chars.next().is_some_and(|c| BEHIND_MEASURE.contains(c)),
        Some(c) => BEHIND_NUMBER.contains(c),
        None => false,
    }
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
            "35万",
            "20台",
            "一个人",
            "国内",
        ] {
            assert_eq!(starts(text).next(), None, "{text}");
        }
    }
}
