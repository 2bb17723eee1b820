//! The words that a search starts from: of each pattern those that every match contains and that are rarest.

use std::collections::BTreeMap;

use super::{pattern::Anchor, syntax::Source, trie::Trie};

/// The anchors of all patterns by their words.
pub(super) struct Anchors {
    trie: Trie,
    /// For each word of the grammar.
    of_words: Vec<Vec<Anchor>>,
}

/// An anchoring word at a place of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) word: usize,
}

impl Anchors {
    /// Chooses the anchor of each pattern of `source`, to whose sets those are added that come behind anchors.
    pub(super) fn new(source: &mut Source) -> Self {
        let mut of_words = vec![Vec::new(); source.words.len()];
        let mut unions: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
        for (number, pattern) in source.patterns.iter().enumerate() {
            let words = |set: usize| {
                let words = source.sets.get(set).into_iter().flatten();
                words.filter_map(|&word| source.words.get(word))
            };
            let longest = |set| words(set).map(String::len).max().unwrap_or(0);
            let frequency = |set| words(set).map(|word| frequency(word)).sum::<u32>();
            let rarest = pattern
                .necessary_items()
                .min_by_key(|&(item, set)| (frequency(set), pattern.lead(item, longest)));
            let Some((item, set)) = rarest else { continue };
            let next = pattern.sets_behind(item).map(|sets| {
                let next = source.sets.len() + unions.len();
                *unions.entry(sets).or_insert(next)
            });
            let anchor = Anchor {
                pattern: number,
                exception: pattern.exception,
                lead: pattern.lead(item, longest),
                next,
            };
            for &word in source.sets.get(set).into_iter().flatten() {
                if let Some(anchors) = of_words.get_mut(word) {
                    anchors.push(anchor);
                }
            }
        }
        let mut unions: Vec<(Vec<usize>, usize)> = unions.into_iter().collect();
        unions.sort_by_key(|&(_, set)| set);
        for (sets, _) in unions {
            let words = sets.iter().filter_map(|&set| source.sets.get(set)).flatten();
            let mut words: Vec<usize> = words.copied().collect();
            words.sort_unstable();
            words.dedup();
            source.sets.push(words);
        }
        let anchoring = source.words.iter().zip(0..).zip(&of_words);
        let anchoring = anchoring.filter(|(_, anchors)| !anchors.is_empty());
        Self {
            trie: Trie::new(anchoring.map(|((word, number), _)| (word.as_str(), number))),
            of_words,
        }
    }

    /// Finds the anchoring words of a sentence.
    pub(super) fn find(&self, sentence: &str, found: &mut Vec<Found>) {
        found.clear();
        self.trie.find(sentence, |start, end, word| {
            found.extend(usize::try_from(word).map(|word| Found { start, end, word }));
        });
    }

    /// The anchors that `word` is a word of.
    pub(super) fn of(&self, word: usize) -> impl Iterator<Item = &Anchor> {
        self.of_words.get(word).into_iter().flatten()
    }
}

/// How often a word is met, by its length: what counts is only which of two is met less often.
fn frequency(word: &str) -> u32 {
    match word.chars().count() {
        0 | 1 => 200,
        2 => 12,
        3 => 2,
        _ => 1,
    }
}
