//! What holds for every text.

use proptest::prelude::*;

use super::{NOW, moment, read_at};
use crate::time::resolve;

/// Expressions of every kind whose words leave nothing to the text around them.
const EXPRESSIONS: [&str; 24] = [
    "大后天",
    "下周三",
    "下下周一到周四",
    "2026年12月3日",
    "2027-01-08",
    "明年3月5日",
    "下个月10号前",
    "今年12月3日至5日",
    "本月底前",
    "明年上半年",
    "2027年Q2",
    "下月第一周",
    "5天内",
    "3个工作日内",
    "两周后",
    "一个半小时后",
    "未来三个月",
    "近两周",
    "明天下午3点半",
    "周五14:30前",
    "后天9点到11点",
    "今年国庆期间",
    "明年春节前",
    "去年双十一",
];

/// What may stand around them and is no time.
const AROUND: [&str; 12] = [
    "",
    "客户说",
    "，",
    "。",
    "王工在场，",
    "报价35万，",
    "😀",
    "\n",
    "：",
    "联系客户",
    "（",
    "）",
];

/// Pieces that expressions are made of, to be put together at random.
const PIECES: [&str; 40] = [
    "周",
    "下",
    "上",
    "本",
    "个",
    "月",
    "年",
    "日",
    "号",
    "天",
    "点",
    "半",
    "前",
    "后",
    "内",
    "到",
    "-",
    "/",
    ".",
    ":",
    "1",
    "3",
    "12",
    "25",
    "2026",
    "一",
    "三",
    "十",
    "零",
    "季度",
    "春节",
    "节",
    "初",
    "底",
    "最后一",
    "第",
    "工作日",
    "小时",
    "次日",
    " ",
];

proptest! {
    #[test]
    fn an_interval_never_ends_before_it_begins(
        pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..12),
        day in 0_i64..1_200,
    ) {
        let now = moment("2026-01-01T09:30") + chrono::TimeDelta::days(day);
        for time in resolve(&pieces.concat(), now) {
            prop_assert!(time.from.date() <= time.to.date(), "{time:?}");
            prop_assert!(!time.text.is_empty());
        }
    }

    #[test]
    fn arbitrary_text_is_read_to_its_end(text in any::<String>()) {
        resolve(&text, moment(NOW));
    }

    #[test]
    fn text_around_an_expression_that_is_no_time_changes_nothing(
        expression in prop::sample::select(&EXPRESSIONS[..]),
        before in prop::sample::select(&AROUND[..]),
        behind in prop::sample::select(&AROUND[..]),
    ) {
        let alone = read_at(expression, NOW);
        prop_assert!(!alone.is_empty());
        prop_assert_eq!(read_at(&format!("{before}{expression}{behind}"), NOW), alone);
    }
}
