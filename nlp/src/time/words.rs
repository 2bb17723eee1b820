//! The words that the grammar must know to tell a time from what only looks like one, read from
//! `resources/time/words.txt`.

use std::{ops::Range, sync::LazyLock};

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};

use super::cursor::{AnyOf, begins};
use crate::text::CharSet;

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::read(include_str!("../../resources/time/words.txt")));

/// The word lists; those of the grammar hold longer words before their beginnings.
#[derive(Default)]
pub(super) struct Words {
    false_friends: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    /// The length of the longest of them in bytes.
    longest_friend: usize,
    /// Counting words: 家, 台, 公斤.
    pub(super) measures: WordList,
    /// Words that only begin with a counting word: 家长, 项目.
    pub(super) no_measures: WordList,
    /// Words behind 周 whose first character is no weekday: 周一共, 周四川.
    pub(super) after_week: WordList,
    /// Words that begin like those but leave the weekday alone: 周日报名.
    pub(super) no_after_week: WordList,
    /// Things that bear a number: 3号楼.
    pub(super) numbered: WordList,
    /// What makes 3点 three items: 3点建议.
    pub(super) points: WordList,
    /// What three items are the object of: 提了3点.
    pub(super) before_points: WordList,
    /// What a festival only names: 中秋礼盒, 五一路.
    pub(super) named_after: WordList,
    /// What happens on a day that is written in digits: 11.25提货.
    pub(super) day_verbs: WordList,
    /// Words behind 前 or 后 that leave no deadline: 前往, 后台.
    pub(super) no_suffix: WordList,
    /// Words that begin like those but leave the suffix alone: 后续费.
    pub(super) suffix_after_all: WordList,
    /// What comes of a number of working days: 3个工作日出结论.
    pub(super) results: WordList,
    /// Words before a length that only measure it: 交期15个工作日.
    pub(super) lengths: WordList,
    /// Events whose day nobody wrote down: 到货后3天内.
    pub(super) unknown_day: WordList,
}

/// Words of one kind; a glance at their first or last characters tells most texts apart from them.
#[derive(Default)]
pub(super) struct WordList {
    words: Vec<&'static str>,
    first: CharSet,
    last: CharSet,
}

impl WordList {
    fn extend(&mut self, line: &'static str) {
        for word in line.split_whitespace() {
            self.first.extend(word.chars().next());
            self.last.extend(word.chars().next_back());
            self.words.push(word);
        }
    }
}

impl AnyOf for WordList {
    fn begins(&self, text: &str) -> bool {
        text.chars().next().is_some_and(|c| self.first.contains(c)) && self.words.iter().any(|word| begins(text, word))
    }

    fn ends(&self, text: &str) -> bool {
        text.chars().next_back().is_some_and(|c| self.last.contains(c))
            && self.words.iter().any(|word| text.ends_with(word))
    }
}

/// The lists, read once per process.
pub(super) fn words() -> &'static Words {
    &WORDS
}

impl Words {
    fn read(resource: &'static str) -> Self {
        let mut words = Self::default();
        let mut false_friends = WordList::default();
        let mut unheard_of = WordList::default();
        let mut section = "";
        for line in entries(resource) {
            if line.starts_with('[') {
                section = line;
                continue;
            }
            let list = match section {
                "[false friends]" => &mut false_friends,
                "[measures]" => &mut words.measures,
                "[no measures]" => &mut words.no_measures,
                "[after week]" => &mut words.after_week,
                "[not after week]" => &mut words.no_after_week,
                "[numbered]" => &mut words.numbered,
                "[points]" => &mut words.points,
                "[before points]" => &mut words.before_points,
                "[named after]" => &mut words.named_after,
                "[day verbs]" => &mut words.day_verbs,
                "[no suffix]" => &mut words.no_suffix,
                "[suffix after all]" => &mut words.suffix_after_all,
                "[results]" => &mut words.results,
                "[lengths]" => &mut words.lengths,
                "[unknown day]" => &mut words.unknown_day,
                _ => &mut unheard_of,
            };
            list.extend(line);
        }
        words.false_friends = automaton(&false_friends.words);
        words.longest_friend = false_friends
            .words
            .iter()
            .map(|friend| friend.len())
            .max()
            .unwrap_or_default();
        words
    }

    /// The phrase of `text` that only looks like a time and overlaps `range`.
    pub(super) fn false_friend(&self, text: &str, range: Range<usize>) -> Option<Range<usize>> {
        let start = text.floor_char_boundary(range.start.saturating_sub(self.longest_friend));
        let end = text.ceil_char_boundary((range.end + self.longest_friend).min(text.len()));
        self.false_friends
            .as_ref()?
            .leftmost_find_iter(text.get(start..end)?)
            .map(|found| start + found.start()..start + found.end())
            .find(|friend| friend.start < range.end && range.start < friend.end)
    }
}

/// The lines of a resource without its comments.
pub(super) fn entries(resource: &'static str) -> impl Iterator<Item = &'static str> {
    resource
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn automaton(words: &[&str]) -> Option<CharwiseDoubleArrayAhoCorasick<u32>> {
    CharwiseDoubleArrayAhoCorasickBuilder::new()
        .match_kind(MatchKind::LeftmostLongest)
        .build(words)
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_read() {
        let words = words();
        assert!(words.false_friends.is_some());
        for list in [
            &words.measures,
            &words.no_measures,
            &words.after_week,
            &words.no_after_week,
            &words.numbered,
            &words.points,
            &words.before_points,
            &words.named_after,
            &words.day_verbs,
            &words.no_suffix,
            &words.suffix_after_all,
            &words.results,
            &words.lengths,
            &words.unknown_day,
        ] {
            assert!(!list.words.is_empty());
        }
    }
}
