//! One cheap pass over a text that says where a closer look is worth it.
//!
//! A word is only looked for where two neighbouring characters can be the first two of one, in whatever writing, and
//! numbers only where eleven digits stand together. Nearly all of a text is passed over at a table look-up a
//! character.

use std::{ops::Range, sync::LazyLock};

use super::{
    digits, place,
    search::LONGEST_GAP,
    shape,
    sound::{self, Syllable},
};

const FIRST: u32 = 0x4e00;
const LAST: u32 = 0x9fff;
/// Bits for each pair of a set: about one of so many other pairs falls on one of them.
const BITS: usize = 16;
/// The bits of the largest set, which a processor can still keep near.
const MOST_BITS: usize = 1 << 22;
/// The characters of the basic plane.
const PLANE: usize = 0x1_0000;
/// A word can start with the character.
const STARTS: u8 = 1;
/// A word can go on with the character.
const GOES_ON: u8 = 2;
/// The digits of the shortest personal number.
const SHORTEST_NUMBER: usize = 11;

/// The keys of the ideographs as syllables, 0 for those that are common words.
static SOUNDS: LazyLock<Vec<u16>> = LazyLock::new(|| {
    (FIRST..=LAST)
        .map(|code| {
            let c = char::from_u32(code).filter(|&c| !place::is_common(c));
            let key = c.and_then(sound::usual).map_or(0, key_of_sound);
            u16::try_from(key).unwrap_or(0)
        })
        .collect()
});

/// The pairs of characters that words can start with.
///
/// They are kept as single bits of a hash; that two pairs fall together costs a closer look. Where what sounds like a
/// word is looked for, a character that is no common word counts as its syllable too.
#[derive(Debug)]
pub(super) struct Pairs {
    bits: Vec<u64>,
    shift: u32,
    /// For each character of the basic plane, whether a word can start with it or go on with it.
    places: Vec<u8>,
    /// Whether what only sounds like a word is looked for.
    guesses: bool,
    /// Whether a word has a single character.
    singles: bool,
}

impl Pairs {
    /// The pairs of `words`; with `guesses`, also those of what only sounds like them.
    pub(super) fn of<'w>(words: impl Iterator<Item = &'w str>, guesses: bool) -> Self {
        let mut singles = false;
        let mut heads: Vec<(char, char)> = Vec::new();
        for word in words {
            let mut chars = word.chars().map(|c| c.to_ascii_lowercase());
            match (chars.next(), chars.next()) {
                (Some(first), Some(second)) => heads.push((first, second)),
                (Some(_), None) => singles = true,
                _ => {}
            }
        }
        heads.sort_unstable();
        heads.dedup();
        let mut keys: Vec<(u32, u32)> = Vec::with_capacity(heads.len() * 8);
        for (first, second) in heads {
            add(first, second, guesses, &mut keys);
        }
        keys.sort_unstable();
        keys.dedup();
        let bits = (keys.len() * BITS).next_power_of_two().clamp(64, MOST_BITS);
        let mut pairs = Self {
            bits: vec![0; bits / 64],
            shift: 32 - bits.trailing_zeros(),
            places: places(&keys),
            guesses,
            singles,
        };
        for (first, second) in keys {
            let (word, bit) = pairs.place(first, second);
            if let Some(bits) = pairs.bits.get_mut(word) {
                *bits |= bit;
            }
        }
        pairs
    }

    /// Where in a word `c` can stand.
    fn places_of(&self, c: char) -> u8 {
        let place = usize::try_from(u32::from(c)).ok();
        place.and_then(|place| self.places.get(place)).copied().unwrap_or(0)
    }

    fn place(&self, first: u32, second: u32) -> (usize, u64) {
        let hash = (first.wrapping_mul(0x9e37_79b1).rotate_left(15) ^ second).wrapping_mul(0x85eb_ca77) >> self.shift;
        (usize::try_from(hash / 64).unwrap_or(usize::MAX), 1 << (hash % 64))
    }

    fn contain(&self, first: u32, second: u32) -> bool {
        let (word, bit) = self.place(first, second);
        self.bits.get(word).is_some_and(|bits| bits & bit != 0)
    }

    /// Whether a word can start with `first` and `second`.
    fn can_start(&self, first: char, second: char) -> bool {
        if self.places_of(first) & STARTS == 0 || self.places_of(second) & GOES_ON == 0 {
            return false;
        }
        let (code, next) = (u32::from(first), u32::from(second));
        if self.contain(code, next) {
            return true;
        }
        if !self.guesses {
            return false;
        }
        let (sound, next_sound) = (sound_of(first), sound_of(second));
        sound > 0 && self.contain(sound, next)
            || next_sound > 0 && self.contain(code, next_sound)
            || sound > 0 && next_sound > 0 && self.contain(sound, next_sound)
    }
}

/// Which characters stand first or second in `keys`, by their codes or by their sounds.
fn places(keys: &[(u32, u32)]) -> Vec<u8> {
    let mut by_key = vec![0; PLANE];
    for &(first, second) in keys {
        for (key, place) in [(first, STARTS), (second, GOES_ON)] {
            if let Some(places) = usize::try_from(key).ok().and_then(|key| by_key.get_mut(key)) {
                *places |= place;
            }
        }
    }
    let mut places = by_key.clone();
    for (code, sound) in (FIRST..=LAST).zip(SOUNDS.iter()) {
        let of_sound = by_key.get(usize::from(*sound)).copied().unwrap_or(0);
        if let Some(places) = usize::try_from(code)
            .ok()
            .and_then(|code| places.get_mut(code))
            .filter(|_| *sound > 0)
        {
            *places |= of_sound;
        }
    }
    places
}

/// The key of `c` as a syllable, 0 when it has none or is common.
fn sound_of(c: char) -> u32 {
    let place = u32::from(c)
        .checked_sub(FIRST)
        .and_then(|place| usize::try_from(place).ok());
    place
        .and_then(|place| SOUNDS.get(place))
        .map_or(0, |&key| u32::from(key))
}

/// Adds the ways in which words that begin with `first` and `second` can begin.
fn add(first: char, second: char, guesses: bool, keys: &mut Vec<(u32, u32)>) {
    let heads = singles(first, guesses);
    let letters = || {
        sound::all(second)
            .iter()
            .filter_map(|&sound| first_key(sound::letters(sound)))
    };
    let mut seconds = singles(second, guesses);
    seconds.extend(shape::splits(second).iter().filter_map(|way| first_key(way)));
    for (number, &head) in heads.iter().enumerate() {
        // Where nobody guesses, one of the two stands there as itself: the pairs of a large pack stay few.
        let others = if guesses || number == 0 { seconds.len() } else { 1 };
        keys.extend(seconds.iter().take(others).map(|&second| (head, second)));
        keys.extend(letters().map(|second| (head, second)));
    }
    let syllables = sound::all(first).iter().map(|&syllable| sound::letters(syllable));
    let written = shape::splits(first).iter().map(String::as_str).chain(syllables.clone());
    keys.extend(written.filter_map(|written| {
        let mut chars = written.chars();
        Some((u32::from(chars.next()?), u32::from(chars.next()?)))
    }));
    for head in syllables.filter_map(first_key) {
        // A syllable of one letter.
        keys.push((head, u32::from(second)));
        keys.extend(letters().filter(|_| guesses).map(|second| (head, second)));
    }
}

/// The keys of the single characters that `c` can be written as.
fn singles(c: char, guesses: bool) -> Vec<u32> {
    let lookalikes = shape::lookalikes(c).iter().map(|&other| u32::from(other));
    let sound = sound::usual(c).filter(|_| guesses).map(key_of_sound);
    std::iter::once(u32::from(c)).chain(lookalikes).chain(sound).collect()
}

fn first_key(written: &str) -> Option<u32> {
    written.chars().next().map(u32::from)
}

/// Apart from the keys of letters and ideographs, which are their codes.
fn key_of_sound(syllable: Syllable) -> u32 {
    0x400 + u32::from(syllable)
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
    // Whether the character before is a Latin letter that continues a word, in which nothing starts.
    let mut inside = false;
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
                && !inside
                && pairs.can_start(first, c)
            {
                starts.push(start);
            }
            if pairs.singles {
                starts.push(at);
            }
        }
        let is_latin = |c: char| c.is_ascii_alphanumeric();
        inside = gap == 0 && is_latin(written) && before.is_some_and(|(_, first)| is_latin(first));
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
        for text in ["回扣", "回·扣", "hui扣", "回kou", "ⓗⓤⓘ扣", "囬扣", "囗口扣", "回扌口"] {
            assert_eq!(starts(&["回扣"], false, text).first(), Some(&0), "{text}");
        }
        for text in ["回蔻", "hk", "回k"] {
            assert_eq!(starts(&["回扣"], true, text), [0], "{text}");
        }
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
