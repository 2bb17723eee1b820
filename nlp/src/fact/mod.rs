//! The facts that make a statement verifiable (lint guide §2): quantities, people, documents, actions of the customer.

mod actor;
pub(crate) mod deed;
mod own;
pub(crate) mod person;
pub(crate) mod quantity;
mod scope;
mod units;

use std::ops::Range;

pub(crate) use own::OwnEvidence;

use crate::{document::Document, finding::Evidence};

/// What a fact is. Times are not here: see `Document::times_in`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum FactKind {
    /// A number with a unit or a percentage: 20台, 三家, 5% (Q).
    Quantity,
    /// An amount of money: 35万, 1380美元 (Q).
    Money,
    /// A person who can be found: 王工, 采购部刘敏 (P).
    Person,
    /// A named document or product model together with a finished action: 已发报价单V3 (D).
    Document,
    /// Something that the customer verifiably did: 下单, 打款 (A).
    CustomerAction,
}

impl FactKind {
    /// The mark that the fact is in the lint guide.
    pub(crate) fn evidence(self) -> Evidence {
        match self {
            Self::Quantity | Self::Money => Evidence::Quantity,
            Self::Person => Evidence::Person,
            Self::Document => Evidence::Document,
            Self::CustomerAction => Evidence::CustomerAction,
        }
    }
}

/// A fact with the bytes of the normalised text that state it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fact {
    pub(crate) kind: FactKind,
    pub(crate) range: Range<usize>,
}

/// The quantities and people of one sentence, in the order of the text; for its documents and deeds see [`deed::find`].
pub(crate) fn gather(document: &Document<'_>, sentence: usize) -> Vec<Fact> {
    let Some(range) = document.sentences().get(sentence).map(|found| found.range.clone()) else {
        return Vec::new();
    };
    let text = document.text().get(range.clone()).unwrap_or_default();
    let mut facts = quantity::find(text, range.start, document.own_evidence());
    // A number inside a time is a date or a period: 3天内, 11月25日.
    facts.retain(|fact| {
        !document
            .times_in(&range)
            .any(|time| time.range.start < fact.range.end && fact.range.start < time.range.end)
    });
    let people = document.people(sentence).iter().map(|range| Fact {
        kind: FactKind::Person,
        range: range.clone(),
    });
    facts.extend(people);
    facts.sort_by_key(|fact| (fact.range.start, fact.range.end));
    facts
}
