//! Patterns compiled for matching: their items, and which words are in which set.

/// Repetitions that `*` and `+` allow: nobody piles up more adverbs.
const REPEATS: u8 = 3;

/// A sequence of items under a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    pub(super) rule: usize,
    pub(super) exception: bool,
    pub(super) items: Vec<Item>,
}

/// What a pattern asks for at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    ClauseStart,
    ClauseEnd,
    Gap(usize),
    Words { set: usize, repeat: Repeat, context: bool },
}

/// How often an item may match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Repeat {
    /// Exactly once.
    Once,
    /// `?`
    Optional,
    /// `*`
    Any,
    /// `+`
    Many,
}

/// Which set holds which word: a bit for each set in the row of a word.
pub(super) struct Members {
    stride: usize,
    bits: Vec<u64>,
}

/// An item that a match can start with.
#[derive(Clone)]
pub(super) struct Start {
    pub(super) pattern: usize,
    pub(super) item: usize,
    /// The sets one of which comes next, where there is no other way to go on: most matches end there.
    pub(super) next: Option<Vec<usize>>,
}

impl Members {
    /// `sets` are those that hold each word; there are `count` of them.
    pub(super) fn new(sets: &[Vec<usize>], count: usize) -> Self {
        let mut members = Self {
            stride: count.div_ceil(64),
            bits: vec![0; sets.len() * count.div_ceil(64)],
        };
        for (word, sets) in sets.iter().enumerate() {
            for set in sets {
                if let Some(bits) = members.bits.get_mut(word * members.stride + set / 64) {
                    *bits |= 1 << (set % 64);
                }
            }
        }
        members
    }

    pub(super) fn holds(&self, set: usize, word: usize) -> bool {
        let bits = self.bits.get(word * self.stride + set / 64);
        bits.is_some_and(|bits| bits >> (set % 64) & 1 != 0)
    }
}

impl Pattern {
    /// The items that a match can start with, with their sets.
    pub(super) fn first_items(&self) -> Vec<(usize, usize)> {
        let mut first = Vec::new();
        for (index, item) in self.items.iter().enumerate() {
            match *item {
                Item::ClauseStart => {}
                Item::Words { set, repeat, .. } => {
                    first.push((index, set));
                    if !repeat.allows(0) {
                        break;
                    }
                }
                Item::ClauseEnd | Item::Gap(_) => break,
            }
        }
        first
    }

    /// The sets that a word behind the first one of item `item` is in, unless the pattern can go on otherwise or end
    /// there.
    pub(super) fn sets_behind(&self, item: usize) -> Option<Vec<usize>> {
        let mut sets = match *self.items.get(item)? {
            Item::Words { set, repeat, .. } if repeat.limit() > 1 => vec![set],
            _ => Vec::new(),
        };
        for item in self.items.iter().skip(item + 1) {
            let Item::Words { set, repeat, .. } = *item else {
                return None;
            };
            sets.push(set);
            if !repeat.allows(0) {
                return Some(sets);
            }
        }
        None
    }
}

impl Repeat {
    /// Whether an item that matched `times` times is satisfied.
    pub(super) fn allows(self, times: u8) -> bool {
        match self {
            Self::Once | Self::Many => times >= 1,
            Self::Optional | Self::Any => true,
        }
    }

    pub(super) fn limit(self) -> u8 {
        match self {
            Self::Once | Self::Optional => 1,
            Self::Any | Self::Many => REPEATS,
        }
    }
}
