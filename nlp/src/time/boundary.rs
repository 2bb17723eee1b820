//! Words for a time that are only cut out of longer words: 目前|天, 成本|周期, 失|去年轻.

use super::cursor::Cursor;

/// Beginnings of expressions by first character, with what they go on with and the characters before which they belong
/// to another word.
const CUT_OUT: [(char, &[&str], &str); 16] = [
    ('前', &["天", "日", "晚"], "目之以年节会餐饭术产售天日周月"),
    ('后', &["天", "日"], "今以之然午最会"),
    ('今', &["天", "日", "年", "早", "晚"], "如"),
    ('今', &[""], "于至从迄古"),
    (
        '明',
        &["早", "晚", "上午", "下午", "中午"],
        "说证声发透表文照光黎鲜分查注标聪",
    ),
    (
        '本',
        &["周", "月", "季", "年", "星期", "礼拜"],
        "基成样资版书脚课文剧标副读账日根原",
    ),
    (
        '上',
        &["周", "月", "季", "个", "一", "星期", "礼拜"],
        "以早晚路网线楼身手桌板车海山岸",
    ),
    (
        '下',
        &["周", "月", "季", "个", "星期", "礼拜"],
        "以路线楼手桌板车海山名旗",
    ),
    ('去', &["年"], "过失"),
    (
        '年',
        &["初", "中", "底", "末", "内"],
        "0123456789一二两三四五六七八九十百半几多数每全周近往历青少中老成童学逐常同",
    ),
    ('来', &["年"], "未近本原后向从历上下起过回以"),
    ('前', &["年"], "年节以之目日今然"),
    ('后', &["年"], "年节以之目日今然"),
    ('上', &["年", "一年"], "以早晚历往"),
    ('下', &["年", "一年"], "以早晚历往"),
    ('元', &["月"], "单美欧日港百千万亿几多零一二三四五六七八九十"),
];

/// Whether the expression at `cursor` is cut out of a longer word.
pub(super) fn is_cut_out(cursor: Cursor<'_>) -> bool {
    let Some(c) = cursor.peek() else {
        return false;
    };
    let behind = cursor.advance(c.len_utf8());
    CUT_OUT
        .iter()
        .filter(|(first, ..)| *first == c)
        .any(|(_, words, before)| behind.sees(*words) && cursor.follows_char(before))
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
