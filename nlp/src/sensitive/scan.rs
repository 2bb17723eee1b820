//! One cheap pass over a text that says where a closer look is worth it.
//!
//! A word is only looked for where two neighbouring characters can be the first two of one, in whatever writing, and
//! numbers only where eleven digits stand together. Nearly all of a text is passed over at a table look-up a
//! character.

use std::ops::{Range, RangeInclusive};

use super::{
    kind::{self, Kind},
    pairs::{Mark, Pairs},
    plane::{Place, Plane},
    search::LONGEST_GAP,
    shape,
};

/// The digits of the shortest personal number.
const SHORTEST_NUMBER: usize = 11;
/// The bytes of an ideograph, and with which byte it can begin.
const IDEOGRAPH: usize = 3;
const IDEOGRAPHS: RangeInclusive<u8> = 0xe4..=0xe9;

/// What one pass finds.
#[derive(Debug)]
pub(super) struct Scan<const SETS: usize> {
    /// For each set of pairs, the bytes at which one of its words can start, in order.
    pub(super) starts: [Vec<usize>; SETS],
    /// Where enough digits for a personal number stand.
    pub(super) numbers: Vec<Range<usize>>,
}

/// Passes over `text` once.
pub(super) fn scan<const SETS: usize>(text: &str, sets: [&Pairs; SETS]) -> Scan<SETS> {
    let mut pass = Pass {
        text,
        kinds: kind::kinds(),
        sets,
        starts: [const { Vec::new() }; SETS],
        at: 0,
        before: 0,
        rows: [0; SETS],
        latin_end: 0,
        gap: 0,
        gap_end: 0,
        numbers: Numbers::default(),
    };
    while pass.at < text.len() {
        pass.read_ideographs();
        pass.read_others();
    }
    pass.numbers.end();
    Scan {
        starts: pass.starts,
        numbers: pass.numbers.found,
    }
}

/// A pass on its way.
struct Pass<'p, const SETS: usize> {
    text: &'p str,
    kinds: &'p Plane<Kind>,
    sets: [&'p Pairs; SETS],
    starts: [Vec<usize>; SETS],
    at: usize,
    /// Where the letter before stands and, for each set, its row, or 0 where nothing can start with it.
    before: usize,
    rows: [usize; SETS],
    /// Where the last Latin letter ends.
    latin_end: usize,
    /// The marks in a row so far, and where they end.
    gap: usize,
    gap_end: usize,
    numbers: Numbers,
}

impl<const SETS: usize> Pass<'_, SETS> {
    /// Reads on for as long as nothing but the pairs of ideographs needs a look.
    fn read_ideographs(&mut self) {
        let (mut before, mut rows) = (self.before, self.rows);
        let mut rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        while let Some(place) = rest.first_chunk().and_then(|bytes| Place::of_three(*bytes)) {
            let marks = self.sets.map(|pairs| pairs.at(place));
            if !marks.iter().all(|mark| mark.is_plain()) {
                break;
            }
            for (((pairs, mark), row), starts) in self.sets.iter().zip(marks).zip(&mut rows).zip(&mut self.starts) {
                if pairs.contain(*row, mark) && starts.last() != Some(&before) {
                    starts.push(before);
                }
                *row = pairs.row(mark);
            }
            before = self.text.len() - rest.len();
            rest = rest.get(IDEOGRAPH..).unwrap_or_default();
        }
        self.at = self.text.len() - rest.len();
        self.before = before;
        self.rows = rows;
    }

    /// Reads on up to the next ideograph, and at least one character.
    fn read_others(&mut self) {
        loop {
            let Some((place, kind, length)) = self.unit() else {
                self.at = self.text.len();
                return;
            };
            let end = self.at + length;
            if kind.is(Kind::NUMERIC) {
                self.numbers.read(self.at, end, kind);
            }
            if place.is_none() {
                self.read_beyond();
            }
            if kind.is(Kind::LETTER) {
                self.read_letter(place, kind, end);
            } else {
                self.read_mark(place);
                self.gap = if self.gap_end == self.at { self.gap + 1 } else { 1 };
                self.gap_end = end;
                if self.gap > LONGEST_GAP || kind.is(Kind::ENDS) {
                    self.rows = [0; SETS];
                }
            }
            self.at = end;
            if self
                .text
                .as_bytes()
                .get(end)
                .is_some_and(|byte| IDEOGRAPHS.contains(byte))
            {
                return;
            }
        }
    }

    /// Reads a letter that ends at byte `end`.
    fn read_letter(&mut self, place: Option<Place>, kind: Kind, end: usize) {
        // Inside a Latin word nothing starts.
        let is_inside = kind.is(Kind::LATIN) && self.latin_end == self.at && self.at > 0;
        if kind.is(Kind::LATIN) {
            self.latin_end = end;
        }
        for ((pairs, row), starts) in self.sets.iter().zip(&mut self.rows).zip(&mut self.starts) {
            let mark = place.map_or(Mark::default(), |place| pairs.at(place));
            if pairs.contain(*row, mark) && starts.last().is_none_or(|&last| last < self.before) {
                starts.push(self.before);
            }
            if mark.is_word() && starts.last() != Some(&self.at) {
                starts.push(self.at);
            }
            *row = if is_inside { 0 } else { pairs.row(mark) };
        }
        self.before = self.at;
    }

    /// Reads a character beyond the basic plane, of which nothing is known but whether words have such.
    fn read_beyond(&mut self) {
        for (pairs, starts) in self.sets.iter().zip(&mut self.starts) {
            for start in [self.before, self.at] {
                if pairs.reach_beyond() && starts.last().is_none_or(|&last| last < start) {
                    starts.push(start);
                }
            }
        }
    }

    /// Reads a character that is no letter: words can start with it.
    fn read_mark(&mut self, place: Option<Place>) {
        for (pairs, starts) in self.sets.iter().zip(&mut self.starts) {
            if place.is_some_and(|place| pairs.at(place).is_word()) {
                starts.push(self.at);
            }
        }
    }

    /// The next character: the place of its mark, its kind and its bytes.
    fn unit(&self) -> Option<(Option<Place>, Kind, usize)> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let byte = *rest.first()?;
        if byte < 0x80 {
            let place = Place::of_ascii(byte);
            return Some((Some(place), self.kinds.at(place), 1));
        }
        if let Some(place) = rest.first_chunk().and_then(|bytes| Place::of_three(*bytes)) {
            return Some((Some(place), self.kinds.at(place), IDEOGRAPH));
        }
        let c = self.text.get(self.at..)?.chars().next()?;
        // Beyond the basic plane there are letters in squares, which stand for plain ones.
        let place = shape::letter(c).and_then(Place::of);
        Some((place, kind::of(c), c.len_utf8()))
    }
}

/// The stretches of digits with single marks between them that are long enough.
#[derive(Default)]
struct Numbers {
    found: Vec<Range<usize>>,
    /// The stretch so far and its digits.
    stretch: Range<usize>,
    digits: usize,
}

impl Numbers {
    fn read(&mut self, at: usize, end: usize, kind: Kind) {
        let goes_on = self.digits > 0 && self.stretch.end == at;
        if kind.is(Kind::DIGIT) {
            if !goes_on {
                self.end();
                self.stretch.start = at;
            }
            self.digits += 1;
            self.stretch.end = end;
        } else if goes_on && kind.is(Kind::JOINS) {
            self.stretch.end = end;
        }
    }

    fn end(&mut self) {
        if self.digits >= SHORTEST_NUMBER {
            self.found.push(self.stretch.clone());
        }
        self.digits = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starts(words: &[&str], guesses: bool, text: &str) -> Vec<usize> {
        let pairs = Pairs::of(words.iter().copied(), guesses);
        scan(text, [&pairs]).starts.concat()
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
    fn a_word_of_one_character_is_looked_for_where_it_stands() {
        assert_eq!(starts(&["药"], false, "买药yao葯"), [3, 6, 9]);
    }

    #[test]
    fn only_long_stretches_of_digits_are_numbers() {
        let pairs = Pairs::of([].into_iter(), false);
        let numbers = |text: &str| scan(text, [&pairs]).numbers;
        assert_eq!(numbers("电话139 1234 5678，2楼").first(), Some(&(6..19)));
        assert!(numbers("2026-11-25 10点").is_empty());
    }
}
