//! Findings as SARIF 2.1.0 (OASIS), for the tools that read it.

use std::collections::BTreeMap;

use nlp::{Finding, Severity};
use serde_json::{Value, json};

use crate::cli::lint::{Linted, answer};

/// A log with one run over all reports.
pub(super) fn log(linted: &[Linted]) -> Value {
    let mut rules = BTreeMap::new();
    let mut results = Vec::new();
    for linted in linted {
        for finding in &linted.result.findings {
            rules.insert(
                finding.rule.as_str(),
                json!({"id": finding.rule, "properties": {"category": finding.category, "kind": finding.kind}}),
            );
            results.push(result(linted, finding));
        }
    }
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "zhiyan",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.into_values().collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn result(linted: &Linted, finding: &Finding) -> Value {
    let (start_line, start_column) = position(&linted.text, finding.span.byte_start);
    let (end_line, end_column) = position(&linted.text, finding.span.byte_end);
    json!({
        "ruleId": finding.rule,
        "level": match finding.severity {
            Severity::Info => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        },
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": {
            "artifactLocation": {"uri": linted.name},
            "region": {
                "startLine": start_line,
                "startColumn": start_column,
                "endLine": end_line,
                "endColumn": end_column,
                "charOffset": finding.span.start,
                "charLength": finding.span.end - finding.span.start,
                "snippet": {"text": finding.text},
            },
        }}],
        "properties": properties(finding),
    })
}

/// What SARIF has no place of its own for, as the other formats have it.
fn properties(finding: &Finding) -> Value {
    let mut all = json!(answer::Finding::from(finding.clone()));
    if let Value::Object(all) = &mut all {
        let names = ["missing", "rejected", "suggestions", "evasion", "copied"];
        all.retain(|name, _| names.contains(&name.as_str()));
    }
    all
}

/// The line and the column of a byte, both counted from 1, the column in code points.
fn position(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_counts_lines_and_code_points() {
        let text = "第一行\n😀客户有意向";
        assert_eq!(position(text, text.find('有').unwrap()), (2, 4));
        assert_eq!(position(text, 0), (1, 1));
    }
}
