//! The answer to one report as JSON.

use nlp::{Category, Evidence, Kind, LintResult, Party, Severity, Suggestion, commitment::DueRange};
use serde::Serialize;

/// The answer to a report; `start` and `end` count code points.
#[derive(Serialize)]
pub(super) struct Answer {
    id: String,
    score: Option<u8>,
    findings: Vec<Finding>,
    commitments: Vec<Commitment>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding {
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
    suggestions: Vec<Suggestion>,
}

#[derive(Serialize)]
struct Commitment {
    start: usize,
    end: usize,
    text: String,
    by: Party,
    due: Option<DueRange>,
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
            suggestions: finding.suggestions,
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
        }
    }
}
