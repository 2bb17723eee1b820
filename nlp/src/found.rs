//! What the detectors found in a document, and the answer that becomes of it.

use std::ops::Range;

use crate::{
    commitment::{Commitment, Promise, Quote},
    document::Document,
    finding::{Finding, Suggestion},
    hit::Hit,
    linter::LintResult,
    rejection::Rejected,
    score,
    span::Span,
    text::Positions,
};

/// Problems and promises of a document. All ranges are bytes of its normalised text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    pub(crate) hits: Vec<Hit>,
    /// The suggestions for each hit.
    pub(crate) suggestions: Vec<Vec<Suggestion>>,
    pub(crate) promises: Vec<Promise>,
}

impl Found {
    /// What was found, as the answer about `document`.
    pub(crate) fn into_result(self, document: &Document<'_>) -> LintResult {
        let score = score::of(document, &self.hits);
        if self.hits.is_empty() && self.promises.is_empty() {
            return LintResult {
                score,
                ..LintResult::default()
            };
        }
        let positions = Positions::new(document.original());
        let place = |range| place(document, &positions, range);
        let findings = self.hits.into_iter().zip(self.suggestions);
        let commitments = self.promises.into_iter();
        LintResult {
            findings: findings
                .map(|(hit, suggestions)| finding(hit, suggestions, place))
                .collect(),
            commitments: commitments.map(|promise| commitment(promise, place)).collect(),
            score,
        }
    }

    /// Only what starts in `range`, `from` that place moved `to` another.
    pub(crate) fn part(&self, range: &Range<usize>, from: usize, to: usize) -> Self {
        let moved = |old: &Range<usize>| {
            let to = |at: usize| (at + to).saturating_sub(from);
            to(old.start)..to(old.end)
        };
        let mut part = Self::default();
        let first = self.hits.partition_point(|hit| hit.range.start < range.start);
        for (hit, suggestions) in self.hits.iter().zip(&self.suggestions).skip(first) {
            if hit.range.start >= range.end {
                break;
            }
            let mut hit = hit.clone();
            hit.range = moved(&hit.range);
            for near in &mut hit.rejected {
                near.range = moved(&near.range);
            }
            part.hits.push(hit);
            part.suggestions.push(suggestions.clone());
        }
        let promises = self
            .promises
            .iter()
            .filter(|promise| range.contains(&promise.range.start));
        part.promises = promises
            .map(|promise| Promise {
                range: moved(&promise.range),
                deliverable: promise.deliverable.as_ref().map(moved),
                person: promise.person.as_ref().map(moved),
                ..promise.clone()
            })
            .collect();
        part
    }

    /// Adds what was found behind.
    pub(crate) fn append(&mut self, mut behind: Self) {
        self.hits.append(&mut behind.hits);
        self.suggestions.append(&mut behind.suggestions);
        self.promises.append(&mut behind.promises);
    }
}

fn finding(hit: Hit, suggestions: Vec<Suggestion>, place: impl Fn(Range<usize>) -> (Span, String)) -> Finding {
    let (span, text) = place(hit.range);
    let rejected = hit.rejected.into_iter().map(|near| {
        let (span, text) = place(near.range);
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
}

fn commitment(promise: Promise, place: impl Fn(Range<usize>) -> (Span, String)) -> Commitment {
    let quote = |range| {
        let (span, text) = place(range);
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
