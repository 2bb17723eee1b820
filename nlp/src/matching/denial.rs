//! Needs that a customer mentions only to set them aside: 不是湿疹, 安全座椅有了不看.

use std::ops::Range;

use super::question::Question;

/// How firmly a customer sets a need aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Denial {
    /// It is wanted.
    None,
    /// It is mentioned for comparison, or as done with: set aside where another need is asked for.
    IfOther,
    /// It is denied.
    Firm,
}

/// What denies the words behind it.
const BEFORE: &[&str] = &[
    "不是",
    "并不是",
    "并非",
    "不算",
    "不像",
    "没有",
    "没得",
    "没",
    "不用",
    "不要",
    "不需要",
    "不想要",
    "不想",
    "不买",
    "不考虑",
    "不打算",
    "不问",
    "不看",
    "不缺",
    "别买",
    "别推荐",
    "别给我推",
    "别给我推荐",
    "别给我拿",
    "别推",
    "别拿",
    "不",
    "无",
    "甭",
    "不准备",
    "不必",
    "用不着",
    "排除",
    "排除了",
];

/// What may stand between the denial and the need: 不是什么湿疹, 不用再补钙.
const BETWEEN: &[&str] = &[
    "",
    "在",
    "用",
    "吃",
    "喝",
    "抹",
    "擦",
    "涂",
    "打算用",
    "什么",
    "啥",
    "再",
    "得",
    "为了",
    "问",
    "来",
    "买",
    "那个",
    "那种",
    "要",
    "想",
    "因为",
];

/// What turns such a beginning into a question or a delay: 是不是, 有没有, 还没长牙.
const NOT_BEHIND: &[&str] = &[
    "是", "要", "有", "用", "会", "能", "想", "需", "怕", "还", "总", "老", "一直", "迟迟", "怎么",
];

/// What sets aside the need that it stands behind.
const BEHIND: &[&str] = &[
    "不是问题",
    "洗掉了",
    "掉了",
    "没有了",
    "倒不是",
    "没啥事",
    "没大碍",
    "不严重",
    "不担心",
    "消了",
    "退下去了",
    "早过了",
    "早没了",
    "停了",
    "戒了",
    "用完再说",
    "还没用完",
    "还剩",
    "囤了",
    "够使",
    "够多",
    "吃着呢",
    "喝着呢",
    "用着呢",
    "吃着了",
    "在吃",
    "在喝",
    "正用着",
    "先不",
    "不急",
    "暂时不",
    "就不",
    "送人了",
    "不提了",
    "缓一缓",
    "不看",
    "不要",
    "不用",
    "不需要",
    "不买",
    "不考虑",
    "不想要",
    "不问",
    "不缺",
    "不说",
    "有了",
    "买了",
    "买过",
    "买好",
    "买齐",
    "备齐",
    "备好",
    "备了",
    "备着",
    "齐了",
    "好了",
    "过去了",
    "过了",
    "解决了",
    "搞定",
    "够了",
    "够用",
    "够吃",
    "早就",
    "退了",
    "没了",
    "没事了",
    "不犯了",
    "在用",
    "先放",
    "以后再",
    "下次再",
    "回头再",
    "算了",
    "就算",
    "不着急",
    "用不上",
    "不合适",
    "家里有",
];

/// What sets aside the need that it stands before: 之前问过益生菌.
const ALREADY: &[&str] = &[
    "问过",
    "买过",
    "用过",
    "吃过",
    "喝过",
    "看过",
    "买了",
    "有了",
    "已经有",
    "家里有",
    "上次买的",
    "上回买的",
    "之前买的",
    "刚买的",
    "上次拿的",
    "早有",
    "不缺",
];

/// What compares the need before it with another.
const COMPARED: &[&str] = &[
    "怎么区分",
    "怎么分",
    "有什么区别",
    "一个牌子",
    "一个品牌",
    "一样",
    "一家的",
    "同一个",
    "一回事",
    "是不是一个",
    "同款",
];

/// How firmly the need at `range` is set aside.
pub(super) fn denial(question: &Question, range: &Range<usize>) -> Denial {
    let clause = question.clause(range.start);
    let before = question.slice(clause.start..range.start);
    let behind = question.slice(range.end..clause.end.max(range.end));
    if denied_before(before, question.chars().get(range.start).copied()) && !asks(behind) {
        return Denial::Firm;
    }
    let next = next_clause(question, clause.end);
    let aside = BEHIND.iter().any(|cue| says(behind, cue)) && !asks(behind);
    let aside_next = BEHIND.iter().any(|cue| next.starts_with(cue)) && !asks(next);
    let compared = COMPARED.iter().any(|cue| behind.contains(cue));
    let already = ALREADY.iter().any(|cue| before.ends_with(cue)) && !asks(behind);
    if aside || aside_next || compared || already {
        return Denial::IfOther;
    }
    Denial::None
}

/// Whether `cue` stands in `text`, other than as half of a question: 要不要, 急不急.
fn says(text: &str, cue: &str) -> bool {
    let asked = cue.strip_prefix('不').and_then(|verb| verb.chars().next());
    text.match_indices(cue)
        .any(|(at, _)| asked.is_none() || text.get(..at).and_then(|before| before.chars().next_back()) != asked)
}

fn denied_before(before: &str, first: Option<char>) -> bool {
    BETWEEN.iter().any(|between| {
        before.strip_suffix(between).is_some_and(|before| {
            BEFORE.iter().any(|cue| {
                before.strip_suffix(cue).is_some_and(|rest| {
                    let asked = NOT_BEHIND.iter().any(|word| rest.ends_with(word));
                    // 断不断奶
                    let doubled = first.is_some() && rest.chars().next_back() == first;
                    !asked && !doubled
                })
            })
        })
    })
}

/// Whether the clause goes on as a question, which denies nothing: 没有湿疹霜吗.
fn asks(behind: &str) -> bool {
    let behind = behind.trim_end_matches(['?', '？']);
    behind.ends_with('吗') || behind.ends_with('么') || behind.contains("怎么办") || behind.ends_with("了没")
}

fn next_clause(question: &Question, end: usize) -> &str {
    let next = question.clause(end + 1);
    if next.start <= end || next.len() > 8 {
        return "";
    }
    question.slice(next)
}
