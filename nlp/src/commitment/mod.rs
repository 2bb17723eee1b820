//! Promises in a report: who owes what by when (lint guide §5).
//!
//! A glance at a few characters of each sentence tells whether it holds a marker (答应, 说好, 会 …). Where it does, the words of
//! [`mod@lexicon`] make a [`scene`] of it, [`promise`] judges every marker, [`party`] says who owes, [`due`] by when and
//! [`deliverable`] what.

mod deliverable;
mod due;
mod extent;
mod hindrance;
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

/// Words of the text, where they stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// Where they stand.
    pub span: Span,
    /// The words as they are written.
    pub text: String,
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
    /// What is owed, as the text has it: the thing that is handed over (`把接口文档发来`: 接口文档), else the deed with its
    /// object (`打款30万`). `None` where the text does not say it in words that are known.
    pub deliverable: Option<Quote>,
    /// A person that can be found: the one who promises, else the one who is promised (`我答应李总`: 李总), else
    /// whoever else is named in the promise.
    pub person: Option<Quote>,
}

/// A promise at a place of the normalised text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Promise {
    pub(crate) range: Range<usize>,
    pub(crate) by: Party,
    pub(crate) due: Option<DueRange>,
    pub(crate) deliverable: Option<Range<usize>>,
    pub(crate) person: Option<Range<usize>>,
}

/// The promises of a document, in the order of the text.
pub(crate) fn find(document: &Document<'_>) -> Vec<Promise> {
    let lexicon = lexicon();
    let sentences = document.sentences();
    let mut promises = Vec::new();
    let mut index = 0;
    for at in lexicon.marker_starts.places(document.text()) {
        let behind = sentences.get(index..).unwrap_or_default();
        index += behind.iter().take_while(|sentence| sentence.range.end <= at).count();
        let Some(Range { start, end }) = sentences.get(index).map(|sentence| sentence.range.clone()) else {
            break;
        };
        // A sentence that was read, or what stands between two.
        if at < start {
            continue;
        }
        let text = document.text().get(start..end).unwrap_or_default();
        if lexicon.may_promise(text, at - start) {
            let tokens = lexicon.tokens(text, start);
            if tokens.iter().any(|token| marker(token).is_some()) {
                promises.extend(find_in(&Scene::new(document, index, &tokens)));
            }
            index += 1;
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
