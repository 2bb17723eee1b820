//! Words by their first two characters, looked up at a place of a text.

use crate::text::CharSet;

/// Bits of the filter for the first two characters of words.
const PAIR_BITS: u32 = 17;
/// No pair of characters.
const FREE: u64 = u64::MAX;
/// In the place of the second character of a word that has one.
const ALONE: char = '\0';

/// A set of words in a hash table of their first two characters, behind filters that fit the nearest cache: nearly all
/// places of a text begin no word.
#[derive(Default)]
pub(crate) struct Index {
    /// The words of one character.
    singles: CharSet,
    pairs: Vec<u64>,
    /// Pairs of characters in open addressing; the length is a power of two.
    keys: Vec<u64>,
    /// For each key, the entries of the words that begin so.
    entries_of: Vec<(u32, u32)>,
    /// Of words that begin alike the shorter ones come first.
    entries: Vec<Entry>,
}

struct Entry {
    /// What follows the first two characters.
    rest: Box<str>,
    word: usize,
}

impl Index {
    /// Builds the index of `words` with their numbers.
    pub(crate) fn new<'w>(words: impl Iterator<Item = (&'w str, usize)>) -> Self {
        let mut words: Vec<(u64, &str, usize)> = words
            .filter_map(|(word, number)| {
                let mut chars = word.chars();
                let first = chars.next()?;
                let second = chars.next().unwrap_or(ALONE);
                Some((key(first, second), chars.as_str(), number))
            })
            .collect();
        words.sort_unstable_by_key(|&(key, rest, _)| (key, rest.len()));
        let mut index = Self {
            pairs: vec![0; 1 << (PAIR_BITS - 6)],
            // At most half of the places are taken, so that a search soon meets a free one.
            keys: vec![FREE; (words.len() * 2).next_power_of_two()],
            ..Self::default()
        };
        index.entries_of = vec![(0, 0); index.keys.len()];
        for group in words.chunk_by(|one, other| one.0 == other.0) {
            let first = u32::try_from(index.entries.len()).unwrap_or(u32::MAX);
            index.entries.extend(group.iter().map(|&(_, rest, word)| Entry {
                rest: rest.into(),
                word,
            }));
            let behind = u32::try_from(index.entries.len()).unwrap_or(u32::MAX);
            if let Some(&(key, ..)) = group.first() {
                index.put(key, (first, behind));
            }
        }
        index
    }

    /// The words of `text` that begin at byte `at`: the byte behind each and its number, shortest first.
    pub(super) fn words_at(&self, text: &str, at: usize, found: impl FnMut(usize, usize)) {
        let rest = text.get(at..).unwrap_or_default();
        let mut chars = rest.chars();
        if let Some(first) = chars.next() {
            self.words_of(text, at, first, chars.next(), found);
        }
    }

    /// The words at byte `at`, where `first` and `second` stand, as those of [`Self::words_at`].
    #[inline]
    pub(crate) fn words_of(
        &self,
        text: &str,
        at: usize,
        first: char,
        second: Option<char>,
        mut found: impl FnMut(usize, usize),
    ) {
        let behind = at + first.len_utf8();
        if self.may_be_single(first) {
            for entry in self.entries(key(first, ALONE)) {
                found(behind, entry.word);
            }
        }
        let Some(second) = second.filter(|&second| second != ALONE && self.may_begin(first, second)) else {
            return;
        };
        let behind = behind + second.len_utf8();
        let rest = text.get(behind..).unwrap_or_default();
        for entry in self.entries(key(first, second)) {
            if rest.starts_with(&*entry.rest) {
                found(behind + entry.rest.len(), entry.word);
            }
        }
    }

    /// The filter knows the characters of the basic plane only.
    fn may_be_single(&self, c: char) -> bool {
        self.singles.contains(c) || c > '\u{ffff}'
    }

    fn may_begin(&self, first: char, second: char) -> bool {
        let (word, bit) = pair(first, second);
        self.pairs.get(word).is_some_and(|bits| bits & bit != 0)
    }

    fn entries(&self, key: u64) -> &[Entry] {
        let mask = self.keys.len().wrapping_sub(1);
        let mut at = place(key) & mask;
        while let Some(&known) = self.keys.get(at).filter(|&&known| known != FREE) {
            if known == key {
                let range = self
                    .entries_of
                    .get(at)
                    .and_then(|&(first, behind)| Some(usize::try_from(first).ok()?..usize::try_from(behind).ok()?));
                return range.and_then(|range| self.entries.get(range)).unwrap_or_default();
            }
            at = (at + 1) & mask;
        }
        &[]
    }

    fn put(&mut self, key: u64, entries: (u32, u32)) {
        let (first, second) = chars(key);
        match second {
            Some(ALONE) => self.singles.extend(first),
            _ => {
                let (word, bit) = first.zip(second).map_or((0, 0), |(first, second)| pair(first, second));
                if let Some(bits) = self.pairs.get_mut(word) {
                    *bits |= bit;
                }
            }
        }
        let mask = self.keys.len().wrapping_sub(1);
        let mut at = place(key) & mask;
        while self.keys.get(at).is_some_and(|&known| known != FREE) {
            at = (at + 1) & mask;
        }
        if let Some((free, of)) = self.keys.get_mut(at).zip(self.entries_of.get_mut(at)) {
            (*free, *of) = (key, entries);
        }
    }
}

fn key(first: char, second: char) -> u64 {
    u64::from(u32::from(first)) << 32 | u64::from(u32::from(second))
}

/// The characters of a key.
fn chars(key: u64) -> (Option<char>, Option<char>) {
    let char_of = |code: u64| u32::try_from(code).ok().and_then(char::from_u32);
    (char_of(key >> 32), char_of(key & u64::from(u32::MAX)))
}

/// A number that spreads over all slots.
fn place(key: u64) -> usize {
    usize::try_from(key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40).unwrap_or(0)
}

/// Where the filter keeps the bit of two characters.
fn pair(first: char, second: char) -> (usize, u64) {
    let mixed = (u32::from(first) << 16 ^ u32::from(second)).wrapping_mul(0x9e37_79b1) >> (32 - PAIR_BITS);
    (usize::try_from(mixed >> 6).unwrap_or(0), 1 << (mixed & 63))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(words: &[String], text: &str) -> Vec<(usize, usize, usize)> {
        let index = Index::new(words.iter().map(String::as_str).zip(0..));
        let mut found = Vec::new();
        for (start, _) in text.char_indices() {
            index.words_at(text, start, |end, word| found.push((start, end, word)));
        }
        found
    }

    proptest! {
        #[test]
        fn every_word_is_found_wherever_it_stands(
            words in prop::collection::btree_set("[再联系说😀a]{1,4}", 0..12),
            text in "[再联系说😀a，]{0,40}",
        ) {
            let words: Vec<String> = words.into_iter().collect();
            let mut expected = Vec::new();
            for (start, _) in text.char_indices() {
                let rest = text.get(start..).unwrap();
                let mut here: Vec<_> = words
                    .iter()
                    .enumerate()
                    .filter(|(_, word)| rest.starts_with(word.as_str()))
                    .map(|(number, word)| (start, start + word.len(), number))
                    .collect();
                here.sort_unstable();
                expected.extend(here);
            }
            prop_assert_eq!(found(&words, &text), expected);
        }
    }

    #[test]
    fn many_words_find_room() {
        let words: Vec<String> = (0x4e00..0x5e00)
            .filter_map(char::from_u32)
            .map(|c| format!("再{c}{c}"))
            .collect();
        assert_eq!(found(&words, "再见再丁丁"), [(6, 15, 1)]);
        assert_eq!(found(&[], "再见"), []);
    }
}
