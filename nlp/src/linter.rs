//! The linter itself: from a text and its date to findings, commitments and a score.

use std::ops::Range;

use chrono::NaiveDate;

use crate::{
    commitment::{self, Commitment},
    document::Document,
    finding::Finding,
    found::Found,
    hit::Hit,
    pack::{CompiledPack, PackError, RulePack},
    script::{Library, Suggester},
};

/// How many suggestions a vague phrase gets.
const SUGGESTIONS: usize = 3;

/// Everything the linter says about one text.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct LintResult {
    /// Problems, in the order of the text.
    pub findings: Vec<Finding>,
    /// Promises, in the order of the text.
    pub commitments: Vec<Commitment>,
    /// 0 to 100: the share of statements that can be verified, less what sensitive findings cost; `None` for an
    /// empty text.
    pub score: Option<u8>,
}

/// A compiled rule pack: immutable, `Send + Sync`, shared behind an `Arc`.
#[derive(Debug)]
pub struct Linter {
    pack: CompiledPack,
    library: Library,
}

impl Linter {
    /// Compiles the shipped rules together with `pack` (terms and scripts added, rules switched off).
    ///
    /// What is heavy and the same for all (the dictionary) is loaded once per process.
    pub fn new(pack: RulePack) -> Result<Self, PackError> {
        let compiled = CompiledPack::new(&pack)?;
        Ok(Self {
            library: Library::new(&pack.scripts, pack.only_own_scripts, compiled.disabled()),
            pack: compiled,
        })
    }

    /// What the detectors say about `text`: rules and bytes of the normalised text.
    pub(crate) fn hits(&self, text: &str, date: NaiveDate) -> Vec<Hit> {
        self.pack.find(&self.document(text, date))
    }

    /// Lints `text` as a report written on `date`. Never fails and never panics, whatever the text.
    ///
    /// A text that is being typed is linted faster as a [`Draft`](crate::Draft).
    pub fn lint(&self, text: &str, date: NaiveDate) -> LintResult {
        let document = self.document(text, date);
        self.find(&document).into_result(&document)
    }

    /// Prepares a text for [`Linter::find`].
    pub(crate) fn document<'t>(&'t self, text: &'t str, date: NaiveDate) -> Document<'t> {
        self.pack.prepare(Document::new(text, date))
    }

    /// What stands in a document.
    pub(crate) fn find(&self, document: &Document<'_>) -> Found {
        let mut found = self.detect(document);
        self.suggest(document, &mut found, &(0..usize::MAX));
        found
    }

    /// What stands in a document, without suggestions.
    pub(crate) fn detect(&self, document: &Document<'_>) -> Found {
        let hits = self.pack.find(document);
        Found {
            suggestions: vec![Vec::new(); hits.len()],
            promises: commitment::find(document),
            hits,
        }
    }

    /// Makes the suggestions for what was found in a document and starts in `range`.
    pub(crate) fn suggest(&self, document: &Document<'_>, found: &mut Found, range: &Range<usize>) {
        let mut suggester = Suggester::new(&self.library, document);
        for (hit, suggestions) in found.hits.iter().zip(&mut found.suggestions) {
            if range.contains(&hit.range.start) {
                *suggestions = suggester.suggest(hit, SUGGESTIONS);
            }
        }
    }
}
