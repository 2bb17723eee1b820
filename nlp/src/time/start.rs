//! Where an expression can begin, told by two characters so that most of a text is passed over quickly.

use super::{holiday, numerals::is_numeral};

/// What can follow a Chinese numeral that begins an expression: another numeral or the beginning of a unit.
const BEHIND_NUMERAL: &str = "年月日号天周个点时小分季星礼刻工大早清夕钟到至、-~—–～廿卅夜";

/// Whether an expression can begin with `c` before `next`.
pub(super) fn can_start(c: char, next: Option<char>) -> bool {
    if c.is_ascii_digit() {
        return true;
    }
    let Some(next) = next else {
        return false;
    };
    let behind = match c {
        '今' | '明' | '昨' | '周' | '早' | '晚' | '晨' | '凌' | '深' | '傍' => return true,
        '前' | '后' => "天日年",
        '大' => "前后年清",
        '本' => "周月年季星礼",
        '这' => "个周月星礼",
        '上' => "上中个一周月年季半旬午星礼",
        '下' => "下个一周月年季半旬午星礼",
        '中' => "旬下午秋元",
        '星' => "期",
        '礼' => "拜",
        '月' | '年' | '季' => "初中底末内之度年月三",
        '去' | '来' => "年",
        '次' => "月",
        '当' => "月季",
        'Q' | 'q' => "1234",
        '未' => "来",
        '接' => "下",
        '往' => "前后",
        '再' => "过",
        '最' => "近",
        '夜' => "里间",
        '清' => "早晨明",
        '正' => "月午",
        '午' => "间后",
        '腊' => "月八",
        '近' | '过' | '第' => return is_numeral(next) || next == '去',
        _ if is_numeral(c) => return is_numeral(next) || BEHIND_NUMERAL.contains(next),
        _ => return holiday::starts(c),
    };
    behind.contains(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_characters_begin_nothing() {
        let starts = |text: &str| {
            let mut chars = text.chars();
            can_start(chars.next().expect("a character"), chars.next())
        };
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
        ] {
            assert!(starts(text), "{text}");
        }
        for text in [
            "大家", "上线", "中标", "来访", "一些", "一起", "客户", "后续", "过来", "第",
        ] {
            assert!(!starts(text), "{text}");
        }
    }
}
