//! The keywords and synonyms of all mappings, and where one stands word for word.

use std::ops::Range;

use super::{
    How, Mapping,
    question::{Question, normal},
};
use crate::terms::Terms;

/// A keyword or synonym in normal form.
#[derive(Debug)]
pub(super) struct Phrase {
    /// Index of its mapping.
    pub(super) mapping: usize,
    /// As the mapping spells it.
    pub(super) text: String,
    pub(super) chars: Vec<char>,
    pub(super) synonym: bool,
}

/// A phrase found in a question, or something that means it. The range counts characters.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    pub(super) mapping: usize,
    /// Index of the phrase.
    pub(super) phrase: usize,
    pub(super) range: Range<usize>,
    pub(super) how: How,
    pub(super) score: f64,
    /// How many characters of the question speak for it.
    pub(super) support: usize,
}

/// The phrases of `mappings`, keywords before synonyms.
pub(super) fn phrases(mappings: &[Mapping]) -> Vec<Phrase> {
    let mut phrases = Vec::new();
    for (mapping, needs) in mappings.iter().enumerate() {
        let keywords = needs.keywords.iter().map(|text| (text, false));
        let synonyms = needs.synonyms.iter().map(|text| (text, true));
        for (text, synonym) in keywords.chain(synonyms) {
            let chars: Vec<char> = normal(text, usize::MAX).chars().collect();
            if !chars.is_empty() {
                phrases.push(Phrase {
                    mapping,
                    text: text.clone(),
                    chars,
                    synonym,
                });
            }
        }
    }
    phrases
}

/// Finds phrases word for word.
#[derive(Debug, Default)]
pub(super) struct Verbatim {
    phrases: Terms,
    /// Everyday words that contain a short phrase and mean something else.
    other_words: Terms,
}

impl Verbatim {
    pub(super) fn new(phrases: &[Phrase]) -> Self {
        let terms = phrases
            .iter()
            .zip(0..)
            .map(|(phrase, index)| (phrase.chars.iter().collect(), index));
        let known: std::collections::HashSet<String> =
            phrases.iter().map(|phrase| phrase.chars.iter().collect()).collect();
        let other = include_str!("../../resources/matching/other_words.txt")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .flat_map(str::split_whitespace)
            .filter(|word| !known.contains(*word))
            .map(|word| (word.to_owned(), 0));
        Self {
            phrases: Terms::new(terms),
            other_words: Terms::new(other),
        }
    }

    pub(super) fn find(&self, question: &Question, phrases: &[Phrase]) -> Vec<Hit> {
        let other: Vec<Range<usize>> = self
            .other_words
            .find(question.text())
            .map(|(bytes, _)| question.range(&bytes))
            .collect();
        self.phrases
            .find(question.text())
            .filter_map(|(bytes, index)| {
                let index = usize::try_from(index).ok()?;
                let phrase = phrases.get(index)?;
                let range = question.range(&bytes);
                let length = range.len();
                let misread = other
                    .iter()
                    .any(|word| word.start <= range.start && range.end <= word.end)
                    || length == 2 && question.crosses_words(&range)
                    || cuts_latin(question, &range);
                (!misread).then_some(Hit {
                    mapping: phrase.mapping,
                    phrase: index,
                    range,
                    how: if phrase.synonym { How::Synonym } else { How::Keyword },
                    score: if phrase.synonym { 0.97 } else { 1.0 },
                    support: length,
                })
            })
            .collect()
    }
}

/// Whether an edge of `range` lies inside a run of letters and digits: `d3` in `md35`.
pub(super) fn cuts_latin(question: &Question, range: &Range<usize>) -> bool {
    let latin = |at: usize| question.chars().get(at).is_some_and(char::is_ascii_alphanumeric);
    let before = range.start.checked_sub(1).is_some_and(latin) && latin(range.start);
    let after = latin(range.end) && range.end.checked_sub(1).is_some_and(latin);
    before || after
}
