//! Vague phrases (lint guide §3): found by lexicon and pattern, cleared by evidence.
//!
//! The phrases are data (`resources/vague/`), one file a category, compiled once into a [`Grammar`]. What a match means
//! in its sentence is decided here: whether it is a question, whether it only contains the characters, which of two
//! readings of the same characters holds, and whether evidence stands where the guide wants it.

mod evidence;
mod message;
mod reading;
#[cfg(test)]
mod tests;

use std::{collections::HashSet, ops::Range, sync::LazyLock};

use crate::{
    document::Document,
    finding::{self, Category},
    grammar::{Grammar, Rule, Scratch, SyntaxError},
    hit::Hit,
};

use evidence::Place;
pub(crate) use evidence::clearing;
pub(crate) use reading::{Phrase, phrases};

/// Word classes that all rules share, those of an organisation too.
pub(crate) const CLASSES: &str = include_str!("../../resources/vague/words.txt");

/// The resource files: shared word classes, a file a category, and what no list of phrases holds.
const FILES: [&str; 8] = [
    CLASSES,
    include_str!("../../resources/vague/intent.txt"),
    include_str!("../../resources/vague/follow_up.txt"),
    include_str!("../../resources/vague/time.txt"),
    include_str!("../../resources/vague/degree.txt"),
    include_str!("../../resources/vague/result.txt"),
    include_str!("../../resources/vague/responsibility.txt"),
    include_str!("../../resources/vague/open.txt"),
];

/// The names of [`FILES`].
#[cfg(test)]
const FILE_NAMES: [&str; 8] = [
    "words.txt",
    "intent.txt",
    "follow_up.txt",
    "time.txt",
    "degree.txt",
    "result.txt",
    "responsibility.txt",
    "open.txt",
];

/// The grammar of the phrases, with what each of its rules is about.
pub(crate) struct Phrases {
    grammar: Grammar,
    kinds: Vec<Kind>,
    /// Whether all of them are vague: a question asserts nothing vague, but it can hold what must not be said.
    vague: bool,
}

/// What the phrases of a rule are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kind {
    pub(crate) category: Category,
    /// Whether they answer an open question.
    wavers: bool,
}

impl Phrases {
    /// The phrases of an organisation, with the category of each rule.
    pub(crate) fn of(grammar: Grammar, categories: impl Iterator<Item = Category>) -> Self {
        let kinds: Vec<Kind> = categories
            .map(|category| Kind {
                category,
                wavers: false,
            })
            .collect();
        Self {
            vague: kinds.iter().all(|kind| kind.category.kind() == finding::Kind::Vague),
            grammar,
            kinds,
        }
    }
}

/// A unit test proves that the files parse.
static PHRASES: LazyLock<Result<Phrases, SyntaxError>> = LazyLock::new(|| {
    let category = |rule: &Rule| rule.id.split_once('/').and_then(|(category, _)| category_of(category));
    let grammar = Grammar::parse(&FILES)?.of_kinds(|rule| category(rule).map_or(0, reading::rank));
    let kinds = grammar.rules().iter().map(|rule| {
        Some(Kind {
            category: category(rule)?,
            wavers: reading::WAVERING.contains(&rule.id.as_str()),
        })
    });
    Ok(Phrases {
        // A test proves that every rule has a category.
        kinds: kinds.map_while(|kind| kind).collect(),
        grammar,
        vague: true,
    })
});

/// The shipped rules, in the order of the categories' files.
pub(crate) fn rules() -> impl Iterator<Item = (&'static Rule, Category)> {
    let phrases = PHRASES.as_ref().ok();
    phrases.into_iter().flat_map(|phrases| {
        let rules = phrases.grammar.rules().iter().zip(&phrases.kinds);
        rules.map(|(rule, kind)| (rule, kind.category))
    })
}

/// The vague phrases of a document that no evidence clears, in the order of the text, except the rules in `disabled`.
pub(crate) fn find(document: &Document<'_>, disabled: &HashSet<String>) -> Vec<Hit> {
    let Ok(phrases) = PHRASES.as_ref() else {
        return Vec::new();
    };
    let mut hits = Vec::new();
    let mut scratch = Scratch::default();
    for sentence in 0..document.sentences().len() {
        for phrase in reading::phrases(document, sentence, phrases, &mut scratch) {
            let rule = phrases.grammar.rules().get(phrase.rule);
            let rule = rule.filter(|rule| !disabled.contains(&rule.id));
            hits.extend(rule.and_then(|rule| hit(document, &rule.id, phrase.kind.category, phrase.range)));
        }
    }
    hits
}

/// The hit for a phrase of `category` at `range`, unless evidence clears it.
///
/// Also judges the vague terms that an organisation adds.
pub(crate) fn hit(document: &Document<'_>, rule: &str, category: Category, range: Range<usize>) -> Option<Hit> {
    let place = Place::of(document, &range)?;
    if place.is_cleared(category) {
        return None;
    }
    let phrase = document.text().get(range.clone())?;
    let rejected = place.rejected(category);
    Some(Hit {
        rule: rule.to_owned(),
        category,
        severity: category.severity(),
        missing: clearing(category).to_vec(),
        message: message::compose(category, phrase, document.text(), &rejected),
        rejected,
        range,
        evasion: None,
    })
}

/// The category that the id of a shipped rule starts with.
fn category_of(name: &str) -> Option<Category> {
    Some(match name {
        "intent" => Category::Intent,
        "follow-up" => Category::FollowUp,
        "time" => Category::Time,
        "degree" => Category::Degree,
        "result" => Category::Result,
        "responsibility" => Category::Responsibility,
        _ => return None,
    })
}
