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
    finding::Category,
    grammar::{Grammar, Rule, SyntaxError},
    hit::Hit,
    linter,
};

use evidence::Place;
pub(crate) use evidence::clearing;

/// The resource files: shared word classes, then a file a category.
const FILES: [&str; 7] = [
    include_str!("../../resources/vague/words.txt"),
    include_str!("../../resources/vague/intent.txt"),
    include_str!("../../resources/vague/follow_up.txt"),
    include_str!("../../resources/vague/time.txt"),
    include_str!("../../resources/vague/degree.txt"),
    include_str!("../../resources/vague/result.txt"),
    include_str!("../../resources/vague/responsibility.txt"),
];

/// The names of [`FILES`].
#[cfg(test)]
const FILE_NAMES: [&str; 7] = [
    "words.txt",
    "intent.txt",
    "follow_up.txt",
    "time.txt",
    "degree.txt",
    "result.txt",
    "responsibility.txt",
];

/// A unit test proves that the files parse.
static GRAMMAR: LazyLock<Result<Grammar, SyntaxError>> = LazyLock::new(|| Grammar::parse(&FILES));

/// The shipped rules, in the order of the categories' files.
pub(crate) fn rules() -> impl Iterator<Item = linter::Rule> {
    let rules = GRAMMAR.as_ref().map(Grammar::rules).unwrap_or_default();
    rules.iter().filter_map(|rule| {
        Some(linter::Rule {
            id: &rule.id,
            category: category_of(rule)?,
            summary: &rule.summary,
        })
    })
}

/// The vague phrases of a document that no evidence clears, in the order of the text, except the rules in `disabled`.
pub(crate) fn find(document: &Document<'_>, disabled: &HashSet<String>) -> Vec<Hit> {
    let Ok(grammar) = GRAMMAR.as_ref() else {
        return Vec::new();
    };
    reading::phrases(document, grammar)
        .into_iter()
        .filter_map(|phrase| {
            let rule = grammar.rules().get(phrase.rule)?;
            if disabled.contains(&rule.id) {
                return None;
            }
            hit(document, &rule.id, phrase.category, phrase.range)
        })
        .collect()
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

/// The category of a shipped rule, which its id starts with.
fn category_of(rule: &Rule) -> Option<Category> {
    let (category, _) = rule.id.split_once('/')?;
    Some(match category {
        "intent" => Category::Intent,
        "follow-up" => Category::FollowUp,
        "time" => Category::Time,
        "degree" => Category::Degree,
        "result" => Category::Result,
        "responsibility" => Category::Responsibility,
        _ => return None,
    })
}
