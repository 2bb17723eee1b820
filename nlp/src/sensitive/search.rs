//! Finding the words of a trie in a text, however they are written.
//!
//! A character of a word may stand there as itself, in a circle, as one that looks or sounds like it, in pinyin, by
//! the first letter of its syllable or taken apart, and between two characters a few marks that are no text are
//! stepped over. How a word was written is kept, because what may pass for a disguise depends on it.

use std::ops::Range;

use smallvec::SmallVec;

use super::{
    kind::{self, Kind},
    shape,
    sound::{self, Syllable},
    trie::{ROOT, Sounds, Trie},
    writing::{self, Writing},
};

/// How many marks in a row may stand between two characters of a word.
pub(super) const LONGEST_GAP: usize = 4;
/// The letters of the longest syllable.
const LONGEST_SYLLABLE: usize = 6;

/// A word at a place of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) word: u32,
    pub(super) range: Range<usize>,
    pub(super) writing: Writing,
}

/// A word on its way.
#[derive(Clone, Copy)]
struct State {
    node: u32,
    at: usize,
    writing: Writing,
}

impl State {
    /// Behind `bytes` more of the text, at `node`.
    fn next(mut self, node: u32, bytes: usize, count: fn(&mut Writing) -> &mut u8) -> Self {
        *count(&mut self.writing) += 1;
        Self {
            node,
            at: self.at + bytes,
            ..self
        }
    }
}

/// The search for the words of a trie in a text.
pub(super) struct Search<'s> {
    trie: &'s Trie,
    /// Whether what only sounds like a word, or only begins like it, is looked for too.
    guesses: bool,
    text: &'s str,
    states: SmallVec<[State; 8]>,
}

/// What stands at a place of the text, read once for all words that go on there.
#[derive(Clone, Copy)]
struct Reading<'s> {
    at: usize,
    /// The text from there on.
    rest: &'s str,
    written: char,
    /// The letter, digit or ideograph that it is or encloses, in lower case.
    letter: char,
    kind: Kind,
    /// What it counts as by its sound alone.
    sound: Option<Syllable>,
    /// What a node must have to go on behind it.
    ahead: Sounds,
}

impl<'s> Reading<'s> {
    fn of(text: &'s str, at: usize) -> Option<Self> {
        let rest = text.get(at..)?;
        let mut chars = rest.chars();
        let written = chars.next()?;
        let kind = kind::of(written);
        let letter = if kind.is(Kind::PLAIN) {
            written
        } else {
            shape::unenclosed(written).unwrap_or(written).to_ascii_lowercase()
        };
        Some(Self {
            at,
            rest,
            written,
            letter,
            kind,
            sound: sound::usual(letter).filter(|_| !kind.is(Kind::COMMON)),
            ahead: chars
                .next()
                .filter(|&next| kind::of(next).is(Kind::PLAIN))
                .map_or(Sounds::ANY, Sounds::of),
        })
    }
}

impl<'s> Search<'s> {
    /// A search in `text`.
    pub(super) fn new(trie: &'s Trie, guesses: bool, text: &'s str) -> Self {
        Self {
            trie,
            guesses,
            text,
            states: SmallVec::new(),
        }
    }

    /// Adds every word that starts at byte `start`, in any writing.
    pub(super) fn starting_at(&mut self, start: usize, found: &mut Vec<Candidate>) {
        let Some(mut reading) = Reading::of(self.text, start) else {
            return;
        };
        let head = || self.text.get(..start).unwrap_or_default();
        if reading.written.is_ascii_alphanumeric() && ends_in_latin(head()) {
            return;
        }
        self.states.push(State {
            node: ROOT,
            at: start,
            writing: Writing::default(),
        });
        while let Some(state) = self.states.pop() {
            let words = self.trie.words(state.node);
            if !words.is_empty() && ends_cleanly(self.text, start..state.at) {
                found.extend(words.iter().map(|&word| Candidate {
                    word,
                    range: start..state.at,
                    writing: state.writing,
                }));
            }
            if self.trie.children(state.node).is_empty() {
                continue;
            }
            if reading.at != state.at {
                match Reading::of(self.text, state.at) {
                    Some(next) => reading = next,
                    None => continue,
                }
            }
            self.step(&reading, state);
            if !reading.kind.is(Kind::LETTER)
                && state.node != ROOT
                && let Some((skipped, ends_clause)) = gap(reading.rest)
                && let Some(behind) = Reading::of(self.text, state.at + skipped)
            {
                let mut state = state;
                state.at = behind.at;
                state.writing.gaps += 1;
                state.writing.clause_gaps += u8::from(ends_clause);
                self.step(&behind, state);
            }
        }
    }

    /// Follows every writing of a next character that begins with what was read.
    fn step(&mut self, reading: &Reading<'_>, state: State) {
        let &Reading {
            written, letter, kind, ..
        } = reading;
        let bytes = written.len_utf8();
        if let Some(child) = self.trie.child(state.node, letter)
            && self.trie.goes_on(child, reading.ahead)
        {
            let count = if kind.is(Kind::ENCLOSES) {
                writing::enclosed
            } else {
                writing::plain
            };
            self.states.push(state.next(child, bytes, count));
        }
        if letter.is_ascii_alphabetic() {
            self.step_latin(reading.rest, state);
            return;
        }
        let meanings = if kind.is(Kind::MEANS) {
            shape::meanings(written)
        } else {
            None
        };
        let like = meanings.map_or(&[][..], |meanings| &meanings.lookalikes);
        if let Some(sound) = reading.sound.filter(|_| self.guesses) {
            let others = self.trie.homophones(state.node, sound).filter(|&child| {
                let meant = self.trie.label(child);
                meant != letter && self.trie.goes_on(child, reading.ahead) && !like.contains(&meant)
            });
            let next = others.map(|child| state.next(child, bytes, writing::homophone));
            self.states.extend(next);
        }
        let Some(meanings) = meanings else { return };
        for &meant in like {
            let child = self.trie.child(state.node, meant);
            self.states
                .extend(child.map(|child| state.next(child, bytes, writing::lookalike)));
        }
        for (parts, whole) in &meanings.wholes {
            let behind = reading.rest.get(bytes..).unwrap_or_default();
            if behind.starts_with(parts.as_str())
                && let Some(child) = self.trie.child(state.node, *whole)
            {
                self.states.push(state.next(child, bytes + parts.len(), writing::split));
            }
        }
    }

    /// Follows the syllables that `rest` begins with, and the first letter alone.
    fn step_latin(&mut self, rest: &str, state: State) {
        for (sound, bytes) in syllables(rest) {
            let children = self.trie.sounding(state.node, sound);
            self.states
                .extend(children.map(|child| state.next(child, bytes, writing::pinyin)));
        }
        let letter = rest.chars().next().filter(|_| self.guesses && state.node != ROOT);
        let Some(letter) = letter.filter(char::is_ascii_lowercase) else {
            return;
        };
        let starts = |child: &u32| {
            let sounds = sound::all(self.trie.label(*child)).iter();
            sounds
                .map(|&sound| sound::letters(sound))
                .any(|name| name.starts_with(letter))
        };
        let children = self.trie.children(state.node).filter(starts);
        self.states
            .extend(children.map(|child| state.next(child, letter.len_utf8(), writing::initial)));
    }
}

/// The syllables that `text` begins with, each with its bytes; its letters may stand in circles.
fn syllables(text: &str) -> SmallVec<[(Syllable, usize); LONGEST_SYLLABLE]> {
    let mut found = SmallVec::new();
    let mut spelled: SmallVec<[u8; LONGEST_SYLLABLE]> = SmallVec::new();
    let mut bytes = 0;
    for written in text.chars().take(LONGEST_SYLLABLE) {
        let letter = shape::unenclosed(written).unwrap_or(written).to_ascii_lowercase();
        let Some(letter) = u8::try_from(letter).ok().filter(u8::is_ascii_lowercase) else {
            break;
        };
        spelled.push(letter);
        bytes += written.len_utf8();
        found.extend(sound::of_letters(&spelled).map(|sound| (sound, bytes)));
    }
    found
}

/// The bytes of the marks that `text` starts with, if a word may go on behind them, and whether one ends a clause.
fn gap(text: &str) -> Option<(usize, bool)> {
    let mut ends_clause = false;
    for (count, (at, c)) in text.char_indices().enumerate() {
        let kind = kind::of(c);
        if kind.is(Kind::LETTER) {
            return (at > 0).then_some((at, ends_clause));
        }
        if count == LONGEST_GAP || kind.is(Kind::ENDS) {
            return None;
        }
        ends_clause |= matches!(c, '，' | '。' | '；' | '：' | '！' | '？' | ',' | ';' | ':' | '!' | '?');
    }
    None
}

/// Whether a word may end where `range` of `text` ends: not in the middle of a Latin word.
fn ends_cleanly(text: &str, range: Range<usize>) -> bool {
    let (written, rest) = text.split_at_checked(range.end).unwrap_or_default();
    let last = written.bytes().next_back().filter(|_| !range.is_empty());
    !(last.is_some_and(|last| last.is_ascii_alphanumeric()) && continues_latin(&mut rest.chars()))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sensitive::evasion::Disguise;

    fn candidates(words: &[&str], text: &str) -> Vec<Candidate> {
        let trie = Trie::new(words.iter().copied(), true);
        let mut search = Search::new(&trie, true, text);
        let mut found = Vec::new();
        for (at, _) in text.char_indices() {
            search.starting_at(at, &mut found);
        }
        found
    }

    fn found(words: &[&str], text: &str) -> Vec<String> {
        candidates(words, text)
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
            "回抠",
            "回蔻",
            "回k",
            "ⓗⓤⓘ扣",
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
        let found = candidates(&["好处费"], "女子·处，fei");
        let writing = found[0].writing;
        assert_eq!((writing.plain, writing.pinyin, writing.parts), (1, 1, 1));
        assert_eq!((writing.gaps, writing.clause_gaps), (2, 1));
        let disguises: Vec<Disguise> = writing.disguises().collect();
        assert_eq!(disguises, [Disguise::Marks, Disguise::Split, Disguise::Pinyin]);
    }
}
