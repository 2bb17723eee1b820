//! A customer's question prepared for matching.

use std::ops::Range;

use crate::{norm::Normalized, segment::Words};

/// No customer asks at greater length; what follows is not read.
const LONGEST: usize = 600;

/// A question in normal form: Simplified, half-width, lower case, without white space. All ranges count characters.
#[derive(Debug)]
pub(super) struct Question {
    text: String,
    chars: Vec<char>,
    /// The first byte of each character, and the end.
    bytes: Vec<usize>,
    /// For each character the word that it belongs to.
    words: Vec<Range<usize>>,
}

impl Question {
    pub(super) fn new(original: &str) -> Self {
        let text = normal(original, LONGEST);
        let chars: Vec<char> = text.chars().collect();
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let mut words: Vec<Range<usize>> = (0..chars.len()).map(|at| at..at + 1).collect();
        for word in Words::of(&text, 0).iter() {
            let word = char_range(&bytes, word);
            for slot in words.get_mut(word.clone()).into_iter().flatten() {
                *slot = word.clone();
            }
        }
        Self {
            text,
            chars,
            bytes,
            words,
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn chars(&self) -> &[char] {
        &self.chars
    }

    /// The characters that `bytes` of the text cover.
    pub(super) fn range(&self, bytes: &Range<usize>) -> Range<usize> {
        char_range(&self.bytes, bytes)
    }

    /// The text of a range, empty where there is none.
    pub(super) fn slice(&self, range: Range<usize>) -> &str {
        let edge = |at: usize| self.bytes.get(at).copied().unwrap_or(self.text.len());
        self.text.get(edge(range.start)..edge(range.end)).unwrap_or_default()
    }

    /// The word that the character at `at` belongs to.
    pub(super) fn word(&self, at: usize) -> Range<usize> {
        self.words.get(at).cloned().unwrap_or(at..at)
    }

    /// Whether an edge of `range` cuts a word that reaches beyond it and into it: 楼下|奶茶 for 下奶.
    pub(super) fn crosses_words(&self, range: &Range<usize>) -> bool {
        let first = self.word(range.start);
        let last = self.word(range.end.saturating_sub(1));
        let before = first.start < range.start;
        let after = last.end > range.end;
        first != last && (before || after)
    }

    /// Whether `range` is exactly one word.
    pub(super) fn is_word(&self, range: &Range<usize>) -> bool {
        self.word(range.start) == *range
    }

    /// The clause that holds the character at `at`.
    pub(super) fn clause(&self, at: usize) -> Range<usize> {
        let (head, tail) = self.chars.split_at_checked(at).unwrap_or((&self.chars, &[]));
        let start = head.iter().rposition(|&c| is_break(c)).map_or(0, |mark| mark + 1);
        let end = tail
            .iter()
            .position(|&c| is_break(c))
            .map_or(self.chars.len(), |mark| at + mark);
        start..end
    }

    /// How many marks stand inside `range`.
    pub(super) fn breaks(&self, range: &Range<usize>) -> usize {
        let inside = self.chars.get(range.clone()).unwrap_or_default();
        inside.iter().filter(|&&c| is_break(c)).count()
    }
}

/// The normal form that questions and keywords are compared in.
pub(super) fn normal(text: &str, longest: usize) -> String {
    Normalized::new(text)
        .text()
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .take(longest)
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether a clause ends at `c`.
pub(super) fn is_break(c: char) -> bool {
    matches!(
        c,
        '，' | ',' | '。' | '！' | '!' | '？' | '?' | '；' | ';' | '：' | ':' | '、' | '…' | '~' | '.'
    )
}

fn char_range(bytes: &[usize], range: &Range<usize>) -> Range<usize> {
    let at = |byte: usize| bytes.partition_point(|&start| start < byte);
    at(range.start)..at(range.end)
}
