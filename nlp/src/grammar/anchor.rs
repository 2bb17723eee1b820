//! The words that a search starts from: of each pattern those that every match contains and that are rarest.
//!
//! A sieve of the characters at an anchor and around it tells which places of a text are worth a look.

use super::{
    clause,
    frequency::{self, Frequencies},
    index::Index,
    pattern::{Anchor, Beside, Neighbour, Pattern},
    syntax::Source,
};
use crate::text::{Beginning, EDGE, Sieve, inner};

/// The anchors of patterns by their words.
pub(super) struct Anchors {
    sieve: Sieve,
    index: Index,
    all: Vec<Anchor>,
    of_words: ByWord,
}

/// For each word of the grammar the anchors that it is a word of.
#[derive(Default)]
struct ByWord {
    /// Where the anchors of each word end; those of the first start at 0.
    ends: Vec<usize>,
    numbers: Vec<usize>,
}

impl ByWord {
    /// `anchors` are those of each word.
    fn new(anchors: &[Vec<usize>]) -> Self {
        let mut by_word = Self::default();
        for anchors in anchors {
            by_word.numbers.extend(anchors);
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
}

/// What the choice of anchors needs to know of a set of words.
struct Set<'w> {
    words: Vec<&'w str>,
    frequency: f32,
    longest: usize,
    /// The characters that its words begin with, and end with.
    firsts: Vec<char>,
    lasts: Vec<char>,
}

impl<'w> Set<'w> {
    fn new(words: Vec<&'w str>, frequencies: &Frequencies) -> Self {
        let distinct = |edge: fn(&str) -> Option<char>| {
            let mut chars: Vec<char> = words.iter().filter_map(|word| edge(word)).collect();
            chars.sort_unstable();
            chars.dedup();
            chars
        };
        Self {
            frequency: words.iter().map(|word| frequencies.of_word(word)).sum(),
            longest: words.iter().map(|word| word.len()).max().unwrap_or(0),
            firsts: distinct(|word| word.chars().next()),
            lasts: distinct(|word| word.chars().next_back()),
            words,
        }
    }
}

/// What a pattern wants next to one of its items: the characters, and the chance to meet one.
struct Side {
    /// `None` for any.
    chars: Option<Vec<char>>,
    chance: f32,
}

impl Side {
    fn any() -> Self {
        Self {
            chars: None,
            chance: 1.0,
        }
    }

    fn of(
        beside: &Beside,
        sets: &[Set<'_>],
        edge: for<'s> fn(&'s Set<'_>) -> &'s [char],
        clause_edge: &[char],
        frequencies: &Frequencies,
    ) -> Self {
        match beside {
            Beside::Anything => Self::any(),
            Beside::ClauseEdge => Self {
                chars: Some(clause_edge.to_vec()),
                chance: frequency::EDGES + frequencies.of_neighbours(clause_edge),
            },
            Beside::Words(numbers) => {
                let sets = numbers.iter().filter_map(|&set| sets.get(set));
                let mut chars: Vec<char> = sets.flat_map(edge).copied().collect();
                chars.sort_unstable();
                chars.dedup();
                Self {
                    chance: frequencies.of_neighbours(&chars),
                    chars: Some(chars),
                }
            }
        }
    }

    fn filter(&self) -> Neighbour {
        match &self.chars {
            None => Neighbour::Any,
            Some(chars) => Neighbour::OneOf(chars.iter().map(|&c| inner(c)).collect()),
        }
    }
}

/// An item of a pattern that could be its anchor.
struct Choice {
    item: usize,
    set: usize,
    lead: usize,
    before: Side,
    behind: Side,
    /// How often it is met.
    frequency: f32,
}

impl Choice {
    fn of(pattern: &Pattern, item: usize, set: usize, sets: &[Set<'_>], frequencies: &Frequencies) -> Option<Self> {
        let before = Side::of(&pattern.before(item), sets, |set| &set.lasts, &[EDGE], frequencies);
        let behind = Side::of(
            &pattern.behind(item),
            sets,
            |set| &set.firsts,
            &clause::ends(),
            frequencies,
        );
        Some(Self {
            item,
            set,
            lead: pattern.lead(item, |set| sets.get(set).map_or(0, |set| set.longest)),
            frequency: sets.get(set)?.frequency * before.chance * behind.chance,
            before,
            behind,
        })
    }

    /// How `word`, a word of the item, begins.
    fn beginning(&self, word: &str) -> Option<Beginning> {
        let mut chars = word.chars();
        Some(Beginning {
            before: self.before.chars.clone(),
            first: chars.next()?,
            second: match chars.next() {
                Some(second) => Some(vec![second]),
                None => self.behind.chars.clone(),
            },
        })
    }
}

impl Anchors {
    /// Chooses the anchor of each pattern of `source`, or of each exception, and tells it what it can start with.
    pub(super) fn new(source: &mut Source, exceptions: bool) -> Self {
        let Source {
            patterns, words, sets, ..
        } = source;
        let frequencies = Frequencies::default();
        let known: Vec<Set<'_>> = sets
            .iter()
            .map(|numbers| {
                let words = numbers.iter().filter_map(|&word| words.get(word).map(String::as_str));
                Set::new(words.collect(), &frequencies)
            })
            .collect();
        let (mut all, mut beginnings) = (Vec::new(), Vec::new());
        let mut of_words = vec![Vec::new(); words.len()];
        for (number, pattern) in patterns
            .iter_mut()
            .enumerate()
            .filter(|(_, pattern)| pattern.exception == exceptions)
        {
            let firsts = pattern.firsts.iter().filter_map(|&(_, set)| known.get(set));
            pattern.first_chars = firsts.flat_map(|set| set.firsts.iter().copied()).collect();
            let rarest = pattern
                .necessary_items()
                .filter_map(|(item, set)| Choice::of(pattern, item, set, &known, &frequencies))
                .min_by(|one, other| {
                    one.frequency
                        .total_cmp(&other.frequency)
                        .then(one.lead.cmp(&other.lead))
                });
            let Some(choice) = rarest else { continue };
            let words = known.get(choice.set).into_iter().flat_map(|set| &set.words);
            beginnings.extend(words.filter_map(|word| choice.beginning(word)));
            for &word in sets.get(choice.set).into_iter().flatten() {
                if let Some(of_word) = of_words.get_mut(word) {
                    of_word.push(all.len());
                }
            }
            all.push(Anchor {
                pattern: number,
                item: choice.item,
                lead: choice.lead,
                before: choice.before.filter(),
                behind: choice.behind.filter(),
            });
        }
        let anchoring = words.iter().enumerate().zip(&of_words);
        let anchoring = anchoring.filter(|(_, anchors)| !anchors.is_empty());
        let share = |c: char| match inner(c) {
            EDGE => frequency::EDGES,
            c => frequencies.of_neighbours([&c]),
        };
        Self {
            sieve: Sieve::new(&beginnings, share),
            index: Index::new(anchoring.map(|((number, word), _)| (word.as_str(), number))),
            of_words: ByWord::new(&of_words),
            all,
        }
    }

    /// Finds the anchoring words of a sentence.
    pub(super) fn find(&self, sentence: &str, found: &mut Vec<Found>) {
        found.clear();
        if self.all.is_empty() {
            return;
        }
        self.sieve.pass(sentence, |start| {
            self.index.words_at(sentence, start, |end, word| {
                found.push(Found { start, end, word });
            });
        });
    }

    /// The anchors that `word` is a word of.
    pub(super) fn of(&self, word: usize) -> impl Iterator<Item = &Anchor> {
        let numbers = self.of_words.of(word).iter();
        numbers.filter_map(|&anchor| self.all.get(anchor))
    }
}
