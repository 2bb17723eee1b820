//! A trie of words that also recognises each of them in disguise.
//!
//! An edge is one way to write the next character: the character, its syllable, or its parts. Between two characters
//! a few marks that are no text are stepped over. How a word was written is kept, because what may pass for a
//! disguise depends on it.

use std::ops::Range;

use super::{evasion::Disguise, spelling};
use crate::text::CharSet;

/// How many marks in a row may stand between two characters of a word.
const LONGEST_GAP: usize = 4;
const ROOT: usize = 0;

/// Words to search for, each known by its number.
#[derive(Debug)]
pub(super) struct Trie {
    nodes: Vec<Node>,
    /// The characters that a word can start with.
    starts: CharSet,
}

#[derive(Debug, Default)]
struct Node {
    /// Sorted by `first`.
    edges: Vec<Edge>,
    /// Words that end here.
    words: Vec<usize>,
}

#[derive(Debug)]
struct Edge {
    first: char,
    rest: Box<str>,
    how: How,
    to: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    Plain,
    Pinyin,
    Parts,
}

/// A word at a place of the text.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) word: usize,
    pub(super) range: Range<usize>,
    pub(super) writing: Writing,
}

/// How a word was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Writing {
    /// Characters written as themselves.
    pub(super) plain: usize,
    /// Characters written as a syllable.
    pub(super) pinyin: usize,
    /// Characters taken apart.
    pub(super) parts: usize,
    /// Places between characters where marks stand.
    pub(super) gaps: usize,
    /// Such places with a mark that ends a clause.
    pub(super) clause_gaps: usize,
}

impl Writing {
    /// Whether the word stands there as it is.
    pub(super) fn is_plain(&self) -> bool {
        self.pinyin + self.parts + self.gaps == 0
    }

    /// The disguises that it makes use of.
    pub(super) fn disguises(self) -> impl Iterator<Item = Disguise> {
        [
            (self.gaps, Disguise::Marks),
            (self.pinyin, Disguise::Pinyin),
            (self.parts, Disguise::Split),
        ]
        .into_iter()
        .filter_map(|(count, disguise)| (count > 0).then_some(disguise))
    }

    /// The characters of the word.
    pub(super) fn chars(&self) -> usize {
        self.plain + self.pinyin + self.parts
    }
}

#[derive(Clone, Copy)]
struct State {
    node: usize,
    at: usize,
    writing: Writing,
}

impl Trie {
    /// Builds the trie of `words`; the number of a word is its place among them.
    pub(super) fn new<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let mut trie = Self {
            nodes: vec![Node::default()],
            starts: CharSet::default(),
        };
        for (number, word) in words.enumerate() {
            let node = word.chars().fold(ROOT, |node, c| trie.child(node, fold_case(c)));
            if let Some(node) = trie.nodes.get_mut(node).filter(|_| !word.is_empty()) {
                node.words.push(number);
            }
        }
        for node in &mut trie.nodes {
            node.edges.sort_by_key(|edge| edge.first);
        }
        if let Some(root) = trie.nodes.first() {
            trie.starts.extend(root.edges.iter().map(|edge| edge.first));
        }
        trie
    }

    /// Every word in `text`, however written, in the order in which they start.
    pub(super) fn candidates(&self, text: &str) -> Vec<Candidate> {
        let mut found = Vec::new();
        let mut states = Vec::new();
        for (at, c) in text.char_indices() {
            let starts = self.can_start(c) && !(c.is_ascii_alphanumeric() && text.get(..at).is_some_and(ends_in_latin));
            if starts {
                self.walk(text, at, &mut states, &mut found);
            }
        }
        found
    }

    fn child(&mut self, parent: usize, c: char) -> usize {
        let existing = self.nodes.get(parent).and_then(|node| {
            let mut edges = node.edges.iter();
            edges.find(|edge| edge.how == How::Plain && edge.first == c)
        });
        if let Some(edge) = existing {
            return edge.to;
        }
        let to = self.nodes.len();
        self.nodes.push(Node::default());
        let plain = (How::Plain, c.to_string());
        let pinyin = spelling::syllables(c).into_iter().map(|s| (How::Pinyin, s.to_owned()));
        let parts = spelling::parts(c).iter().map(|parts| (How::Parts, parts.clone()));
        let edges = std::iter::once(plain)
            .chain(pinyin)
            .chain(parts)
            .filter_map(|(how, written)| {
                let mut chars = written.chars();
                let first = chars.next()?;
                let rest = chars.as_str().into();
                Some(Edge { first, rest, how, to })
            });
        if let Some(node) = self.nodes.get_mut(parent) {
            node.edges.extend(edges);
        }
        to
    }

    fn can_start(&self, c: char) -> bool {
        self.starts.contains(fold_case(c))
    }

    fn walk(&self, text: &str, start: usize, states: &mut Vec<State>, found: &mut Vec<Candidate>) {
        states.push(State {
            node: ROOT,
            at: start,
            writing: Writing::default(),
        });
        while let Some(state) = states.pop() {
            let Some(rest) = text.get(state.at..) else { continue };
            if let Some(node) = self.nodes.get(state.node)
                && ends_cleanly(text.get(start..state.at), rest)
            {
                found.extend(node.words.iter().map(|&word| Candidate {
                    word,
                    range: start..state.at,
                    writing: state.writing,
                }));
            }
            self.step(rest, state, states);
            if state.node != ROOT
                && let Some((skipped, ends_clause)) = gap(rest)
                && let Some(rest) = rest.get(skipped..)
            {
                let mut state = state;
                state.at += skipped;
                state.writing.gaps += 1;
                state.writing.clause_gaps += usize::from(ends_clause);
                self.step(rest, state, states);
            }
        }
    }

    /// Follows every edge that `rest` begins with.
    fn step(&self, rest: &str, state: State, states: &mut Vec<State>) {
        let mut chars = rest.chars();
        let (Some(first), Some(node)) = (chars.next().map(fold_case), self.nodes.get(state.node)) else {
            return;
        };
        let from = node.edges.partition_point(|edge| edge.first < first);
        let edges = node.edges.iter().skip(from).take_while(|edge| edge.first == first);
        for edge in edges {
            let Some(head) = chars.as_str().get(..edge.rest.len()) else {
                continue;
            };
            if !head.eq_ignore_ascii_case(&edge.rest) {
                continue;
            }
            let mut writing = state.writing;
            match edge.how {
                How::Plain => writing.plain += 1,
                How::Pinyin => writing.pinyin += 1,
                How::Parts => writing.parts += 1,
            }
            states.push(State {
                node: edge.to,
                at: state.at + first.len_utf8() + edge.rest.len(),
                writing,
            });
        }
    }
}

/// The bytes of the marks that `text` starts with, if a word may go on behind them, and whether one ends a clause.
fn gap(text: &str) -> Option<(usize, bool)> {
    let mut ends_clause = false;
    for (count, (at, c)) in text.char_indices().enumerate() {
        if c.is_alphanumeric() {
            return (at > 0).then_some((at, ends_clause));
        }
        if count == LONGEST_GAP || c.is_control() {
            return None;
        }
        ends_clause |= "，。；：！？,;:!?".contains(c);
    }
    None
}

/// Whether a word that was written as `written` may end before `rest`: not in the middle of a Latin word.
fn ends_cleanly(written: Option<&str>, rest: &str) -> bool {
    let last = written.and_then(|written| written.chars().next_back());
    !(last.is_some_and(|c| c.is_ascii_alphanumeric()) && continues_latin(&mut rest.chars()))
}

/// Whether a Latin letter behind `head` would continue a word, an address or an identifier.
fn ends_in_latin(head: &str) -> bool {
    continues_latin(&mut head.chars().rev())
}

/// Whether the characters that follow a Latin letter belong to the same word, address or identifier.
fn continues_latin(chars: &mut impl Iterator<Item = char>) -> bool {
    match chars.next() {
        Some('@' | '_') => true,
        Some('.' | '/') => chars.next().is_some_and(|c| c.is_ascii_alphanumeric()),
        next => next.is_some_and(|c| c.is_ascii_alphanumeric()),
    }
}

fn fold_case(c: char) -> char {
    c.to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &[&str], text: &str) -> Vec<String> {
        Trie::new(words.iter().copied())
            .candidates(text)
            .into_iter()
            .map(|candidate| text.get(candidate.range).unwrap().to_owned())
            .collect()
    }

    #[test]
    fn a_word_is_found_as_itself_and_in_disguise() {
        for text in [
            "回扣",
            "回 扣",
            "回·扣",
            "回🙂扣",
            "hui扣",
            "回kou",
            "huikou",
            "HUI kou",
            "囗口扣",
            "回扌口",
        ] {
            assert_eq!(found(&["回扣"], &format!("有{text}的")), [text], "{text}");
        }
    }

    #[test]
    fn latin_words_and_addresses_hold_no_syllables() {
        for text in [
            "huikous",
            "xhuikou",
            "huikou@example.com",
            "回koux",
            "hui.koul",
            "www.huikou.com",
        ] {
            assert!(found(&["回扣"], text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_long_gap_or_a_line_break_ends_the_search() {
        assert!(found(&["回扣"], "回     扣").is_empty());
        assert!(found(&["回扣"], "回\n扣").is_empty());
    }

    #[test]
    fn the_writing_counts_each_kind_of_disguise() {
        let trie = Trie::new(std::iter::once("好处费"));
        let found = trie.candidates("女子·处，fei");
        let writing = found[0].writing;
        assert_eq!((writing.plain, writing.pinyin, writing.parts), (1, 1, 1));
        assert_eq!((writing.gaps, writing.clause_gaps), (2, 1));
    }
}
