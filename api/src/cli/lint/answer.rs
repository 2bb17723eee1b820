//! The answer to one report as JSON.

use nlp::{
    Category, CopiedFrom, Evasion, Evidence, Kind, LintResult, Party, RejectionReason, Severity, Span, Suggestion,
    commitment::{DueRange, Quote},
};
use serde::Serialize;

/// The answer to a report; `start` and `end` count code points.
#[derive(Serialize)]
pub(super) struct Answer {
    id: String,
    score: Option<u8>,
    findings: Vec<Finding>,
    commitments: Vec<Commitment>,
}

/// A finding of any format.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Finding {
    rule: String,
    kind: Kind,
    category: Category,
    severity: Severity,
    start: usize,
    end: usize,
    utf16_start: usize,
    utf16_end: usize,
    text: String,
    message: String,
    missing: Vec<Evidence>,
    rejected: Vec<Rejected>,
    suggestions: Vec<Suggestion>,
    #[serde(skip_serializing_if = "Option::is_none")]
    evasion: Option<Evasion>,
    #[serde(skip_serializing_if = "Option::is_none")]
    copied: Option<Copied>,
}

#[derive(Serialize)]
struct Commitment {
    start: usize,
    end: usize,
    text: String,
    by: Party,
    due: Option<DueRange>,
    deliverable: Option<Quoted>,
    person: Option<Quoted>,
}

/// Words of the text.
#[derive(Serialize)]
struct Quoted {
    text: String,
    #[serde(flatten)]
    place: Place,
}

/// Evidence in the sentence that does not count.
#[derive(Serialize)]
struct Rejected {
    evidence: Evidence,
    text: String,
    #[serde(flatten)]
    place: Place,
    reason: RejectionReason,
    explanation: &'static str,
}

#[derive(Serialize)]
struct Copied {
    report: String,
    share: u8,
    spans: Vec<Place>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Place {
    start: usize,
    end: usize,
    utf16_start: usize,
    utf16_end: usize,
}

impl Answer {
    /// The answer to the report `id`.
    pub(super) fn new(id: String, result: &LintResult) -> Self {
        Self {
            id,
            score: result.score,
            findings: result.findings.iter().cloned().map(Finding::from).collect(),
            commitments: result.commitments.iter().cloned().map(Commitment::from).collect(),
        }
    }
}

impl From<nlp::Finding> for Finding {
    fn from(finding: nlp::Finding) -> Self {
        Self {
            rule: finding.rule,
            kind: finding.kind,
            category: finding.category,
            severity: finding.severity,
            start: finding.span.start,
            end: finding.span.end,
            utf16_start: finding.span.utf16_start,
            utf16_end: finding.span.utf16_end,
            text: finding.text,
            message: finding.message,
            missing: finding.missing,
            rejected: finding.rejected.into_iter().map(Rejected::from).collect(),
            suggestions: finding.suggestions,
            evasion: finding.evasion,
            copied: finding.copied.map(Copied::from),
        }
    }
}

impl From<nlp::Rejected> for Rejected {
    fn from(rejected: nlp::Rejected) -> Self {
        Self {
            evidence: rejected.evidence,
            text: rejected.text,
            place: rejected.span.into(),
            reason: rejected.reason,
            explanation: rejected.reason.explain(),
        }
    }
}

impl From<CopiedFrom> for Copied {
    fn from(copied: CopiedFrom) -> Self {
        Self {
            report: copied.report,
            share: copied.share,
            spans: copied.spans.into_iter().map(Place::from).collect(),
        }
    }
}

impl From<Quote> for Quoted {
    fn from(quote: Quote) -> Self {
        Self {
            text: quote.text,
            place: quote.span.into(),
        }
    }
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self {
            start: span.start,
            end: span.end,
            utf16_start: span.utf16_start,
            utf16_end: span.utf16_end,
        }
    }
}

impl From<nlp::Commitment> for Commitment {
    fn from(commitment: nlp::Commitment) -> Self {
        Self {
            start: commitment.span.start,
            end: commitment.span.end,
            text: commitment.text,
            by: commitment.by,
            due: commitment.due,
            deliverable: commitment.deliverable.map(Quoted::from),
            person: commitment.person.map(Quoted::from),
        }
    }
}
