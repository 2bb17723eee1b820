//! A text as the tokens that copies are recognised by.

use std::ops::Range;

use chrono::{NaiveDate, NaiveTime};

use crate::{
    norm::Normalized,
    segment::Words,
    text::sentences,
    time,
    tokens::{NUMBER, TIME, hash, vocabulary},
};

/// How many tokens make a shingle.
pub(super) const SHINGLE: usize = 4;

const NUMERALS: &str = "一二两三四五六七八九十百千万亿零半几";
/// Measures that the dictionary makes one word with their number.
const MEASURES: [&str; 16] = [
    "个", "条", "台", "家", "次", "位", "件", "份", "张", "套", "批", "步", "箱", "单", "名", "遍",
];

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A word of the trade, or a character of another word.
    Word,
    /// Any number.
    Number,
    /// Any time.
    Time,
}

/// A token at its place.
#[derive(Clone, Debug)]
pub(super) struct Token {
    id: u32,
    /// Tells numbers apart, which share an id.
    exact: u32,
    class: Class,
    characters: usize,
    /// Bytes of the normalised text.
    range: Range<usize>,
}

impl Token {
    /// How many characters it counts for: numbers and times for none, because a copy changes them first.
    pub(super) fn characters(&self) -> usize {
        self.characters
    }
}

/// A run of [`SHINGLE`] tokens.
pub(super) struct Shingle {
    /// Its first token.
    pub(super) start: usize,
    /// What it is, all numbers being alike.
    pub(super) hash: u32,
    /// What it is with its very numbers, if it holds one.
    pub(super) exact: Option<u32>,
}

/// The tokens of a text.
#[derive(Debug)]
pub(super) struct Tokens {
    normalized: Normalized,
    all: Vec<Token>,
    /// The clauses as ranges of tokens.
    clauses: Vec<Range<usize>>,
}

impl Tokens {
    /// The tokens of a report of `date`.
    pub(super) fn of(text: &str, date: NaiveDate) -> Self {
        let normalized = Normalized::new(text);
        let text = normalized.text();
        let mut reader = Reader::default();
        let mut clauses = Vec::new();
        for sentence in sentences(text) {
            let times = time::find(text, sentence.range.clone(), date.and_time(NaiveTime::MIN));
            let mut times = times.iter().map(|time| &time.range).peekable();
            let words = Words::of(
                text.get(sentence.range.clone()).unwrap_or_default(),
                sentence.range.start,
            );
            let mut words = words.iter().peekable();
            for clause in &sentence.clauses {
                let first = reader.tokens.len();
                while let Some(word) = words.next_if(|word| word.start < clause.end) {
                    while times.next_if(|time| time.end <= word.start).is_some() {}
                    match times.peek().filter(|time| time.start < word.end) {
                        Some(time) => reader.time(time),
                        None => reader.word(text.get(word.clone()).unwrap_or_default(), word.clone()),
                    }
                }
                // A list number is a clause of its own (`4、`), and says nothing.
                if reader
                    .tokens
                    .iter()
                    .skip(first)
                    .all(|token| token.class == Class::Number)
                {
                    reader.tokens.truncate(first);
                }
                clauses.push(first..reader.tokens.len());
            }
        }
        Self {
            normalized,
            all: reader.tokens,
            clauses,
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// One of them.
    pub(super) fn get(&self, index: usize) -> Option<&Token> {
        self.all.get(index)
    }

    /// What one of them is.
    pub(super) fn class(&self, index: usize) -> Option<Class> {
        self.get(index).map(|token| token.class)
    }

    /// The clauses as ranges of tokens.
    pub(super) fn clauses(&self) -> &[Range<usize>] {
        &self.clauses
    }

    /// How many characters some of them count for.
    pub(super) fn characters(&self, range: Range<usize>) -> usize {
        let tokens = self.all.get(range).unwrap_or_default();
        tokens.iter().map(Token::characters).sum()
    }

    /// Where some of them stand, in bytes of the original text.
    pub(super) fn original(&self, range: Range<usize>) -> Range<usize> {
        let tokens = self.all.get(range).unwrap_or_default();
        let start = tokens.first().map_or(0, |token| token.range.start);
        let end = tokens.last().map_or(start, |token| token.range.end);
        self.normalized.to_original(start..end)
    }

    /// Every run of tokens, in order.
    pub(super) fn shingles(&self) -> impl Iterator<Item = Shingle> {
        self.all.windows(SHINGLE).enumerate().map(|(start, window)| {
            let has_number = window.iter().any(|token| token.class == Class::Number);
            Shingle {
                start,
                hash: hash_of(window.iter().map(|token| token.id)),
                exact: has_number.then(|| hash_of(window.iter().map(|token| token.exact))),
            }
        })
    }
}

fn hash_of(ids: impl Iterator<Item = u32>) -> u32 {
    // Each byte of four ids; a run never needs more room.
    let mut bytes = [0; 4 * SHINGLE];
    for (id, slot) in ids.zip(bytes.chunks_exact_mut(4)) {
        slot.copy_from_slice(&id.to_le_bytes());
    }
    hash(&bytes)
}

#[derive(Default)]
struct Reader {
    tokens: Vec<Token>,
}

impl Reader {
    /// A word that touches a time; the words of one time are one token.
    fn time(&mut self, time: &Range<usize>) {
        if self.tokens.last().is_some_and(|last| last.range == *time) {
            return;
        }
        let id = vocabulary().id(TIME).unwrap_or_default();
        self.tokens.push(Token {
            id,
            exact: id,
            class: Class::Time,
            characters: 0,
            range: time.clone(),
        });
    }

    fn word(&mut self, word: &str, range: Range<usize>) {
        if is_number(word) {
            self.number(word, range);
        } else if let Some((number, measure)) = counted(word) {
            let middle = range.start + number.len();
            self.number(number, range.start..middle);
            self.word(measure, middle..range.end);
        } else if let Some(id) = vocabulary().id(word) {
            self.plain(id, range, word.chars().count());
        } else {
            for (at, c) in word.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
                let start = range.start + at;
                self.plain(u32::from(c), start..start + c.len_utf8(), 1);
            }
        }
    }

    fn number(&mut self, word: &str, range: Range<usize>) {
        self.tokens.push(Token {
            id: vocabulary().id(NUMBER).unwrap_or_default(),
            exact: hash(word.as_bytes()),
            class: Class::Number,
            characters: 0,
            range,
        });
    }

    fn plain(&mut self, id: u32, range: Range<usize>, characters: usize) {
        self.tokens.push(Token {
            id,
            exact: id,
            class: Class::Word,
            characters,
            range,
        });
    }
}

/// The number and the measure of a word that is both: 两|条, 一|个.
fn counted(word: &str) -> Option<(&str, &str)> {
    let first = word.chars().next().filter(|c| NUMERALS.contains(*c))?;
    let (number, measure) = word.split_at_checked(first.len_utf8())?;
    MEASURES.contains(&measure).then_some((number, measure))
}

/// Whether a word is nothing but a number, in digits or in Chinese.
fn is_number(word: &str) -> bool {
    let mut digits = 0;
    let all = word.chars().all(|c| {
        let digit = c.is_numeric() || NUMERALS.contains(c);
        digits += usize::from(digit);
        digit || matches!(c, '.' | ',' | '%')
    });
    all && digits > 0
}
