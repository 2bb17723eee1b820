//! Words for a time that are only cut out of longer words: 目前|天, 成本|周期, 失|去年轻.

use super::cursor::Cursor;

/// Beginnings of expressions with the characters before which they belong to another word.
const CUT_OUT: [(&[&str], &str); 14] = [
    (&["前天", "前日", "前晚"], "目之以年节会餐饭术产售天日周月"),
    (&["后天", "后日"], "今以之然午最会"),
    (&["今天", "今日", "今年", "今早", "今晚"], "如"),
    (&["今"], "于至从迄古"),
    (
        &["明早", "明晚", "明上午", "明下午", "明中午"],
        "说证声发透表文照光黎鲜分查注标聪",
    ),
    (
        &["本周", "本月", "本季", "本年", "本星期", "本礼拜"],
        "基成样资版书脚课文剧标副读账日根原",
    ),
    (
        &["上周", "上月", "上季", "上个", "上一", "上星期", "上礼拜"],
        "以早晚路网线楼身手桌板车海山岸",
    ),
    (
        &["下周", "下月", "下季", "下个", "下星期", "下礼拜"],
        "以路线楼手桌板车海山名旗",
    ),
    (&["去年"], "过失"),
    (&["上年", "下年", "上一年", "下一年"], "以早晚历往"),
    (&["元月"], "单美欧日港百千万亿几多零一二三四五六七八九十"),
    (
        &["年初", "年中", "年底", "年末", "年内"],
        "0123456789一二两三四五六七八九十百半几多数每全周近往历青少中老成童学逐常同",
    ),
    (&["来年"], "未近本原后向从历上下起过回以"),
    (&["前年", "后年"], "年节以之目日今然"),
];

/// Whether the expression at `cursor` is cut out of a longer word.
pub(super) fn is_cut_out(cursor: Cursor<'_>) -> bool {
    CUT_OUT
        .iter()
        .any(|(words, before)| cursor.sees(words) && cursor.follows_char(before))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_inside_another_is_told() {
        let is_cut_out = |text: &str, word: &str| is_cut_out(Cursor::new(text, text.find(word).expect("the word")));
        for (text, word) in [
            ("目前天气", "前天"),
            ("成本周期", "本周"),
            ("近来年底忙", "来年"),
            ("线上周会", "上周"),
        ] {
            assert!(is_cut_out(text, word), "{text}");
        }
        for (text, word) in [
            ("说前天来过", "前天"),
            ("到下周三", "下周"),
            ("在去年", "去年"),
            ("说明天到", "明天"),
        ] {
            assert!(!is_cut_out(text, word), "{text}");
        }
    }
}
