//! A sentence as suggestions read it, prepared once for all vague phrases that stand in it.

use std::ops::Range;

use super::{
    noun::Window,
    situation::{Mention, mentions, strengths},
    slots::Facts,
    word::{Noun, Word},
};
use crate::{
    document::Document,
    fact::{Fact, FactKind},
    hit::Hit,
    segment::Words,
    terms::Terms,
    time::{TimeMatch, TimePoint},
};

/// How many bytes around the phrase names are looked for; in a sentence of usual length that is all of it.
const NAMES_REACH: usize = 240;
/// How far around the phrase a sentence is read for what it speaks of, in bytes: dictated reports have sentences
/// without end.
const REACH: usize = 600;
/// What a neighbouring sentence counts, compared with the sentence itself.
const NEIGHBOUR: f64 = 0.45;

/// A sentence with its neighbours.
pub(super) struct Passage<'d> {
    document: &'d Document<'d>,
    sentence: usize,
    people: Vec<Range<usize>>,
    words: Vec<Word<'d>>,
    /// What holds for every phrase of the sentence.
    facts: Facts<'d>,
    own: Spoken,
    neighbours: Vec<Spoken>,
    /// The pairs of characters that scripts know, with their number.
    pairs: Vec<(Range<usize>, u32)>,
}

/// The words of a sentence that tell a situation.
struct Spoken {
    range: Range<usize>,
    mentions: Vec<Mention>,
}

impl<'d> Passage<'d> {
    /// Reads sentence `sentence`; `pairs` are the pairs of characters that scripts know.
    pub(super) fn read(document: &'d Document<'_>, sentence: usize, pairs: &Terms) -> Self {
        let range = range_of(document, sentence).unwrap_or(0..0);
        let facts = document.facts(sentence);
        let text = document.text().get(range.clone()).unwrap_or_default();
        let neighbours = [sentence.checked_sub(1), sentence.checked_add(1)];
        Self {
            document,
            sentence,
            people: ranges_of(facts, |kind| kind == FactKind::Person).collect(),
            words: words(document, sentence, &range),
            facts: Facts::of_sentence(text, document.text(), facts),
            own: Spoken::read(document, range.clone()),
            neighbours: neighbours
                .into_iter()
                .flatten()
                .filter_map(|neighbour| Some(Spoken::read(document, range_of(document, neighbour)?)))
                .collect(),
            pairs: pairs
                .find(text)
                .map(|(found, pair)| (range.start + found.start..range.start + found.end, pair))
                .collect(),
        }
    }

    /// The sentence that was read.
    pub(super) fn sentence(&self) -> usize {
        self.sentence
    }

    /// How strongly each situation is spoken of around `phrase`.
    pub(super) fn situations(&self, phrase: &Range<usize>) -> Vec<f64> {
        let mut situations = self.own.strengths(phrase);
        for neighbour in &self.neighbours {
            for (score, other) in situations.iter_mut().zip(neighbour.strengths(phrase)) {
                *score += NEIGHBOUR * other;
            }
        }
        situations
    }

    /// The pairs of characters around `phrase` that scripts know, in order and each once.
    pub(super) fn pairs(&self, phrase: &Range<usize>) -> Vec<u32> {
        let near = around(&self.own.range, phrase);
        let inside = within(&self.pairs, &near, |(range, _)| range);
        let mut pairs: Vec<u32> = inside.map(|&(_, pair)| pair).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// What can fill slots in place of the phrase `hit`; of several persons, products or stores the one that stands
    /// nearest to it.
    pub(super) fn facts(&self, hit: &Hit) -> Facts<'d> {
        let first = self
            .words
            .partition_point(|word| word.range.end + NAMES_REACH < hit.range.start);
        let behind = self
            .words
            .partition_point(|word| word.range.start < hit.range.end + NAMES_REACH);
        let window = Window::new(self.words.get(first..behind).unwrap_or_default(), &hit.range);
        let organisations = window.names(Noun::Organisation);
        let stores = window.names(Noun::Store);
        let product = self.nearest(&window.names(Noun::Product), hit).or_else(|| {
            // 恒信物流 in 给恒信物流演示了 is who it was shown to.
            let range = window.product_by_place()?;
            let overlaps = |other: &Range<usize>| other.start < range.end && range.start < other.end;
            let is_name = organisations.iter().chain(&stores).any(overlaps);
            (!is_name).then(|| self.document.text().get(range))?
        });
        let coming = self.coming(hit);
        Facts {
            person: self.nearest(&self.people, hit),
            organisation: self.nearest(&organisations, hit),
            department: self.department(&window),
            product,
            store: self.nearest(&stores, hit),
            date: coming.and_then(|time| self.document.text().get(time.range.clone())),
            day_and_clock: coming.and_then(day_and_clock),
            ..self.facts.clone()
        }
    }

    /// The text of the range nearest to the phrase; one that stands before it wins over one behind.
    fn nearest(&self, ranges: &[Range<usize>], hit: &Hit) -> Option<&'d str> {
        let distance = |range: &Range<usize>| {
            if range.end <= hit.range.start {
                hit.range.start - range.end
            } else {
                2 * range.start.saturating_sub(hit.range.end) + 1
            }
        };
        let nearest = ranges.iter().min_by_key(|range| distance(range))?;
        self.document.text().get(nearest.clone())
    }

    /// 采购部 in 采购部刘敏.
    fn department(&self, window: &Window<'_, 'd>) -> Option<&'d str> {
        self.people.iter().find_map(|person| {
            let word = window.word_before(person.start)?;
            let is_department = word.length() > 1 && word.text.ends_with(['部', '科', '处', '室']);
            is_department.then_some(word.text)
        })
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

impl Spoken {
    fn read(document: &Document<'_>, range: Range<usize>) -> Self {
        let text = document.text().get(range.clone()).unwrap_or_default();
        Self {
            mentions: mentions(text, range.start),
            range,
        }
    }

    /// How strongly each situation is spoken of near `phrase`.
    fn strengths(&self, phrase: &Range<usize>) -> Vec<f64> {
        let near = around(&self.range, phrase);
        strengths(within(&self.mentions, &near, |mention| &mention.range))
    }
}

fn range_of(document: &Document<'_>, sentence: usize) -> Option<Range<usize>> {
    document.sentences().get(sentence).map(|found| found.range.clone())
}

fn ranges_of(facts: &[Fact], kinds: impl Fn(FactKind) -> bool) -> impl Iterator<Item = Range<usize>> {
    facts
        .iter()
        .filter(move |fact| kinds(fact.kind))
        .map(|fact| fact.range.clone())
}

/// The words of a sentence, each with whether a person, a time or a number is read in its place.
fn words<'d>(document: &'d Document<'_>, sentence: usize, range: &Range<usize>) -> Vec<Word<'d>> {
    let read = |kind| matches!(kind, FactKind::Person | FactKind::Money | FactKind::Quantity);
    let times = document.times_in(range).map(|time| time.range.clone());
    let mut taken: Vec<Range<usize>> = ranges_of(document.facts(sentence), read).chain(times).collect();
    taken.sort_by_key(|range| range.start);
    let mut taken = taken.into_iter().peekable();
    // How far what starts before the end of the word reaches.
    let mut reached = 0;
    let words = document.words(sentence).into_iter().flat_map(Words::iter);
    words
        .filter_map(|range| {
            while let Some(other) = taken.next_if(|other| other.start < range.end) {
                reached = reached.max(other.end);
            }
            let text = document.text().get(range.clone())?;
            Some(Word::new(text, range.clone(), reached > range.start))
        })
        .collect()
}

/// The calendar day and the time of day of a date with a clock time.
fn day_and_clock(time: &TimeMatch) -> Option<(String, String)> {
    match (time.from, time.from == time.to) {
        (TimePoint::DateTime(from), true) => {
            let day = from.format("%-m月%-d日").to_string();
            Some((day, from.format("%H:%M").to_string()))
        }
        _ => None,
    }
}

/// The part of `sentence` that lies near `place`.
fn around(sentence: &Range<usize>, place: &Range<usize>) -> Range<usize> {
    let start = sentence.start.max(place.start.saturating_sub(REACH)).min(sentence.end);
    let end = sentence.end.min(place.end.saturating_add(REACH)).max(start);
    start..end
}

/// The items whose range lies inside `whole`; `items` are in the order of the text.
fn within<'i, T>(
    items: &'i [T],
    whole: &Range<usize>,
    range: impl Fn(&T) -> &Range<usize>,
) -> impl Iterator<Item = &'i T> {
    let first = items.partition_point(|item| range(item).start < whole.start);
    let (start, end) = (first, whole.end);
    let last = items.partition_point(|item| range(item).start < end);
    let inside = items.get(start..last).unwrap_or_default();
    inside.iter().filter(move |item| range(item).end <= end)
}
