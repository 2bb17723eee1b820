//! The pairs of characters that words can start with, however they are written.

use std::collections::HashMap;

use super::{
    digits, place,
    plane::{Place, Plane},
    shape,
    sound::{self, Syllable},
};

/// What stands for a syllable: a key behind those of the characters, which are their codes.
const SOUNDS: u32 = 0x1_0000;
/// Room for the keys of all characters and syllables.
const KEYS: usize = 0x1_0400;

/// The last character of the basic plane.
const LAST: char = '\u{ffff}';

/// The most bits of a set, which a processor can still keep near.
const MOST_BITS: usize = 1 << 22;
/// How far apart rows start that share their bits: the golden section of [`MOST_BITS`] spreads them evenly.
const SHARED_STRIDE: usize = 2_592_245;

/// The characters that words can start and go on with.
///
/// Each character has a [`Mark`] that names a row and a column. The row of a character tells the columns of those that
/// may follow it at the start of a word, so that two look-ups judge a pair. Characters that nothing tells apart share a
/// number, and 0 is that of all with which no word starts or goes on. When there are many rows and columns, rows share
/// their bits, which costs a closer look now and then.
#[derive(Debug)]
pub(super) struct Pairs {
    marks: Plane<Mark>,
    bits: Vec<u64>,
    /// How far apart rows start, and the mask that brings them back into `bits`.
    stride: usize,
    mask: usize,
    /// Whether a word starts with a character beyond the basic plane, which has no mark, or goes on with one.
    beyond: bool,
}

/// What is known about a character as a part of words.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mark(u32);

impl Mark {
    /// The bits of a row or column.
    const NUMBER: u16 = 0x7fff;
    /// It is no ideograph, or also a digit.
    const OTHER: u32 = 1 << 31;
    /// It can be a word by itself.
    const WORD: u32 = 1 << 15;

    fn new(row: u16, column: u16, is_other: bool, is_word: bool) -> Self {
        let flag = |is_set: bool, flag| if is_set { flag } else { 0 };
        Self(u32::from(row) << 16 | u32::from(column) | flag(is_other, Self::OTHER) | flag(is_word, Self::WORD))
    }

    /// Whether nothing but its pairs needs a look.
    pub(super) fn is_plain(self) -> bool {
        self.0 & (Self::OTHER | Self::WORD) == 0
    }

    /// Whether it can be a word by itself.
    pub(super) fn is_word(self) -> bool {
        self.0 & Self::WORD != 0
    }

    fn row(self) -> usize {
        index(self.0 >> 16 & u32::from(Self::NUMBER))
    }

    fn column(self) -> usize {
        index(self.0 & u32::from(Self::NUMBER))
    }
}

impl Pairs {
    /// The pairs of `words`; with `guesses`, also those of what only sounds like them, where a character that is no
    /// common word counts as its syllable.
    pub(super) fn of<'w>(words: impl Iterator<Item = &'w str>, guesses: bool) -> Self {
        let keys = Keys::of(words, guesses);
        let rows = Axis::of(keys.pairs.iter().map(|&(first, _)| first));
        let columns = Axis::of(keys.pairs.iter().map(|&(_, second)| second));
        let words = Axis::of(keys.words.iter().copied());
        let whole = (rows.count + 1) * (columns.count + 1);
        let (bits, stride, mask) = if whole <= MOST_BITS {
            (whole, columns.count + 1, usize::MAX)
        } else {
            (MOST_BITS, SHARED_STRIDE, MOST_BITS - 1)
        };
        let mut pairs = Self {
            marks: marks(&rows, &columns, &words),
            bits: vec![0; bits.div_ceil(64)],
            stride,
            mask,
            beyond: keys.beyond,
        };
        for (first, second) in keys.pairs {
            for &row in rows.like(first) {
                let row = usize::from(row) * stride;
                for &column in columns.like(second) {
                    pairs.set(row, usize::from(column));
                }
            }
        }
        pairs
    }

    /// The mark of the character at `place`, or of the letter that it encloses.
    pub(super) fn at(&self, place: Place) -> Mark {
        self.marks.at(place)
    }

    /// Whether a character beyond the basic plane, which has no mark, needs a look.
    pub(super) fn reach_beyond(&self) -> bool {
        self.beyond
    }

    /// Where the row of a character starts.
    pub(super) fn row(&self, mark: Mark) -> usize {
        mark.row() * self.stride
    }

    /// Whether a word can go on with a character behind the one of `row`.
    pub(super) fn contain(&self, row: usize, mark: Mark) -> bool {
        let bit = (row + mark.column()) & self.mask;
        self.bits.get(bit / 64).is_some_and(|bits| bits >> (bit % 64) & 1 == 1)
    }

    fn set(&mut self, row: usize, column: usize) {
        let bit = (row + column) & self.mask;
        if let Some(bits) = self.bits.get_mut(bit / 64) {
            *bits |= 1 << (bit % 64);
        }
    }
}

/// The marks of all characters.
fn marks(rows: &Axis, columns: &Axis, words: &Axis) -> Plane<Mark> {
    Plane::of(|c| {
        let is_other = !matches!(c, '\u{4e00}'..='\u{9fff}') || digits::is_digit(c);
        let letter = shape::letter(c).unwrap_or(c);
        Mark::new(
            rows.number(letter),
            columns.number(letter),
            is_other,
            words.number(letter) > 0,
        )
    })
}

/// The keys of the ways to write the first characters of words.
#[derive(Default)]
struct Keys {
    pairs: Vec<(u32, u32)>,
    /// The first ones of words that have no second character, or one that is no letter.
    words: Vec<u32>,
    /// Whether one of the first two characters of a word lies beyond the basic plane.
    beyond: bool,
    guesses: bool,
}

impl Keys {
    fn of<'w>(words: impl Iterator<Item = &'w str>, guesses: bool) -> Self {
        let mut keys = Self {
            guesses,
            ..Self::default()
        };
        let mut heads: Vec<(char, Option<char>)> = words
            .filter_map(|word| {
                let mut chars = word.chars().map(|c| c.to_ascii_lowercase());
                Some((chars.next()?, chars.next()))
            })
            .collect();
        heads.sort_unstable();
        heads.dedup();
        let is_letter = |c: char| shape::letter(c).is_some();
        for (first, second) in heads {
            match second {
                _ if first > LAST || second > Some(LAST) => keys.beyond = true,
                Some(second) if is_letter(first) && is_letter(second) => keys.add(first, second),
                _ => keys.add_word(first),
            }
        }
        keys
    }

    /// Adds the ways in which words that begin with `first` and `second` can begin.
    fn add(&mut self, first: char, second: char) {
        let mut behind = self.singles(second);
        behind.extend(
            shape::splits(second)
                .iter()
                .filter_map(|way| pair_of(way))
                .map(|(part, _)| part),
        );
        behind.extend(initials(second));
        self.add_written(first);
        let heads = self.singles(first).into_iter().chain(letters(first));
        for head in heads {
            self.pairs.extend(behind.iter().map(|&second| (head, second)));
        }
        if self.guesses {
            let abbreviated = initials(first).flat_map(|head| initials(second).map(move |second| (head, second)));
            self.pairs.extend(abbreviated);
        }
    }

    /// Adds the ways to write a word of one character.
    fn add_word(&mut self, word: char) {
        self.add_written(word);
        let ways = self.singles(word).into_iter().chain(letters(word));
        self.words.extend(ways);
    }

    /// Adds the ways to write `c` as several characters: its parts and its syllables.
    fn add_written(&mut self, c: char) {
        let parts = shape::splits(c).iter().map(String::as_str);
        let syllables = sound::all(c).iter().map(|&syllable| sound::letters(syllable));
        self.pairs.extend(parts.chain(syllables).filter_map(pair_of));
    }

    /// The ways to write `c` as one character.
    fn singles(&self, c: char) -> Vec<u32> {
        let lookalikes = shape::lookalikes(c).iter().map(|&other| u32::from(other));
        let sound = sound::usual(c).filter(|_| self.guesses).map(key_of_sound);
        std::iter::once(u32::from(c)).chain(lookalikes).chain(sound).collect()
    }
}

/// The syllables of `c` that are a single letter.
fn letters(c: char) -> impl Iterator<Item = u32> {
    let syllables = sound::all(c).iter().map(|&syllable| sound::letters(syllable));
    syllables.filter(|syllable| syllable.len() == 1).filter_map(first_key)
}

/// The first letters of the syllables of `c`.
fn initials(c: char) -> impl Iterator<Item = u32> {
    let syllables = sound::all(c).iter().map(|&syllable| sound::letters(syllable));
    syllables.filter_map(first_key)
}

fn first_key(written: &str) -> Option<u32> {
    written.chars().next().map(u32::from)
}

fn pair_of(written: &str) -> Option<(u32, u32)> {
    let mut chars = written.chars().map(u32::from);
    Some((chars.next()?, chars.next()?))
}

fn key_of_sound(syllable: Syllable) -> u32 {
    SOUNDS + u32::from(syllable)
}

/// The key of the syllable that `c` counts as.
fn sound_of(c: char) -> Option<u32> {
    sound::usual(c).filter(|_| !place::is_common(c)).map(key_of_sound)
}

/// The numbers of those keys that are in use.
struct Axis {
    /// For each key its number, 0 for those that are not in use.
    numbers: Vec<u16>,
    count: usize,
    /// For each syllable, its number and those of the characters in use that count as it.
    alike: HashMap<u32, Vec<u16>>,
}

impl Axis {
    fn of(keys: impl Iterator<Item = u32>) -> Self {
        let mut numbers = vec![0; KEYS];
        let mut count = 0_u16;
        for key in keys {
            if let Some(number) = numbers.get_mut(index(key)).filter(|number| **number == 0) {
                // Should there ever be more, the last ones are taken for each other.
                count = (count + 1).min(Mark::NUMBER);
                *number = count;
            }
        }
        let mut alike: HashMap<u32, Vec<u16>> = HashMap::new();
        let in_use = (0..).zip(&numbers).filter(|&(_, number)| *number > 0);
        for (key, &number) in in_use {
            let sound = char::from_u32(key).filter(|_| key < SOUNDS).and_then(sound_of);
            alike.entry(sound.unwrap_or(key)).or_default().push(number);
        }
        Self {
            count: usize::from(count),
            numbers,
            alike,
        }
    }

    /// The number of a character in use, or of its syllable.
    fn number(&self, c: char) -> u16 {
        let number = |key: u32| self.numbers.get(index(key)).copied().unwrap_or(0);
        match number(u32::from(c)) {
            0 => sound_of(c).map_or(0, number),
            number => number,
        }
    }

    /// The numbers of the characters in use that `key` stands for.
    fn like(&self, key: u32) -> &[u16] {
        if key < SOUNDS {
            return self.numbers.get(index(key)).map_or(&[], std::slice::from_ref);
        }
        self.alike.get(&key).map_or(&[], Vec::as_slice)
    }
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
