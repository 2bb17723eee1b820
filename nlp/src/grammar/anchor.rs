//! The words that a search starts from: of each pattern those that every match contains and that are rarest.

use super::{
    index::Index,
    pattern::{Anchor, Beside, Neighbour},
    syntax::Source,
};

/// The anchors of all patterns by their words.
pub(super) struct Anchors {
    index: Index,
    all: Vec<Anchor>,
    of_phrases: ByWord,
    of_exceptions: ByWord,
}

/// For each word of the grammar the anchors that it is a word of.
#[derive(Default)]
struct ByWord {
    /// Where the anchors of each word end; those of the first start at 0.
    ends: Vec<usize>,
    numbers: Vec<usize>,
}

impl ByWord {
    /// `anchors` are those of each word, which are kept if they are `wanted`.
    fn new(anchors: &[Vec<usize>], wanted: impl Fn(usize) -> bool) -> Self {
        let mut by_word = Self::default();
        for anchors in anchors {
            by_word
                .numbers
                .extend(anchors.iter().copied().filter(|&anchor| wanted(anchor)));
            by_word.ends.push(by_word.numbers.len());
        }
        by_word
    }

    fn of(&self, word: usize) -> &[usize] {
        let start = word
            .checked_sub(1)
            .map_or(Some(0), |before| self.ends.get(before).copied());
        let range = start.zip(self.ends.get(word)).map(|(start, &end)| start..end);
        range.and_then(|range| self.numbers.get(range)).unwrap_or_default()
    }
}

/// An anchoring word at a place of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) word: usize,
    /// The characters before it and behind it.
    pub(super) before: Option<char>,
    pub(super) behind: Option<char>,
}

impl Anchors {
    /// Chooses the anchor of each pattern of `source` and tells its patterns what they can start with.
    pub(super) fn new(source: &mut Source) -> Self {
        let Source {
            patterns, words, sets, ..
        } = source;
        let words_of = |set: usize| {
            let numbers = sets.get(set).into_iter().flatten();
            numbers.filter_map(|&word| words.get(word).map(String::as_str))
        };
        let mut anchors = Vec::new();
        let mut of_words = vec![Vec::new(); words.len()];
        for (number, pattern) in patterns.iter_mut().enumerate() {
            let firsts = pattern.firsts.iter().flat_map(|&(_, set)| words_of(set));
            pattern.first_chars = firsts.filter_map(|word| word.chars().next()).collect();
            let longest = |set| words_of(set).map(str::len).max().unwrap_or(0);
            let frequency = |set| words_of(set).map(frequency).sum::<u32>();
            let rarest = pattern
                .necessary_items()
                .min_by_key(|&(item, set)| (frequency(set), pattern.lead(item, longest)));
            let Some((item, set)) = rarest else { continue };
            let neighbour = |beside: Beside, edge: fn(&str) -> Option<char>| match beside {
                Beside::Anything => Neighbour::Any,
                Beside::ClauseEdge => Neighbour::ClauseEdge,
                Beside::Words(sets) => {
                    let words = sets.into_iter().flat_map(words_of);
                    Neighbour::OneOf(words.filter_map(edge).collect())
                }
            };
            let anchor = Anchor {
                pattern: number,
                lead: pattern.lead(item, longest),
                before: neighbour(pattern.before(item), |word| word.chars().next_back()),
                behind: neighbour(pattern.behind(item), |word| word.chars().next()),
            };
            for &word in sets.get(set).into_iter().flatten() {
                if let Some(of_word) = of_words.get_mut(word) {
                    of_word.push(anchors.len());
                }
            }
            anchors.push(anchor);
        }
        let anchoring = words.iter().enumerate().zip(&of_words);
        let anchoring = anchoring.filter(|(_, anchors)| !anchors.is_empty());
        let is_exception = |anchor: usize| {
            let pattern = anchors.get(anchor).and_then(|anchor| patterns.get(anchor.pattern));
            pattern.is_some_and(|pattern| pattern.exception)
        };
        Self {
            index: Index::new(anchoring.map(|((number, word), _)| (word.as_str(), number))),
            of_phrases: ByWord::new(&of_words, |anchor| !is_exception(anchor)),
            of_exceptions: ByWord::new(&of_words, is_exception),
            all: anchors,
        }
    }

    /// Finds the anchoring words of a sentence.
    pub(super) fn find(&self, sentence: &str, found: &mut Vec<Found>) {
        found.clear();
        self.index.find(sentence, |start, end, word, before| {
            let behind = sentence.get(end..).and_then(|behind| behind.chars().next());
            found.push(Found {
                start,
                end,
                word,
                before,
                behind,
            });
        });
    }

    /// The anchors of phrases that `word` is a word of.
    pub(super) fn of(&self, word: usize) -> impl Iterator<Item = &Anchor> {
        self.of_phrases
            .of(word)
            .iter()
            .filter_map(|&anchor| self.all.get(anchor))
    }

    /// The anchors of exceptions that `word` is a word of.
    pub(super) fn of_exceptions(&self, word: usize) -> impl Iterator<Item = &Anchor> {
        self.of_exceptions
            .of(word)
            .iter()
            .filter_map(|&anchor| self.all.get(anchor))
    }
}

/// Words that reports are full of.
const COMMON: &str = "了 的 不 没 会 有 是 在 上 一 还 好 货 到 要 来 去 做 说 看 新 多 少 大 小 过 出 后 内 中 点 给 再 \
     客户 家长 老板 采购 会议 培训 沟通 拜访 财务 仓库 没有 生产 技术 设备 价格 合同 产品 项目 目前 已 可以 需要";

/// How often a word is met, by its length: what counts is only which of two is met less often.
fn frequency(word: &str) -> u32 {
    let usual = match word.chars().count() {
        0 | 1 => 200,
        2 => 12,
        3 => 2,
        _ => 1,
    };
    if COMMON.split(' ').any(|common| common == word) {
        usual * 20
    } else {
        usual
    }
}
