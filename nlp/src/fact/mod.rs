//! The facts that make a statement verifiable (lint guide §2): quantities, people, documents, actions of the customer.

pub(crate) mod person;

use std::ops::Range;

use crate::document::Document;

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

/// A fact with the bytes of the normalised text that state it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fact {
    pub(crate) kind: FactKind,
    pub(crate) range: Range<usize>,
}

/// The facts of one sentence, in the order of the text.
pub(crate) fn gather(document: &Document<'_>, sentence: usize) -> Vec<Fact> {
    let _ = (document, sentence);
    Vec::new()
}
