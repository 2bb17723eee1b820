//! Where clauses begin and end in a sentence.

use crate::text::{CharFilter, EDGE};

/// Whether a clause starts at byte `at` of `text`.
pub(super) fn starts_at(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    before.chars().next_back().is_none_or(|c| !c.is_alphanumeric())
}

/// Whether a clause ends at `at`, also one that was dictated without a mark: 兴趣不大|然后又去了一家.
pub(super) fn ends_at(text: &str, at: usize) -> bool {
    let after = text.get(at..).unwrap_or_default();
    let after = after.strip_prefix(PARTICLES).unwrap_or(after);
    after.chars().next().is_none_or(|c| !c.is_alphanumeric()) || OPENERS.iter().any(|word| after.starts_with(word))
}

/// The place one character behind `at`, inside the clause.
pub(super) fn step(text: &str, at: usize) -> Option<usize> {
    let next = text.get(at..)?.chars().next()?;
    (!ends_clause(next)).then(|| at + next.len_utf8())
}

/// The places from `from` up to `to`, both included, where one of `chars` stands.
pub(super) fn places(text: &str, from: usize, to: usize, chars: &CharFilter) -> impl Iterator<Item = usize> {
    let from = text.ceil_char_boundary(from);
    let rest = text.get(from..).unwrap_or_default();
    rest.char_indices()
        .map(move |(at, c)| (from + at, c))
        .take_while(move |&(at, _)| at <= to)
        .filter(|&(_, c)| chars.may_hold(c))
        .map(|(at, _)| at)
}

/// Small words that a clause may end with.
const PARTICLES: [char; 9] = ['了', '吧', '啊', '呢', '呀', '哈', '嘛', '哦', '的'];

/// Words that open a new clause where nobody wrote a comma.
const OPENERS: [&str; 26] = [
    "然后",
    "但是",
    "不过",
    "就是",
    "后来",
    "另外",
    "还有",
    "所以",
    "因为",
    "而且",
    "结果",
    "接着",
    "嗯",
    "呃",
    "可是",
    "只是",
    "反正",
    "完了",
    "我说",
    "我就",
    "他说",
    "他就",
    "客户说",
    "老板说",
    "说是",
    "说要",
];

/// The characters that can stand behind what a clause ends with.
pub(super) fn ends() -> Vec<char> {
    let openers = OPENERS.iter().filter_map(|word| word.chars().next());
    PARTICLES.into_iter().chain(openers).chain([EDGE]).collect()
}

fn ends_clause(c: char) -> bool {
    matches!(
        c,
        ',' | '，' | ':' | '：' | ';' | '；' | '。' | '｡' | '!' | '！' | '?' | '？' | '\n' | '\r'
    )
}
