//! Whether an action is told as something that has happened: negation, plans, questions, conditions and reported
//! speech around it (lint guide §2).

use std::{collections::HashMap, ops::Range, sync::LazyLock};

use crate::{document::Document, rejection::RejectionReason, text::WordSet};

/// How many characters before an action bear on it.
const NEAR: usize = 20;

/// How many characters before an action a denial may stand: 没当场签约, 还没有正式下单.
const DENIED: usize = 5;

/// A word that bears on an action, with longer words that only contain it.
type Cue = (&'static str, &'static [&'static str]);

/// Cues ready to be looked for.
struct Cues {
    words: WordSet,
    /// The longer words that contain each of them.
    unless: HashMap<&'static str, &'static [&'static str]>,
}

impl Cues {
    fn new(cues: &[Cue]) -> Self {
        Self {
            words: WordSet::new(cues.iter().map(|&(word, _)| word)),
            unless: cues.iter().copied().collect(),
        }
    }

    /// Whether `text` says one of them, and not merely a longer word that contains it.
    fn stand_in(&self, text: &str) -> bool {
        self.words.find(text).any(|found| {
            let said = text.get(found.clone()).unwrap_or_default();
            let unless = self.unless.get(said).copied().unwrap_or_default();
            !is_part(text, found.start, said, unless)
        })
    }
}

/// Whether the `word` at `at` belongs to one of the `longer` words.
fn is_part(text: &str, at: usize, word: &str, longer: &[&str]) -> bool {
    longer.iter().any(|longer| {
        let start = longer.find(word).and_then(|offset| at.checked_sub(offset));
        let rest = start.and_then(|start| text.get(start..));
        rest.is_some_and(|rest| rest.starts_with(longer))
    })
}

/// Words that make an action a condition or a question, finished or not.
static OPEN: LazyLock<Cues> = LazyLock::new(|| {
    Cues::new(&[
        ("如果", &[]),
        ("如客户", &["不如客户"]),
        ("如对方", &[]),
        ("如能", &[]),
        ("如有", &["犹如有"]),
        ("如需", &[]),
        ("若是", &[]),
        ("若客户", &[]),
        ("若对方", &[]),
        ("若能", &[]),
        ("要是", &["主要是"]),
        ("万一", &[]),
        ("一旦", &[]),
        ("只要", &[]),
        ("除非", &[]),
        ("假如", &[]),
        ("倘若", &[]),
        ("是否", &[]),
        ("是不是", &[]),
        ("有没有", &[]),
        ("能否", &[]),
        ("能不能", &[]),
        ("可否", &[]),
        ("会不会", &[]),
        ("何时", &[]),
        ("什么时候", &[]),
        (
            "问",
            &["问题", "访问", "顾问", "慰问", "问候", "疑问", "询问单", "问卷", "学问"],
        ),
    ])
});

/// Characters that open a condition where a clause starts with them.
const CONDITION_STARTS: [char; 2] = ['如', '若'];

/// Words that start like a condition and are none.
static NO_CONDITION: LazyLock<WordSet> =
    LazyLock::new(|| WordSet::new(["如期", "如约", "如实", "如下", "如今", "如此", "如数", "若干", "如上"]));

/// Words right behind an action that ask whether it happened or suppose it.
static OPEN_BEHIND: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::new([
        "吗",
        "没有",
        "了没",
        "了吗",
        "与否",
        "的话",
        "之前",
        "前需",
        "前要",
        "前必须",
        "后再",
        "后才",
        "后即",
        "后方可",
    ])
});

/// Words right before an action that deny it.
const DENIALS: [&str; 16] = [
    "没", "没有", "未", "尚未", "不", "无", "拒绝", "拒", "别", "勿", "难以", "取消", "停止", "还没", "不肯", "未能",
];

/// Words a little before an action that deny it.
static NEAR_DENIALS: LazyLock<Cues> = LazyLock::new(|| {
    Cues::new(&[
        (
            "没",
            &[
                "没问题",
                "没多久",
                "没几天",
                "没想到",
                "没二话",
                "没过",
                "没说二话",
                "没犹豫",
                "没还价",
                "没砍价",
                "没两天",
            ],
        ),
        ("未", &["未来"]),
        ("不肯", &[]),
        ("不愿", &[]),
        ("不打算", &[]),
        ("不会", &[]),
        ("拒", &[]),
    ])
});

/// Words right behind an action that say that it failed.
static FAILED: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::new([
        "失败", "未果", "未成", "没成", "不成", "泡汤", "告吹", "取消", "遇阻", "受阻", "搁置", "无望", "不了", "作废",
    ])
});

/// Words before an action in its clause that put it off, unless it is marked as finished.
static PLANS: LazyLock<Cues> = LazyLock::new(|| {
    Cues::new(&[
        ("计划", &["计划书", "计划表"]),
        ("打算", &[]),
        ("准备", &["准备好的", "准备充分"]),
        ("考虑", &[]),
        ("拟", &["虚拟", "模拟"]),
        ("将", &["将近"]),
        ("需要", &[]),
        ("承诺", &["承诺书"]),
        ("答应", &[]),
        ("保证", &["保证金"]),
        ("约定", &[]),
        ("说好", &[]),
        ("应承", &[]),
        ("争取", &[]),
        ("希望", &[]),
        ("预计", &[]),
        ("估计", &[]),
        ("可能", &[]),
        ("应该", &[]),
        ("愿意", &[]),
        ("同意", &[]),
        ("可以", &[]),
        ("催", &[]),
        (
            "等",
            &[
                "优等", "等级", "平等", "同等", "特等", "等于", "高等", "中等", "初等", "何等", "对等",
            ],
        ),
        ("待", &["接待", "招待", "对待", "看待", "期待", "款待", "待遇"]),
        ("要求", &[]),
        ("让我", &[]),
        ("请", &["申请", "邀请", "请假"]),
        ("建议", &[]),
        ("允许", &[]),
        ("尽快", &[]),
        ("尽早", &[]),
        ("近期", &[]),
        ("马上", &[]),
        ("下周", &[]),
        ("下月", &[]),
        ("明天", &[]),
        ("后天", &[]),
        ("月底", &[]),
        ("年底", &[]),
        ("年后", &[]),
        ("节后", &[]),
        ("再", &[]),
        ("会在", &["展会在", "大会在", "年会在", "宴会在"]),
        ("想", &["理想", "想法", "思想", "联想", "设想", "没想到"]),
        ("要在", &["主要在"]),
        ("推动", &[]),
        ("促成", &[]),
        ("促使", &[]),
        ("说要", &[]),
        ("讲好", &[]),
        ("必须", &[]),
        ("就能", &[]),
        ("才能", &[]),
        ("有望", &[]),
        ("能够", &[]),
        ("力争", &[]),
        ("安排", &[]),
    ])
});

/// Characters right before an action that put it off.
const PLAN_CHARS: &str = "要会将想待等需可能请让催再才后前就";

/// Words by which somebody only says what was done.
static SAYING: LazyLock<Cues> = LazyLock::new(|| {
    Cues::new(&[
        ("说", &["说明", "说服", "小说", "不说", "说法", "没说"]),
        ("声称", &[]),
        ("号称", &[]),
        ("口头", &[]),
        ("表示", &[]),
        ("嘴上", &[]),
    ])
});

/// Words right before an action that say that it is done.
const DONE_BEFORE: [&str; 7] = ["已", "已经", "刚", "刚刚", "当场", "现场", "都"];

/// Why the action at `range` is not told as something that has happened; `None` when it is.
pub(super) fn rejection(
    document: &Document<'_>,
    clause: &Range<usize>,
    range: &Range<usize>,
) -> Option<RejectionReason> {
    let text = document.text();
    let before = near_before(text, clause, range);
    let behind = text.get(range.end..clause.end).unwrap_or_default();
    if is_open(text.get(clause.start..range.start).unwrap_or_default(), before, behind) {
        return Some(RejectionReason::Open);
    }
    if is_denied(before) || FAILED.starts(behind) {
        return Some(RejectionReason::Negated);
    }
    if is_marked_finished(text, before, range) {
        return None;
    }
    if PLANS.stand_in(before) || before.ends_with(|c| PLAN_CHARS.contains(c)) {
        return Some(RejectionReason::PlannedOnly);
    }
    if SAYING.stand_in(before) {
        return Some(RejectionReason::OnlyWords);
    }
    let lead = range.start - before.len()..range.start;
    let mut times = document.times_in(&lead);
    times
        .any(|time| time.is_future(document.date()))
        .then_some(RejectionReason::PlannedOnly)
}

/// What stands before `range` in its clause, as far as it can bear on it.
pub(super) fn near_before<'t>(text: &'t str, clause: &Range<usize>, range: &Range<usize>) -> &'t str {
    last_chars(text.get(clause.start..range.start).unwrap_or_default(), NEAR)
}

/// The last `count` characters of `text`.
pub(super) fn last_chars(text: &str, count: usize) -> &str {
    let length: usize = text.chars().rev().take(count).map(char::len_utf8).sum();
    text.get(text.len() - length..).unwrap_or(text)
}

/// Whether an action is asked for or supposed.
fn is_open(head: &str, before: &str, behind: &str) -> bool {
    let head = head.trim_start();
    head.starts_with(CONDITION_STARTS) && !NO_CONDITION.starts(head)
        || OPEN.stand_in(before)
        || OPEN_BEHIND.starts(behind)
}

fn is_denied(before: &str) -> bool {
    let plain = before
        .trim_end_matches("已经")
        .trim_end_matches(['已', '能', '再', '有', '曾', '来']);
    DENIALS.iter().any(|word| plain.ends_with(word)) || NEAR_DENIALS.stand_in(last_chars(plain, DENIED))
}

fn is_marked_finished(text: &str, before: &str, range: &Range<usize>) -> bool {
    let action = text.get(range.clone()).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let marks = ['了', '过', '完', '已'];
    (action.contains(marks) && !action.contains("了解"))
        || (after.starts_with(marks) && !after.starts_with("了解"))
        || DONE_BEFORE.iter().any(|word| before.ends_with(word))
}
