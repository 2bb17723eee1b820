//! Patterns compiled for matching: their items and anchors.

use crate::text::{CharFilter, EDGE, inner};

/// Repetitions that `*` and `+` allow: nobody piles up more adverbs.
const REPEATS: u8 = 3;

/// A sequence of items under a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    pub(super) rule: usize,
    pub(super) exception: bool,
    pub(super) items: Vec<Item>,
    /// The items that a match can start with, each with its set.
    pub(super) firsts: Vec<(usize, usize)>,
    /// The characters that it can start with; known when the words are.
    pub(super) first_chars: CharFilter,
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

/// The item of a pattern that is looked for first, because its words are the rarest.
#[derive(Clone, Debug)]
pub(super) struct Anchor {
    pub(super) pattern: usize,
    pub(super) item: usize,
    /// How many bytes before the anchor a match can start.
    pub(super) lead: usize,
    /// What can stand before the anchor and behind it: most of what is found is dropped for that.
    pub(super) before: Neighbour,
    pub(super) behind: Neighbour,
}

/// The character at an edge of an anchor.
#[derive(Clone, Debug)]
pub(super) enum Neighbour {
    Any,
    /// A character out of these, [`EDGE`] at the edge of a clause.
    OneOf(CharFilter),
}

impl Neighbour {
    pub(super) fn allows(&self, c: Option<char>) -> bool {
        match self {
            Self::Any => true,
            Self::OneOf(chars) => chars.may_hold(c.map_or(EDGE, inner)),
        }
    }
}

impl Pattern {
    pub(super) fn new(rule: usize, exception: bool, items: Vec<Item>) -> Self {
        Self {
            rule,
            exception,
            firsts: Self::first_items(&items),
            first_chars: CharFilter::default(),
            items,
        }
    }

    fn first_items(items: &[Item]) -> Vec<(usize, usize)> {
        let mut first = Vec::new();
        for (index, item) in items.iter().enumerate() {
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

    /// The items that every match contains, with their sets.
    pub(super) fn necessary_items(&self) -> impl Iterator<Item = (usize, usize)> {
        self.items.iter().enumerate().filter_map(|(index, item)| match *item {
            Item::Words { set, repeat, .. } if !repeat.allows(0) => Some((index, set)),
            _ => None,
        })
    }

    /// The most bytes that the items before item `item` can cover; `longest` tells that of a word of a set.
    pub(super) fn lead(&self, item: usize, longest: impl Fn(usize) -> usize) -> usize {
        let items = self.items.iter().take(item);
        let before: usize = items
            .map(|item| match *item {
                Item::ClauseStart | Item::ClauseEnd => 0,
                Item::Gap(limit) => limit * char::MAX.len_utf8(),
                Item::Words { set, repeat, .. } => longest(set) * usize::from(repeat.limit()),
            })
            .sum();
        match self.items.get(item) {
            // The word found may be any of those that repeat.
            Some(&Item::Words { set, repeat, .. }) => before + longest(set) * usize::from(repeat.limit() - 1),
            _ => before,
        }
    }

    /// What can follow a word of item `item`.
    pub(super) fn behind(&self, item: usize) -> Beside {
        Beside::of(self.items.get(item), self.items.iter().skip(item + 1), &Item::ClauseEnd)
    }

    /// What can stand before a word of item `item`.
    pub(super) fn before(&self, item: usize) -> Beside {
        Beside::of(
            self.items.get(item),
            self.items.iter().take(item).rev(),
            &Item::ClauseStart,
        )
    }
}

/// What a pattern asks for next to an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    /// Nothing in particular.
    Anything,
    ClauseEdge,
    /// A word of one of the sets.
    Words(Vec<usize>),
}

impl Beside {
    /// `others` are the items on the same side of `item`, the nearest first.
    fn of<'i>(item: Option<&Item>, others: impl Iterator<Item = &'i Item>, edge: &Item) -> Self {
        let mut sets = match item {
            Some(&Item::Words { set, repeat, .. }) if repeat.limit() > 1 => vec![set],
            _ => Vec::new(),
        };
        for other in others {
            match *other {
                Item::Words { set, repeat, .. } => {
                    sets.push(set);
                    if !repeat.allows(0) {
                        return Self::Words(sets);
                    }
                }
                ref other if other == edge && sets.is_empty() => return Self::ClauseEdge,
                _ => return Self::Anything,
            }
        }
        Self::Anything
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
