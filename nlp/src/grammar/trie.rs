//! Words by their characters, read forward from a place of a text.

use crate::text::CharSet;

/// Where no word ends, and where no node is.
const NONE: u32 = u32::MAX;
/// Bits of the filter for the first two characters of words.
const PAIR_BITS: u32 = 17;

/// A set of words as a trie whose edges are in one hash table, with two filters in front of it that fit the nearest
/// cache: nearly all places of a text begin no word.
#[derive(Default)]
pub(super) struct Trie {
    /// Pairs of a node and a character, in open addressing; its length is a power of two.
    slots: Vec<Slot>,
    /// For each node, the word that ends there.
    words: Vec<u32>,
    starts: CharSet,
    /// The words of one character.
    singles: CharSet,
    pairs: Vec<u64>,
}

#[derive(Clone, Copy)]
struct Slot {
    /// The node and the character behind it.
    key: u64,
    child: u32,
}

const FREE: Slot = Slot {
    key: u64::MAX,
    child: NONE,
};

impl Trie {
    /// Builds the trie of `words` with their numbers.
    pub(super) fn new<'w>(words: impl Iterator<Item = (&'w str, u32)>) -> Self {
        let mut trie = Self {
            words: vec![NONE],
            pairs: vec![0; 1 << (PAIR_BITS - 6)],
            ..Self::default()
        };
        for (word, number) in words {
            trie.insert(word, number);
        }
        trie
    }

    /// The words of `text` that begin at byte `at`: the bytes behind each and its number, shortest first.
    pub(super) fn words_at(&self, text: &str, at: usize, mut found: impl FnMut(usize, u32)) {
        let (mut node, mut end) = (0, at);
        for c in text.get(at..).unwrap_or_default().chars() {
            let Some(child) = self.child(node, c) else { return };
            node = child;
            end += c.len_utf8();
            if let Some(&word) = self.words.get(usize::try_from(node).unwrap_or(usize::MAX))
                && word != NONE
            {
                found(end, word);
            }
        }
    }

    /// Every word in `text`, by where it starts: its bytes and its number.
    pub(super) fn find(&self, text: &str, mut found: impl FnMut(usize, usize, u32)) {
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            // The filters know the characters of the basic plane.
            let is_unknown = c > '\u{ffff}';
            if !is_unknown && !self.starts.contains(c) {
                continue;
            }
            let goes_on = chars.peek().is_some_and(|&(_, next)| self.may_begin(c, next));
            if goes_on || is_unknown || self.singles.contains(c) {
                self.words_at(text, at, |end, word| found(at, end, word));
            }
        }
    }

    fn insert(&mut self, word: &str, number: u32) {
        let mut chars = word.chars();
        match (chars.next(), chars.next()) {
            (Some(first), second) => {
                self.starts.extend([first]);
                match second {
                    Some(second) => self.allow(first, second),
                    None => self.singles.extend([first]),
                }
            }
            _ => return,
        }
        let node = word.chars().fold(0, |node, c| match self.child(node, c) {
            Some(child) => child,
            None => self.grow(node, c),
        });
        if let Some(word) = self.words.get_mut(usize::try_from(node).unwrap_or(usize::MAX)) {
            *word = number;
        }
    }

    fn child(&self, node: u32, c: char) -> Option<u32> {
        let key = key(node, c);
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = place(key) & mask;
        loop {
            let slot = self.slots.get(at)?;
            if slot.key == key {
                return Some(slot.child);
            }
            if slot.key == FREE.key {
                return None;
            }
            at = (at + 1) & mask;
        }
    }

    /// Adds a node behind `node` by `c`.
    fn grow(&mut self, node: u32, c: char) -> u32 {
        // At most half of the slots are taken, so that a search soon meets a free one.
        if self.words.len() * 2 >= self.slots.len() {
            let larger = vec![FREE; (self.slots.len() * 2).max(64)];
            for slot in std::mem::replace(&mut self.slots, larger) {
                if slot.key != FREE.key {
                    self.put(slot);
                }
            }
        }
        let child = u32::try_from(self.words.len()).unwrap_or(NONE);
        self.words.push(NONE);
        self.put(Slot {
            key: key(node, c),
            child,
        });
        child
    }

    fn put(&mut self, new: Slot) {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = place(new.key) & mask;
        while let Some(slot) = self.slots.get_mut(at) {
            if slot.key == FREE.key {
                *slot = new;
                return;
            }
            at = (at + 1) & mask;
        }
    }

    fn allow(&mut self, first: char, second: char) {
        let (word, bit) = pair(first, second);
        if let Some(bits) = self.pairs.get_mut(word) {
            *bits |= bit;
        }
    }

    fn may_begin(&self, first: char, second: char) -> bool {
        let (word, bit) = pair(first, second);
        self.pairs.get(word).is_some_and(|bits| bits & bit != 0)
    }
}

fn key(node: u32, c: char) -> u64 {
    u64::from(node) << 21 | u64::from(u32::from(c))
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

    fn found(words: &[String], text: &str) -> Vec<(usize, usize, u32)> {
        let trie = Trie::new(words.iter().map(String::as_str).zip(0..));
        let mut found = Vec::new();
        trie.find(text, |start, end, word| found.push((start, end, word)));
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
                let mut here: Vec<_> = words
                    .iter()
                    .zip(0..)
                    .filter(|(word, _)| text.get(start..).unwrap().starts_with(word.as_str()))
                    .map(|(word, number)| (start, start + word.len(), number))
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
