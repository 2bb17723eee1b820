//! A text prepared for the detectors: normalised, split, segmented where needed, its times resolved
//! where asked for.

use std::{cell::OnceCell, ops::Range};

use chrono::{NaiveDate, NaiveTime};

use crate::{
    fact::{
        self, Fact,
        deed::{self, Deeds},
    },
    norm::Normalized,
    segment::{OwnWords, Words},
    text::{Sentence, sentences},
    time::{self, TimeMatch},
};

/// What every detector reads. All ranges are bytes of the normalised text.
#[derive(Debug)]
pub(crate) struct Document<'t> {
    original: &'t str,
    normalized: Normalized,
    sentences: Vec<Sentence>,
    times: Vec<OnceCell<Vec<TimeMatch>>>,
    words: Vec<OnceCell<Words>>,
    facts: Vec<OnceCell<Vec<Fact>>>,
    deeds: Vec<OnceCell<Deeds>>,
    own_words: Option<&'t OwnWords>,
    date: NaiveDate,
}

impl<'t> Document<'t> {
    /// Prepares `original` as a report of `date`.
    pub(crate) fn new(original: &'t str, date: NaiveDate) -> Self {
        let normalized = Normalized::new(original);
        let sentences = sentences(normalized.text());
        let times = sentences.iter().map(|_| OnceCell::new()).collect();
        let words = sentences.iter().map(|_| OnceCell::new()).collect();
        let facts = sentences.iter().map(|_| OnceCell::new()).collect();
        let deeds = sentences.iter().map(|_| OnceCell::new()).collect();
        Self {
            original,
            normalized,
            sentences,
            times,
            words,
            facts,
            deeds,
            own_words: None,
            date,
        }
    }

    /// Keeps the words of an organisation whole.
    pub(crate) fn keeping(self, own_words: &'t OwnWords) -> Self {
        Self {
            own_words: Some(own_words),
            ..self
        }
    }

    /// The text as it was written.
    pub(crate) fn original(&self) -> &'t str {
        self.original
    }

    /// The normalised text.
    pub(crate) fn text(&self) -> &str {
        self.normalized.text()
    }

    /// The alignment of the normalised text with the original.
    pub(crate) fn normalized(&self) -> &Normalized {
        &self.normalized
    }

    /// The day of the report.
    pub(crate) fn date(&self) -> NaiveDate {
        self.date
    }

    /// The sentences in order.
    pub(crate) fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The words of a sentence, cut on first use.
    pub(crate) fn words(&self, sentence: usize) -> Option<&Words> {
        let range = self.sentences.get(sentence)?.range.clone();
        let text = self.text().get(range.clone())?;
        Some(self.words.get(sentence)?.get_or_init(|| {
            let mut words = Words::of(text, range.start);
            if let Some(own) = self.own_words {
                words.join(
                    own.find(text)
                        .map(|found| range.start + found.start..range.start + found.end),
                );
            }
            words
        }))
    }

    /// What a sentence tells of documents and deeds, gathered on first use.
    pub(crate) fn deeds(&self, sentence: usize) -> Option<&Deeds> {
        let deeds = self.deeds.get(sentence)?;
        Some(deeds.get_or_init(|| deed::find(self, sentence)))
    }

    /// The quantities and people that stand in a sentence, gathered on first use.
    pub(crate) fn facts(&self, sentence: usize) -> &[Fact] {
        self.facts
            .get(sentence)
            .map(|facts| facts.get_or_init(|| fact::gather(self, sentence)).as_slice())
            .unwrap_or_default()
    }

    /// The times that lie inside `range`, which is one of a sentence; those of a sentence are resolved on first use.
    pub(crate) fn times_in(&self, range: &Range<usize>) -> impl Iterator<Item = &TimeMatch> {
        let (start, end) = (range.start, range.end);
        let times = self.times_of(start);
        let first = times.partition_point(|time| time.range.start < start);
        let times = times.get(first..).unwrap_or_default();
        times.iter().take_while(move |time| time.range.end <= end)
    }

    /// The times of the sentence that holds byte `at`.
    fn times_of(&self, at: usize) -> &[TimeMatch] {
        let index = self.sentences.partition_point(|sentence| sentence.range.end < at);
        let Some((sentence, times)) = self.sentences.get(index).zip(self.times.get(index)) else {
            return &[];
        };
        let now = self.date.and_time(NaiveTime::MIN);
        times.get_or_init(|| time::find(self.text(), sentence.range.clone(), now))
    }
}
