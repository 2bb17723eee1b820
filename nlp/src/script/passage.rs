//! A sentence as suggestions read it, prepared once for all vague phrases that stand in it.

use std::ops::Range;

use super::{
    noun::{Nouns, Window},
    pairs::Pairs,
    situation::{Mention, Strengths, lexicon},
    slots::Facts,
    word::Noun,
};
use crate::{
    document::Document,
    fact::{Fact, FactKind},
    hit::Hit,
    segment::Words,
    text,
    time::{TimeMatch, TimePoint},
};

/// How far around the phrase a sentence is read for what it speaks of, in bytes: dictated reports have sentences
/// without end.
const REACH: usize = 600;
/// What a neighbouring sentence counts, compared with the sentence itself.
const NEIGHBOUR: f32 = 0.45;

/// A sentence with its neighbours.
#[derive(Debug)]
pub(super) struct Passage<'d> {
    document: &'d Document<'d>,
    sentence: usize,
    range: Range<usize>,
    nouns: Nouns<'d>,
    /// What holds for every phrase of the sentence.
    facts: Facts<'d>,
    mentions: Vec<Mention>,
    /// The pairs of characters that scripts know, with where they start.
    pairs: Vec<(usize, usize)>,
    /// The mentions of a neighbour, read where the sentence itself is silent.
    neighbour: Vec<Mention>,
}

impl<'d> Passage<'d> {
    /// Nothing yet.
    pub(super) fn new(document: &'d Document<'d>) -> Self {
        Self {
            document,
            sentence: usize::MAX,
            range: 0..0,
            nouns: Nouns::default(),
            facts: Facts::default(),
            mentions: Vec::new(),
            pairs: Vec::new(),
            neighbour: Vec::new(),
        }
    }

    /// Reads sentence `sentence`, unless that is the one that was read last; `pairs` are those that scripts know.
    pub(super) fn read(&mut self, sentence: usize, pairs: &Pairs) {
        if sentence == self.sentence {
            return;
        }
        let document = self.document;
        let range = range_of(document, sentence).unwrap_or(0..0);
        let text = document.text().get(range.clone()).unwrap_or_default();
        let facts = document.facts(sentence);
        self.facts = Facts::of_sentence(text, document.text(), facts);
        let words = document.words(sentence).map(Words::as_slice).unwrap_or_default();
        self.nouns.start(document.text(), words, taken(document, &range, facts));
        self.mentions.clear();
        self.pairs.clear();
        let lexicon = lexicon();
        for (at, pair) in text::pairs(text) {
            let place = range.start + at;
            self.nouns.read(place, pair[0]);
            lexicon.mentions_at(text, range.start, at, pair, &mut self.mentions);
            self.pairs.extend(pairs.number(pair).map(|number| (place, number)));
        }
        self.sentence = sentence;
        self.range = range;
    }

    /// How strongly each situation is spoken of around `phrase`: in its sentence, and where that names none, in the one
    /// before and the one behind.
    pub(super) fn situations(&mut self, phrase: &Range<usize>, strengths: &mut Strengths) {
        strengths.clear();
        strengths.add(near(&self.mentions, &self.range, phrase), 1.0);
        if strengths.speak() {
            return;
        }
        for neighbour in [self.sentence.checked_sub(1), self.sentence.checked_add(1)] {
            if let Some(range) = neighbour.and_then(|neighbour| range_of(self.document, neighbour)) {
                let text = self.document.text().get(range.clone()).unwrap_or_default();
                lexicon().mentions(text, range.start, &mut self.neighbour);
                strengths.add(near(&self.neighbour, &range, phrase), NEIGHBOUR);
            }
        }
    }

    /// The numbers of the pairs of characters around `phrase` that scripts know, in order and each once.
    pub(super) fn pairs(&self, phrase: &Range<usize>, numbers: &mut Vec<usize>) {
        let near = around(&self.range, phrase);
        numbers.clear();
        let inside = self.pairs.iter().filter(|(at, _)| near.contains(at));
        numbers.extend(inside.map(|&(_, number)| number));
        numbers.sort_unstable();
        numbers.dedup();
    }

    /// What can fill slots in place of the phrase `hit`; of several persons, products or stores the one that stands
    /// nearest to it.
    pub(super) fn facts(&self, hit: &Hit) -> Facts<'d> {
        let window = self.nouns.around(&hit.range);
        let facts = self.document.facts(self.sentence);
        let people = || facts.iter().filter(|fact| fact.kind == FactKind::Person);
        let organisation = nearest(window.names(Noun::Organisation), hit)
            .or_else(|| people().find_map(|fact| window.organisation_before(fact.range.start)));
        let store = nearest(window.names(Noun::Store), hit);
        let product = nearest(window.names(Noun::Product), hit).or_else(|| {
            // 恒信物流 in 给恒信物流演示了 is who it was shown to.
            let range = window.product_by_place()?;
            let overlaps = |other: Range<usize>| other.start < range.end && range.start < other.end;
            let mut names = window.names(Noun::Organisation).chain(window.names(Noun::Store));
            (!names.any(overlaps)).then_some(range)
        });
        let coming = self.coming(hit);
        let text = |range: Option<Range<usize>>| range.and_then(|range| self.document.text().get(range));
        Facts {
            person: text(nearest(people().map(|fact| fact.range.clone()), hit)),
            organisation: text(organisation),
            department: people().find_map(|fact| department(window, fact.range.start)),
            product: text(product),
            store: text(store),
            date: text(coming.map(|time| time.range.clone())),
            clock: coming.and_then(|time| match (time.from, time.from == time.to) {
                (TimePoint::DateTime(from), true) => Some(from),
                _ => None,
            }),
            ..self.facts.clone()
        }
    }

    /// The first time after the report in the clause of the phrase; one of another clause belongs to another event.
    fn coming(&self, hit: &Hit) -> Option<&'d TimeMatch> {
        let sentence = self.document.sentences().get(self.sentence)?;
        let clause = sentence.clauses.get(sentence.clause_at(hit.range.start))?;
        let date = self.document.date();
        self.document.times_in(clause).find(|time| {
            time.to.date() > date && (time.range.end <= hit.range.start || time.range.start >= hit.range.end)
        })
    }
}

/// The range nearest to the phrase; one that stands before it wins over one behind.
fn nearest(ranges: impl Iterator<Item = Range<usize>>, hit: &Hit) -> Option<Range<usize>> {
    ranges.min_by_key(|range| {
        if range.end <= hit.range.start {
            hit.range.start - range.end
        } else {
            2 * range.start.saturating_sub(hit.range.end) + 1
        }
    })
}

/// 采购部 in 采购部刘敏, who stands at byte `person`.
fn department<'d>(window: Window<'_, 'd>, person: usize) -> Option<&'d str> {
    let word = window.word_before(person)?;
    let is_department = word.text.ends_with(['部', '科', '处', '室']) && word.length() > 1;
    is_department.then_some(word.text)
}

fn range_of(document: &Document<'_>, sentence: usize) -> Option<Range<usize>> {
    document.sentences().get(sentence).map(|found| found.range.clone())
}

/// Where a person, a time or a number is read in a sentence.
fn taken<'d>(
    document: &'d Document<'d>,
    sentence: &'d Range<usize>,
    facts: &'d [Fact],
) -> impl Iterator<Item = Range<usize>> {
    let read = |fact: &&Fact| matches!(fact.kind, FactKind::Person | FactKind::Money | FactKind::Quantity);
    let facts = facts.iter().filter(read).map(|fact| fact.range.clone());
    facts.chain(document.times_in(sentence).map(|time| time.range.clone()))
}

/// The part of `sentence` that lies near `place`.
fn around(sentence: &Range<usize>, place: &Range<usize>) -> Range<usize> {
    let start = sentence.start.max(place.start.saturating_sub(REACH)).min(sentence.end);
    let end = sentence.end.min(place.end.saturating_add(REACH)).max(start);
    start..end
}

/// The mentions in `sentence` that lie near `place`.
fn near<'m>(
    mentions: &'m [Mention],
    sentence: &Range<usize>,
    place: &Range<usize>,
) -> impl Iterator<Item = &'m Mention> {
    let near = around(sentence, place);
    let inside = move |mention: &&Mention| near.start <= mention.range.start && mention.range.end <= near.end;
    mentions.iter().filter(inside)
}
