//! Other words for the same idea: 蚊子叮得满腿包 for 蚊虫叮咬. A lexicon says how people describe what a shop's keywords
//! name.

use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
};

use super::{
    How,
    lexicon::{Description, Idea, LEXICON, Role},
    phrase::{Hit, Phrase},
    question::Question,
};

/// The words of one description stand at most so many characters apart.
const REACH: usize = 14;
/// The weight of words that lets a question lean to an idea: more than one word that no other idea shares.
const ENOUGH: f64 = 1.3;
/// How far ahead of the next idea it must be.
const AHEAD: f64 = 1.4;

/// The lexicon tied to the keywords of a set of mappings.
#[derive(Debug, Default)]
pub(super) struct Concepts {
    /// For each idea the phrases that name it.
    phrases: Vec<Vec<usize>>,
}

impl Concepts {
    pub(super) fn new(phrases: &[Phrase]) -> Self {
        let texts: Vec<String> = phrases.iter().map(|phrase| phrase.chars.iter().collect()).collect();
        let mut exact: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, text) in texts.iter().enumerate() {
            exact.entry(text).or_default().push(index);
        }
        let named = |idea: &Idea| {
            let equal = idea
                .names
                .iter()
                .find_map(|name| exact.get(name.to_lowercase().as_str()).cloned());
            let containing = || {
                let found = idea.names.iter().map(|name| {
                    let containing = texts
                        .iter()
                        .enumerate()
                        .filter(|(_, text)| text.contains(&name.to_lowercase()));
                    containing.map(|(index, _)| index).collect::<Vec<_>>()
                });
                found.into_iter().find(|found| !found.is_empty())
            };
            one_each(equal.or_else(containing).unwrap_or_default(), phrases)
        };
        Self {
            phrases: LEXICON.ideas.iter().map(named).collect(),
        }
    }

    pub(super) fn find(&self, question: &Question, phrases: &[Phrase]) -> Vec<Hit> {
        let mut met: BTreeMap<usize, Vec<(usize, Range<usize>)>> = BTreeMap::new();
        let mut excluded: Vec<usize> = Vec::new();
        for (bytes, role) in LEXICON.read(question.text()) {
            let range = question.range(&bytes);
            match role {
                Role::Meets { description, group } => met.entry(description).or_default().push((group, range)),
                Role::Excludes { idea } => excluded.push(idea),
            }
        }
        let mut hits = Vec::new();
        // What the mappings know nothing of: 隔尿垫 is no 尿垫 of a certain size.
        let mut foreign: Vec<(Range<usize>, usize)> = Vec::new();
        for (description, places) in met {
            let Some(Description { idea, groups }) = LEXICON.descriptions.get(description) else {
                continue;
            };
            if excluded.contains(idea) {
                continue;
            }
            let Some((range, support)) = together(*groups, &places) else {
                continue;
            };
            let named = self.phrases.get(*idea).map(Vec::as_slice).unwrap_or_default();
            if named.is_empty() {
                foreign.push((range.clone(), support));
            }
            hits.extend(named.iter().filter_map(|&index| {
                Some(Hit {
                    mapping: phrases.get(index)?.mapping,
                    phrase: index,
                    range: range.clone(),
                    how: How::Concept,
                    score: if support > 3 { 0.74 } else { 0.7 },
                    support,
                })
            }));
        }
        hits.retain(|hit| {
            let covers =
                |(range, support): &(Range<usize>, usize)| *support >= hit.support && !apart(range, &hit.range);
            !foreign.iter().any(covers)
        });
        hits
    }

    /// The idea that most words of a question speak of, where no whole description stands in it and one idea is far ahead
    /// of all others, those that the mappings know nothing of among them.
    pub(super) fn leaning(&self, question: &Question, phrases: &[Phrase]) -> Vec<Hit> {
        let mut spoken: BTreeMap<usize, Vec<Range<usize>>> = BTreeMap::new();
        let mut excluded: Vec<usize> = Vec::new();
        for (bytes, role) in LEXICON.read(question.text()) {
            match role {
                Role::Meets { description, .. } => {
                    let idea = LEXICON
                        .descriptions
                        .get(description)
                        .map(|description| description.idea);
                    spoken
                        .entry(idea.unwrap_or_default())
                        .or_default()
                        .push(question.range(&bytes));
                }
                Role::Excludes { idea } => excluded.push(idea),
            }
        }
        let mut ideas: Vec<Leaning> = spoken
            .into_iter()
            .filter(|(idea, _)| !excluded.contains(idea))
            .map(|(idea, places)| Leaning::of(question, idea, &places))
            .collect();
        ideas.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        let second = ideas.get(1).map_or(0.0, |second| second.weight);
        let Some(first) = ideas.first() else {
            return Vec::new();
        };
        if first.words < 2 || first.weight < ENOUGH || first.weight < AHEAD * second {
            return Vec::new();
        }
        let named = self.phrases.get(first.idea).map(Vec::as_slice).unwrap_or_default();
        let hit = |&index: &usize| {
            Some(Hit {
                mapping: phrases.get(index)?.mapping,
                phrase: index,
                range: first.range.clone(),
                how: How::Concept,
                score: 0.55,
                support: first.words,
            })
        };
        named.iter().filter_map(hit).collect()
    }
}

/// How much of a question speaks of an idea.
struct Leaning {
    idea: usize,
    weight: f64,
    words: usize,
    range: Range<usize>,
}

impl Leaning {
    fn of(question: &Question, idea: usize, places: &[Range<usize>]) -> Self {
        let mut words: BTreeMap<&str, f64> = BTreeMap::new();
        for place in places {
            let inside = |other: &Range<usize>| other.start <= place.start && place.end <= other.end && other != place;
            let word = question.slice(place.clone());
            let weight = LEXICON.weight(word);
            if weight > 0.0 && !places.iter().any(inside) {
                words.insert(word, weight);
            }
        }
        let start = places.iter().map(|place| place.start).min().unwrap_or(0);
        let end = places.iter().map(|place| place.end).max().unwrap_or(start);
        Self {
            idea,
            weight: words.values().sum(),
            words: words.len(),
            range: start..end,
        }
    }
}

/// The first phrase of each mapping.
fn one_each(indexes: Vec<usize>, phrases: &[Phrase]) -> Vec<usize> {
    let mut mappings = Vec::new();
    indexes
        .into_iter()
        .filter(|&index| {
            let mapping = phrases.get(index).map(|phrase| phrase.mapping);
            let new = !mappings.contains(&mapping);
            mappings.push(mapping);
            new
        })
        .collect()
}

/// The shortest stretch in which every group is met without overlap, and how many characters meet them.
fn together(groups: usize, places: &[(usize, Range<usize>)]) -> Option<(Range<usize>, usize)> {
    places
        .iter()
        .filter(|(group, _)| *group == 0)
        .filter_map(|(_, first)| {
            let mut taken = vec![first.clone()];
            for group in 1..groups {
                let near = places
                    .iter()
                    .filter(|(other, place)| *other == group && taken.iter().all(|taken| apart(taken, place)))
                    .map(|(_, place)| place)
                    .min_by_key(|place| place.start.abs_diff(first.start))?;
                taken.push(near.clone());
            }
            let start = taken.iter().map(|place| place.start).min()?;
            let end = taken.iter().map(|place| place.end).max()?;
            let support: usize = taken.iter().map(Range::len).sum();
            (end - start <= support + REACH).then_some((start..end, support))
        })
        .min_by_key(|(range, support)| (range.len() - support, usize::MAX - support))
}

fn apart(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.end <= b.start || b.end <= a.start
}
