//! The linter itself: from a text and its date to findings, commitments and a score.

use chrono::NaiveDate;

use crate::{
    commitment::{self, Commitment},
    document::Document,
    finding::{Finding, Suggestion},
    hit::Hit,
    pack::{PackError, RulePack},
    script::Library,
    sensitive,
    text::Positions,
    vague,
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
    library: Library,
}

impl Linter {
    /// Compiles the shipped rules together with `pack` (terms added, rules switched off, scripts replaced).
    ///
    /// What is heavy and the same for all (the dictionary) is loaded once per process.
    pub fn new(pack: RulePack) -> Result<Self, PackError> {
        Ok(Self {
            library: Library::new(pack.scripts),
        })
    }

    /// Lints `text` as a report written on `date`. Never fails and never panics, whatever the text.
    pub fn lint(&self, text: &str, date: NaiveDate) -> LintResult {
        let document = Document::new(text, date);
        let positions = Positions::new(document.original());
        let mut hits = vague::find(&document);
        hits.extend(sensitive::find(&document, None, &std::collections::HashSet::new()));
        hits.sort_by_key(|hit| (hit.range.start, hit.range.end));
        let findings = hits
            .into_iter()
            .map(|hit| self.finding(&document, &positions, hit))
            .collect();
        let commitments = commitment::find(&document)
            .into_iter()
            .map(|promise| {
                let (span, text) = place(&document, &positions, promise.range);
                Commitment {
                    span,
                    text,
                    by: promise.by,
                    due: promise.due,
                }
            })
            .collect();
        LintResult {
            findings,
            commitments,
            score: None,
        }
    }

    fn finding(&self, document: &Document<'_>, positions: &Positions<'_>, hit: Hit) -> Finding {
        let suggestions = self.suggestions(document, &hit);
        let (span, text) = place(document, positions, hit.range);
        Finding {
            rule: hit.rule,
            kind: hit.category.kind(),
            category: hit.category,
            severity: hit.severity,
            span,
            text,
            message: hit.message,
            missing: hit.missing,
            suggestions,
        }
    }

    fn suggestions(&self, document: &Document<'_>, hit: &Hit) -> Vec<Suggestion> {
        let sentence = document
            .sentences()
            .partition_point(|sentence| sentence.range.end <= hit.range.start);
        self.library.suggest(document, sentence, hit, SUGGESTIONS)
    }
}

/// Where bytes of the normalised text stand in the original, and what stands there.
fn place(
    document: &Document<'_>,
    positions: &Positions<'_>,
    range: std::ops::Range<usize>,
) -> (crate::span::Span, String) {
    let span = positions.span(document.normalized().to_original(range));
    let text = document
        .original()
        .get(span.byte_start..span.byte_end)
        .unwrap_or_default()
        .to_owned();
    (span, text)
}
