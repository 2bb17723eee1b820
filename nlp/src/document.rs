//! A text prepared for the detectors: normalised, split, segmented where needed, its times resolved
//! where asked for.

use std::{cell::OnceCell, ops::Range};

use chrono::{NaiveDate, NaiveTime};

use crate::{
    fact::{
        self, Fact, OwnEvidence,
        deed::{self, Deeds},
        person,
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
    /// What is known about each sentence.
    known: Vec<Known>,
    own_words: Option<&'t OwnWords>,
    own_evidence: Option<&'t OwnEvidence>,
    date: NaiveDate,
}

/// What detectors ask about a sentence, found out when the first one asks: most sentences hold no candidate.
#[derive(Debug, Default)]
struct Known {
    words: OnceCell<Words>,
    /// The words of each clause; of the whole sentence once those are known.
    clauses: OnceCell<Vec<OnceCell<Words>>>,
    times: OnceCell<Vec<TimeMatch>>,
    people: OnceCell<Vec<Range<usize>>>,
    facts: OnceCell<Vec<Fact>>,
    deeds: OnceCell<Deeds>,
}

impl<'t> Document<'t> {
    /// Prepares `original` as a report of `date`.
    pub(crate) fn new(original: &'t str, date: NaiveDate) -> Self {
        let normalized = Normalized::new(original);
        let sentences = sentences(normalized.text());
        Self {
            known: sentences.iter().map(|_| Known::default()).collect(),
            original,
            normalized,
            sentences,
            own_words: None,
            own_evidence: None,
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

    /// Knows evidence also by the words of an organisation.
    pub(crate) fn knowing(self, own_evidence: &'t OwnEvidence) -> Self {
        Self {
            own_evidence: Some(own_evidence),
            ..self
        }
    }

    /// The words by which an organisation knows evidence.
    pub(crate) fn own_evidence(&self) -> Option<&'t OwnEvidence> {
        self.own_evidence
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

    /// The sentence that holds byte `at`; a mark belongs to the sentence behind it.
    pub(crate) fn sentence_at(&self, at: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.range.end <= at)
    }

    /// The words of a sentence, cut on first use.
    pub(crate) fn words(&self, sentence: usize) -> Option<&Words> {
        let known = self.known.get(sentence)?;
        let sentence = self.sentences.get(sentence)?;
        Some(known.words.get_or_init(|| match known.clauses.get() {
            None => self.cut(&sentence.range),
            Some(cut) => {
                let clauses = sentence.clauses.iter().zip(cut);
                Words::of_clauses(clauses.map(|(clause, words)| (clause, words.get_or_init(|| self.cut(clause)))))
            }
        }))
    }

    /// The words of a sentence, of which only those of the clause that holds `range` need to be cut: no word reaches over the
    /// mark between two clauses, unless an organisation has such words.
    pub(crate) fn words_around(&self, sentence: usize, range: &Range<usize>) -> Option<&Words> {
        let known = self.known.get(sentence)?;
        let clauses = &self.sentences.get(sentence)?.clauses;
        if self.own_words.is_some() || clauses.len() < 2 || known.words.get().is_some() {
            return self.words(sentence);
        }
        let number = self.sentences.get(sentence)?.clause_at(range.start);
        let clause = clauses.get(number)?;
        if clause.end < range.end {
            return self.words(sentence);
        }
        let cut = known.clauses.get_or_init(|| vec![OnceCell::new(); clauses.len()]);
        Some(cut.get(number)?.get_or_init(|| self.cut(clause)))
    }

    fn cut(&self, range: &Range<usize>) -> Words {
        let text = self.text().get(range.clone()).unwrap_or_default();
        let mut words = Words::of(text, range.start);
        if let Some(own) = self.own_words {
            words.join(
                own.find(text)
                    .map(|found| range.start + found.start..range.start + found.end),
            );
        }
        words
    }

    /// What a sentence tells of documents and deeds, gathered on first use.
    pub(crate) fn deeds(&self, sentence: usize) -> Option<&Deeds> {
        let known = self.known.get(sentence)?;
        Some(known.deeds.get_or_init(|| deed::find(self, sentence)))
    }

    /// The people of a sentence in order, found on first use.
    pub(crate) fn people(&self, sentence: usize) -> &[Range<usize>] {
        let people = self.known.get(sentence).map(|known| &known.people);
        people
            .map(|people| people.get_or_init(|| person::find(self, sentence)).as_slice())
            .unwrap_or_default()
    }

    /// The quantities and people that stand in a sentence, gathered on first use.
    pub(crate) fn facts(&self, sentence: usize) -> &[Fact] {
        self.known
            .get(sentence)
            .map(|known| known.facts.get_or_init(|| fact::gather(self, sentence)).as_slice())
            .unwrap_or_default()
    }

    /// The times of a sentence, resolved on first use.
    pub(crate) fn times(&self, sentence: usize) -> &[TimeMatch] {
        let times = self.known.get(sentence).zip(self.sentence(sentence));
        times
            .map(|(known, (range, _))| {
                let now = self.date.and_time(NaiveTime::MIN);
                let resolve = || time::find(self.text(), range.clone(), now);
                known.times.get_or_init(resolve).as_slice()
            })
            .unwrap_or_default()
    }

    /// The times that lie inside `range`, which is a part of one sentence.
    pub(crate) fn times_in(&self, range: &Range<usize>) -> impl Iterator<Item = &TimeMatch> {
        let end = range.end;
        let times = self.times(self.sentence_at(range.start));
        let first = times.partition_point(|time| time.range.start < range.start);
        let times = times.get(first..).unwrap_or_default();
        times.iter().take_while(move |time| time.range.end <= end)
    }

    fn sentence(&self, sentence: usize) -> Option<(&Range<usize>, &str)> {
        let range = &self.sentences.get(sentence)?.range;
        Some((range, self.text().get(range.clone())?))
    }
}
