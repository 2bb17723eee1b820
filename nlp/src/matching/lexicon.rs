//! How people describe what a shop's keywords name.

use std::{
    collections::{BTreeSet, HashMap},
    ops::Range,
    sync::LazyLock,
};

use serde::Deserialize;

use crate::terms::Terms;

/// The lexicon as its file has it.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct File {
    /// Groups of words that many descriptions share; a description names one as `<脸>`.
    classes: HashMap<String, Vec<String>>,
    /// Words that prove nothing where no whole description stands.
    quiet: Vec<String>,
    ideas: Vec<Idea>,
}

/// An idea of the lexicon.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Idea {
    /// What a keyword that names the idea contains, the most specific first.
    pub(super) names: Vec<String>,
    /// How people put it: words that must stand near each other, joined by ` & `, alternatives by `|`.
    says: Vec<String>,
    /// Words that show that something else is meant.
    #[serde(default)]
    unless: Vec<String>,
}

/// A description: every group of alternatives must be met.
pub(super) struct Description {
    pub(super) idea: usize,
    pub(super) groups: usize,
}

/// The lexicon, compiled.
pub(super) struct Lexicon {
    pub(super) ideas: Vec<Idea>,
    pub(super) descriptions: Vec<Description>,
    /// Alternatives; an owner is an index into `roles`.
    words: Terms,
    roles: Vec<Role>,
    /// What each word says about the idea that is spoken of: less the more ideas it belongs to.
    weights: HashMap<String, f64>,
}

/// What a word does in the lexicon.
#[derive(Clone, Copy)]
pub(super) enum Role {
    /// It meets a group of a description.
    Meets { description: usize, group: usize },
    /// It speaks against an idea.
    Excludes { idea: usize },
}

pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

impl Lexicon {
    fn load() -> Self {
        // The file is part of the crate; a test reads it strictly.
        let File { classes, quiet, ideas } =
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
        let weights = weights(&words, &roles, &descriptions, &quiet);
        let words = words
            .into_iter()
            .filter_map(|(word, role)| Some((word, u32::try_from(role).ok()?)));
        Self {
            words: Terms::new(words),
            ideas,
            descriptions,
            roles,
            weights,
        }
    }

    /// What the words of `text` do in the lexicon, with their bytes.
    pub(super) fn read<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Range<usize>, Role)> + 'a {
        self.words.find(text).filter_map(|(bytes, role)| {
            let role = self.roles.get(usize::try_from(role).ok()?)?;
            Some((bytes, *role))
        })
    }

    /// What `word` says about the idea that is spoken of, from 0 to 1.
    pub(super) fn weight(&self, word: &str) -> f64 {
        self.weights.get(word).copied().unwrap_or(0.0)
    }
}

/// Weighs words by the number of ideas that they belong to; one character says half as much.
fn weights(
    words: &[(String, usize)],
    roles: &[Role],
    descriptions: &[Description],
    quiet: &[String],
) -> HashMap<String, f64> {
    let mut ideas: HashMap<&str, BTreeSet<usize>> = HashMap::new();
    for (word, role) in words {
        if let Some(Role::Meets { description, .. }) = roles.get(*role)
            && let Some(description) = descriptions.get(*description)
        {
            ideas.entry(word).or_default().insert(description.idea);
        }
    }
    for word in quiet {
        ideas.remove(word.as_str());
    }
    ideas
        .into_iter()
        .filter_map(|(word, ideas)| {
            let shared = f64::from(u32::try_from(ideas.len()).ok()?);
            let length = if word.chars().nth(1).is_some() { 1.0 } else { 0.5 };
            Some((word.to_owned(), length / shared))
        })
        .collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_is_well_formed() {
        let File { classes, ideas, .. } =
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
