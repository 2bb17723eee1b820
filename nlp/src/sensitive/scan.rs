//! One cheap pass over a text that says where a closer look is worth it.
//!
//! A word is only looked for where two neighbouring characters can be the first two of one, in whatever writing, and
//! numbers only where eleven digits stand together. Nearly all of a text is passed over at a table look-up a
//! character.

use std::ops::Range;

use super::{
    digits,
    search::LONGEST_GAP,
    shape,
    sound::{self, Syllable},
};

const FIRST: u32 = 0x4e00;
const LAST: u32 = 0x9fff;
/// The keys from which on characters without a syllable are told apart.
const SILENT: u32 = 0x400;
/// The digits of the shortest personal number.
const SHORTEST_NUMBER: usize = 11;

/// The pairs of characters that words can start with.
///
/// Where what sounds like a word is looked for, a character counts as its syllable. The pairs are kept as single bits;
/// that two fall together costs a closer look.
#[derive(Debug)]
pub(super) struct Pairs {
    bits: Vec<u64>,
    shift: u32,
    /// The keys of the ideographs, when they count as syllables.
    sounds: Option<Vec<u16>>,
    /// Whether a word has a single character.
    singles: bool,
}

impl Pairs {
    /// The pairs of `words`; with `guesses`, also those of what only sounds like them.
    pub(super) fn of<'w>(words: impl Iterator<Item = &'w str>, guesses: bool) -> Self {
        let mut pairs = Self {
            bits: Vec::new(),
            shift: 0,
            sounds: guesses.then(sounds),
            singles: false,
        };
        let mut keys: Vec<(u32, u32)> = Vec::new();
        for word in words {
            let mut chars = word.chars().map(|c| c.to_ascii_lowercase());
            match (chars.next(), chars.next()) {
                (Some(first), Some(second)) => pairs.add(first, second, &mut keys),
                (Some(_), None) => pairs.singles = true,
                _ => {}
            }
        }
        keys.sort_unstable();
        keys.dedup();
        // Sixteen bits a pair: about one of sixteen other pairs falls on one of them.
        let bits = (keys.len() * 16).next_power_of_two().max(64);
        pairs.bits = vec![0; bits / 64];
        pairs.shift = 32 - bits.trailing_zeros();
        for (first, second) in keys {
            let (word, bit) = pairs.place(first, second);
            if let Some(bits) = pairs.bits.get_mut(word) {
                *bits |= bit;
            }
        }
        pairs
    }

    /// Adds the ways in which words that begin with `first` and `second` can begin.
    fn add(&self, first: char, second: char, keys: &mut Vec<(u32, u32)>) {
        let heads = self.singles_of(first);
        let mut seconds = self.singles_of(second);
        seconds.extend(shape::splits(second).iter().filter_map(|way| self.first_key(way)));
        for &head in &heads {
            keys.extend(seconds.iter().map(|&second| (head, second)));
        }
        let syllables = sound::all(first).iter().map(|&syllable| sound::letters(syllable));
        let written = shape::splits(first).iter().map(String::as_str).chain(syllables);
        keys.extend(written.filter_map(|written| {
            let mut chars = written.chars();
            Some((self.key(chars.next()?), self.key(chars.next()?)))
        }));
        // By the first letters alone.
        let letters = |c: char| {
            sound::all(c)
                .iter()
                .filter_map(|&syllable| self.first_key(sound::letters(syllable)))
        };
        for head in letters(first) {
            keys.extend(letters(second).map(|second| (head, second)));
            keys.push((head, self.key(second)));
        }
    }

    /// The keys of the single characters that `c` can be written as, and of the first letters of its syllables.
    fn singles_of(&self, c: char) -> Vec<u32> {
        let lookalikes = shape::lookalikes(c).iter().map(|&other| self.key(other));
        let sounds = sound::all(c).iter().copied();
        let letters = sounds.clone().filter_map(|sound| self.first_key(sound::letters(sound)));
        let homophones = sounds.filter(|_| self.sounds.is_some()).map(key_of_sound);
        let mut keys: Vec<u32> = std::iter::once(self.key(c))
            .chain(lookalikes)
            .chain(letters)
            .chain(homophones)
            .collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    fn first_key(&self, written: &str) -> Option<u32> {
        written.chars().next().map(|c| self.key(c))
    }

    fn key(&self, c: char) -> u32 {
        let code = u32::from(c);
        let Some(sounds) = &self.sounds else { return code };
        match code.checked_sub(FIRST).and_then(|place| usize::try_from(place).ok()) {
            Some(place) => sounds.get(place).map_or(code, |&key| u32::from(key)),
            None => code,
        }
    }

    fn place(&self, first: u32, second: u32) -> (usize, u64) {
        let hash = (first.wrapping_mul(0x9e37_79b1).rotate_left(15) ^ second).wrapping_mul(0x85eb_ca77) >> self.shift;
        (usize::try_from(hash / 64).unwrap_or(usize::MAX), 1 << (hash % 64))
    }

    fn contain(&self, first: u32, second: u32) -> bool {
        let (word, bit) = self.place(first, second);
        self.bits.get(word).is_some_and(|bits| bits & bit != 0)
    }
}

/// The keys of the ideographs: their syllables, and numbers of their own for those that have none.
fn sounds() -> Vec<u16> {
    (FIRST..=LAST)
        .map(|code| {
            let syllable = char::from_u32(code).and_then(sound::usual);
            let key = syllable.map_or(SILENT + code % SILENT, key_of_sound);
            u16::try_from(key).unwrap_or(u16::MAX)
        })
        .collect()
}

/// Behind the letters and digits.
fn key_of_sound(syllable: Syllable) -> u32 {
    0x80 + u32::from(syllable)
}

/// What one pass finds.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// For each set of pairs, the bytes at which one of its words can start.
    pub(super) starts: Vec<Vec<usize>>,
    /// Where enough digits for a personal number stand.
    pub(super) numbers: Vec<Range<usize>>,
}

/// Passes over `text` once.
pub(super) fn scan(text: &str, sets: &[&Pairs]) -> Scan {
    let mut starts: Vec<Vec<usize>> = sets.iter().map(|_| Vec::new()).collect();
    let mut numbers = Numbers::default();
    let mut before: Option<(usize, char)> = None;
    let mut gap = 0;
    for (at, written) in text.char_indices() {
        numbers.read(at, written);
        let Some(c) = letter(written) else {
            gap += 1;
            if gap > LONGEST_GAP || written.is_control() {
                before = None;
            }
            continue;
        };
        for (pairs, starts) in sets.iter().zip(&mut starts) {
            if let Some((start, first)) = before
                && pairs.contain(pairs.key(first), pairs.key(c))
            {
                starts.push(start);
            }
            if pairs.singles {
                starts.push(at);
            }
        }
        before = Some((at, c));
        gap = 0;
    }
    numbers.end(text.len());
    for (pairs, starts) in sets.iter().zip(&mut starts) {
        if pairs.singles {
            starts.sort_unstable();
            starts.dedup();
        }
    }
    Scan {
        starts,
        numbers: numbers.found,
    }
}

/// The letter, digit or ideograph that `written` is or encloses, in lower case.
fn letter(written: char) -> Option<char> {
    match written {
        '\u{4e00}'..='\u{9fff}' => Some(written),
        '\0'..='\u{7f}' => written.is_ascii_alphanumeric().then(|| written.to_ascii_lowercase()),
        // The marks of Chinese text.
        '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{ff01}'..='\u{ff0f}' => None,
        _ => shape::unenclosed(written)
            .map(|c| c.to_ascii_lowercase())
            .or_else(|| written.is_alphanumeric().then_some(written)),
    }
}

/// The stretches of digits with single marks between them that are long enough.
#[derive(Debug, Default)]
struct Numbers {
    found: Vec<Range<usize>>,
    start: usize,
    digits: usize,
}

impl Numbers {
    fn read(&mut self, at: usize, c: char) {
        if digits::is_digit(c) {
            if self.digits == 0 {
                self.start = at;
            }
            self.digits += 1;
        } else if self.digits > 0 && !digits::joins(c) {
            self.end(at);
        }
    }

    fn end(&mut self, at: usize) {
        if self.digits >= SHORTEST_NUMBER {
            self.found.push(self.start..at);
        }
        self.digits = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starts(words: &[&str], guesses: bool, text: &str) -> Vec<usize> {
        let pairs = Pairs::of(words.iter().copied(), guesses);
        scan(text, &[&pairs]).starts.remove(0)
    }

    #[test]
    fn a_word_is_worth_a_look_in_any_writing() {
        for text in [
            "回扣",
            "回·扣",
            "hui扣",
            "回kou",
            "hk",
            "ⓗⓤⓘ扣",
            "囬扣",
            "囗口扣",
            "回扌口",
            "h扣",
        ] {
            assert_eq!(starts(&["回扣"], false, text).first(), Some(&0), "{text}");
        }
        assert_eq!(starts(&["回扣"], true, "回蔻"), [0]);
        assert!(starts(&["回扣"], false, "回蔻了").is_empty());
    }

    #[test]
    fn other_text_is_passed_over() {
        assert!(starts(&["回扣", "过敏"], true, "拜访恒力机电，报价单已发。").is_empty());
        assert!(starts(&["回扣"], true, "回\n扣").is_empty());
    }

    #[test]
    fn a_word_of_one_character_is_looked_for_everywhere() {
        assert_eq!(starts(&["药"], false, "买药"), [0, 3]);
    }

    #[test]
    fn only_long_stretches_of_digits_are_numbers() {
        let pairs = Pairs::of([].into_iter(), false);
        let numbers = |text: &str| scan(text, &[&pairs]).numbers;
        assert_eq!(numbers("电话139 1234 5678，2楼").first(), Some(&(6..19)));
        assert!(numbers("2026-11-25 10点").is_empty());
    }
}
