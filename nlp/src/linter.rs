//! The linter itself: from a text and its date to findings, commitments and a score.

use std::ops::Range;

use chrono::NaiveDate;

use crate::{
    commitment::{self, Commitment, Quote},
    document::Document,
    finding::Finding,
    hit::Hit,
    pack::{CompiledPack, PackError, RulePack},
    rejection::Rejected,
    score,
    script::{Library, Suggester},
    span::Span,
    text::Positions,
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
        self.pack.find(&self.pack.prepare(Document::new(text, date)))
    }

    /// Lints `text` as a report written on `date`. Never fails and never panics, whatever the text.
    pub fn lint(&self, text: &str, date: NaiveDate) -> LintResult {
        let document = self.pack.prepare(Document::new(text, date));
        let positions = Positions::new(document.original());
        let hits = self.pack.find(&document);
        let score = score::of(&document, &hits);
        let mut suggester = Suggester::new(&self.library, &document);
        let findings = hits
            .into_iter()
            .map(|hit| {
                let suggestions = suggester.suggest(&hit, SUGGESTIONS);
                let (span, text) = place(&document, &positions, hit.range);
                let rejected = hit.rejected.into_iter().map(|near| {
                    let (span, text) = place(&document, &positions, near.range);
                    Rejected {
                        evidence: near.evidence,
                        span,
                        text,
                        reason: near.reason,
                    }
                });
                Finding {
                    rule: hit.rule,
                    kind: hit.category.kind(),
                    category: hit.category,
                    severity: hit.severity,
                    span,
                    text,
                    message: hit.message,
                    missing: hit.missing,
                    rejected: rejected.collect(),
                    suggestions,
                    evasion: hit.evasion,
                    copied: None,
                }
            })
            .collect();
        let commitments = commitment::find(&document)
            .into_iter()
            .map(|promise| {
                let quote = |range| {
                    let (span, text) = place(&document, &positions, range);
                    Quote { span, text }
                };
                let Quote { span, text } = quote(promise.range);
                Commitment {
                    span,
                    text,
                    by: promise.by,
                    due: promise.due,
                    deliverable: promise.deliverable.map(quote),
                    person: promise.person.map(quote),
                }
            })
            .collect();
        LintResult {
            findings,
            commitments,
            score,
        }
    }
}

/// Where bytes of the normalised text stand in the original, and what stands there.
fn place(document: &Document<'_>, positions: &Positions<'_>, range: Range<usize>) -> (Span, String) {
    let span = positions.span(document.normalized().to_original(range));
    let text = document
        .original()
        .get(span.byte_start..span.byte_end)
        .unwrap_or_default()
        .to_owned();
    (span, text)
}
