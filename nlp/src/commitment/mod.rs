//! Promises in a report: who owes what by when (lint guide §5).
//!
//! One pass over the text finds the words of [`mod@lexicon`]; each sentence that holds a marker (答应, 说好, 会 …) becomes a
//! [`scene`] with its people and their sides; [`promise`] judges every marker in it and [`party`] says who owes.

mod due;
mod extent;
mod lexicon;
mod party;
mod promise;
mod scene;

#[cfg(test)]
mod tests;

use std::ops::Range;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use self::{
    lexicon::{Marker, Role, Token, lexicon},
    scene::Scene,
};
use crate::{document::Document, span::Span};

/// Who owes what was promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Party {
    /// We owe the customer or a colleague.
    Us,
    /// The customer owes us.
    Customer,
}

/// The days by which something is due, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueRange {
    /// First day.
    pub start: NaiveDate,
    /// Last day: the deadline.
    pub end: NaiveDate,
}

/// A promise found in a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// The clause with its subject, without list number and closing punctuation.
    pub span: Span,
    /// The characters that it covers.
    pub text: String,
    /// Who owes it.
    pub by: Party,
    /// When it is due, if the text says so in a way that resolves.
    pub due: Option<DueRange>,
}

/// A promise at a place of the normalised text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Promise {
    pub(crate) range: Range<usize>,
    pub(crate) by: Party,
    pub(crate) due: Option<DueRange>,
}

/// The promises of a document, in the order of the text.
pub(crate) fn find(document: &Document<'_>) -> Vec<Promise> {
    let tokens = lexicon().tokens(document.text());
    let mut promises = Vec::new();
    for (index, sentence) in document.sentences().iter().enumerate() {
        let start = tokens.partition_point(|token| token.range.start < sentence.range.start);
        let end = tokens.partition_point(|token| token.range.end <= sentence.range.end);
        let tokens = tokens.get(start..end).unwrap_or_default();
        if tokens.iter().any(|token| marker(token).is_some()) {
            promises.extend(find_in(&Scene::new(document, index, tokens)));
        }
    }
    promises
}

/// The promises of one sentence. A marker inside the promise before it says nothing new: 承诺会在周五前打款.
fn find_in(scene: &Scene<'_>) -> Vec<Promise> {
    let mut promises: Vec<Promise> = Vec::new();
    for token in scene.tokens {
        let read_up_to = promises.last().map_or(0, |promise| promise.range.end);
        if let Some(marker) = marker(token).filter(|_| token.range.start >= read_up_to) {
            promises.extend(promise::read(scene, token, marker, read_up_to));
        }
    }
    promises
}

fn marker(token: &Token) -> Option<Marker> {
    match token.role {
        Role::Marker(marker) => Some(marker),
        _ => None,
    }
}
