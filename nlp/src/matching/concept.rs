//! Other words for the same idea: 蚊子叮得满腿包 for 蚊虫叮咬. A lexicon says how people describe what a shop's keywords
//! name.

use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
    sync::LazyLock,
};

use serde::Deserialize;

use super::{
    How,
    phrase::{Hit, Phrase},
    question::Question,
};
use crate::terms::Terms;

/// The words of one description stand at most so many characters apart.
const REACH: usize = 14;

/// The lexicon as its file has it.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct File {
    /// Groups of words that many descriptions share; a description names one as `<脸>`.
    classes: HashMap<String, Vec<String>>,
    ideas: Vec<Idea>,
}

/// An idea of the lexicon.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Idea {
    /// What a keyword that names the idea contains, the most specific first.
    names: Vec<String>,
    /// How people put it: words that must stand near each other, joined by ` & `, alternatives by `|`.
    says: Vec<String>,
    /// Words that show that something else is meant.
    #[serde(default)]
    unless: Vec<String>,
}

/// A description: every group of alternatives must be met.
struct Description {
    idea: usize,
    groups: usize,
}

struct Lexicon {
    ideas: Vec<Idea>,
    descriptions: Vec<Description>,
    /// Alternatives; an owner is an index into `roles`.
    words: Terms,
    roles: Vec<Role>,
}

/// What a word does in the lexicon.
#[derive(Clone, Copy)]
enum Role {
    /// It meets a group of a description.
    Meets { description: usize, group: usize },
    /// It speaks against an idea.
    Excludes { idea: usize },
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

impl Lexicon {
    fn load() -> Self {
        // The file is part of the crate; a test reads it strictly.
        let File { classes, ideas } =
            serde_json::from_str(include_str!("../../resources/matching/concepts.json")).unwrap_or_default();
        let mut descriptions = Vec::new();
        let mut roles = Vec::new();
        let mut words = Vec::new();
        for (idea, entry) in ideas.iter().enumerate() {
            for says in &entry.says {
                let description = descriptions.len();
                let mut groups = 0;
                for alternatives in says.split(" & ") {
                    words.extend(expand(alternatives, &classes).map(|word| (word.to_lowercase(), roles.len())));
                    roles.push(Role::Meets {
                        description,
                        group: groups,
                    });
                    groups += 1;
                }
                descriptions.push(Description { idea, groups });
            }
            words.extend(entry.unless.iter().map(|word| (word.clone(), roles.len())));
            roles.push(Role::Excludes { idea });
        }
        let words = words
            .into_iter()
            .filter_map(|(word, role)| Some((word, u32::try_from(role).ok()?)));
        Self {
            words: Terms::new(words),
            ideas,
            descriptions,
            roles,
        }
    }
}

/// The words of a group, those of the classes that it names among them.
fn expand<'a>(alternatives: &'a str, classes: &'a HashMap<String, Vec<String>>) -> impl Iterator<Item = &'a str> {
    alternatives.split('|').flat_map(|word| {
        let class = word.strip_prefix('<').and_then(|name| name.strip_suffix('>'));
        let members = class
            .and_then(|name| classes.get(name))
            .map(Vec::as_slice)
            .unwrap_or_default();
        let itself = class.is_none().then_some(word);
        members.iter().map(String::as_str).chain(itself)
    })
}

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
        for (bytes, role) in LEXICON.words.find(question.text()) {
            let range = question.range(&bytes);
            match usize::try_from(role).ok().and_then(|role| LEXICON.roles.get(role)) {
                Some(Role::Meets { description, group }) => met.entry(*description).or_default().push((*group, range)),
                Some(Role::Excludes { idea }) => excluded.push(*idea),
                None => {}
            }
        }
        let mut hits = Vec::new();
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
        hits
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_is_well_formed() {
        let File { classes, ideas } =
            serde_json::from_str(include_str!("../../resources/matching/concepts.json")).unwrap();
        for idea in &ideas {
            assert!(!idea.names.is_empty() && !idea.says.is_empty(), "{:?}", idea.names);
            for group in idea.says.iter().flat_map(|says| says.split(" & ")) {
                assert!(expand(group, &classes).count() > 0, "{:?}: {group:?}", idea.names);
                for word in expand(group, &classes) {
                    assert!(
                        !word.is_empty() && !word.contains([' ', '<', '&']),
                        "{:?}: {word:?}",
                        idea.names
                    );
                }
            }
        }
    }
}
