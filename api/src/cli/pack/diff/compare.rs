//! The findings of two linters, report by report, on all cores.

use std::collections::BTreeMap;

use nlp::{Finding, Linter, Severity, parallel};
use serde::Serialize;

use crate::cli::pack::reports::Report;

/// Characters of a line that an example shows on either side of its phrase.
const AROUND: usize = 20;

/// A finding that only one of the packs has, or that weighs something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Change {
    #[serde(skip)]
    pub(super) rule: String,
    #[serde(rename = "change")]
    pub(super) kind: Kind,
    pub(super) report: String,
    pub(super) text: String,
    /// What stands around it, the phrase in `⟦⟧`.
    pub(super) context: String,
}

/// What becomes of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(super) enum Kind {
    Appeared,
    Vanished,
    Reweighted,
}

/// The changes of each report.
pub(super) fn all(from: &Linter, to: &Linter, reports: &[Report]) -> Vec<Vec<Change>> {
    parallel::map(reports, parallel::cores(), |report| of_report(from, to, report))
}

fn of_report(from: &Linter, to: &Linter, report: &Report) -> Vec<Change> {
    let before = by_place(from.lint(&report.text, report.date).findings);
    let mut after = by_place(to.lint(&report.text, report.date).findings);
    let mut changes = Vec::new();
    for (place, (severity, finding)) in before {
        match after.remove(&place) {
            None => changes.push(change(report, Kind::Vanished, &finding)),
            Some((other, _)) if other != severity => changes.push(change(report, Kind::Reweighted, &finding)),
            Some(_) => {}
        }
    }
    let appeared = after
        .values()
        .map(|(_, finding)| change(report, Kind::Appeared, finding));
    changes.extend(appeared);
    changes
}

/// Findings by rule and place.
fn by_place(findings: Vec<Finding>) -> BTreeMap<(usize, usize, String), (Severity, Finding)> {
    let placed = findings.into_iter().map(|finding| {
        let place = (finding.span.byte_start, finding.span.byte_end, finding.rule.clone());
        (place, (finding.severity, finding))
    });
    placed.collect()
}

fn change(report: &Report, kind: Kind, finding: &Finding) -> Change {
    let text = |range: std::ops::Range<usize>| report.text.get(range).unwrap_or_default();
    let (start, end) = (finding.span.byte_start, finding.span.byte_end);
    let before = text(0..start).rsplit('\n').next().unwrap_or_default();
    let after = text(end..report.text.len()).lines().next().unwrap_or_default();
    let skipped = before.chars().count().saturating_sub(AROUND);
    let before: String = before.chars().skip(skipped).collect();
    let after: String = after.chars().take(AROUND).collect();
    Change {
        rule: finding.rule.clone(),
        kind,
        report: report.name.clone(),
        text: finding.text.clone(),
        context: format!("{}⟦{}⟧{}", before.trim_start(), finding.text, after.trim_end()),
    }
}
