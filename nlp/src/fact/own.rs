//! Words by which an organisation knows evidence, on top of the shipped ones.

use std::{cmp::Reverse, ops::Range};

use crate::terms::Terms;

/// Deeds of customers, titles and units, compiled.
#[derive(Debug)]
pub(crate) struct OwnEvidence {
    deeds: Terms,
    /// Longest first.
    titles: Vec<String>,
    /// Longest first.
    units: Vec<String>,
}

impl OwnEvidence {
    /// Compiles normalised words.
    pub(crate) fn new(deeds: Vec<String>, titles: Vec<String>, units: Vec<String>) -> Self {
        let mut titles = titles;
        titles.sort_by_key(|title| Reverse(title.len()));
        let mut units = units;
        units.sort_by_key(|unit| Reverse(unit.len()));
        Self {
            deeds: Terms::new(deeds.into_iter().map(|deed| (deed, 0))),
            titles,
            units,
        }
    }

    /// Where deeds stand in `text`.
    pub(super) fn deeds<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        self.deeds.find(text).map(|(range, _)| range)
    }

    /// The length in bytes of the title that `text` starts with.
    pub(super) fn title(&self, text: &str) -> Option<usize> {
        let title = self.titles.iter().find(|title| text.starts_with(title.as_str()));
        title.map(String::len)
    }

    /// The length in bytes of the unit that `text` starts with.
    pub(super) fn unit(&self, text: &str) -> Option<usize> {
        let unit = self.units.iter().find(|unit| text.starts_with(unit.as_str()));
        unit.map(String::len)
    }
}
