//! Examples: sentences inside a rule that say what it reports and what it leaves alone.
//!
//! An example is linted as a report of [`DATE`] by everything together, and asserts what *its rule* reports there. In one that
//! must match, `⟦⟧` encloses each phrase that the rule reports, and it reports no others; without any `⟦⟧` it reports
//! something. In one that must not match the rule reports nothing, whatever others report.

use std::ops::Range;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::linter::Linter;

/// The day on which examples are reports: Wednesday, 25 November 2026.
pub const DATE: NaiveDate = match NaiveDate::from_ymd_opt(2026, 11, 25) {
    Some(date) => date,
    None => NaiveDate::MIN,
};

const OPEN: char = '⟦';
const CLOSE: char = '⟧';

/// The examples of a rule in JSON: `{"match": ["店长要⟦返佣⟧"], "noMatch": ["返佣条款"]}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Examples {
    /// Sentences that the rule must report, its phrases in `⟦⟧`.
    #[serde(default, rename = "match")]
    pub matching: Vec<String>,
    /// Sentences in which the rule must report nothing.
    #[serde(default)]
    pub no_match: Vec<String>,
}

impl Examples {
    /// Every example, with whether it must match.
    pub fn iter(&self) -> impl Iterator<Item = (bool, &str)> {
        let matching = self.matching.iter().map(|text| (true, text.as_str()));
        matching.chain(self.no_match.iter().map(|text| (false, text.as_str())))
    }
}

/// How `linter` fails the example `text` of `rule`, in words; `None` when it passes.
pub fn failure(linter: &Linter, rule: &str, text: &str, is_match: bool) -> Option<String> {
    let Some((plain, expected)) = unmark(text) else {
        return Some(format!("{OPEN}与{CLOSE}没有成对"));
    };
    let findings = linter.lint(&plain, DATE).findings;
    let of_rule: Vec<_> = findings.iter().filter(|finding| finding.rule == rule).collect();
    let found = of_rule
        .iter()
        .map(|finding| finding.span.byte_start..finding.span.byte_end);
    let passes = match (is_match, expected.is_empty()) {
        (true, false) => found.eq(expected.iter().cloned()),
        (true, true) => !of_rule.is_empty(),
        (false, _) => of_rule.is_empty(),
    };
    if passes {
        return None;
    }
    let found: Vec<String> = findings
        .iter()
        .map(|finding| {
            if finding.rule == rule {
                format!("“{}”", finding.text)
            } else {
                format!("“{}”（{}）", finding.text, finding.rule)
            }
        })
        .collect();
    let found = if found.is_empty() {
        "没有报出任何词".to_owned()
    } else {
        format!("报出的是{}", found.join("、"))
    };
    Some(if is_match {
        format!("没有照例句报出，{found}")
    } else {
        format!("不该报出，{found}")
    })
}

/// The text without its marks, and what they enclose; `None` when they are no pairs.
fn unmark(text: &str) -> Option<(String, Vec<Range<usize>>)> {
    let mut plain = String::with_capacity(text.len());
    let mut marked = Vec::new();
    let mut open = None;
    for c in text.chars() {
        match (c, open) {
            (OPEN, None) => open = Some(plain.len()),
            (CLOSE, Some(start)) => {
                marked.push(start..plain.len());
                open = None;
            }
            (OPEN | CLOSE, _) => return None,
            _ => plain.push(c),
        }
    }
    open.is_none().then_some((plain, marked))
}

/// [`failure`] with the shipped rules alone.
#[cfg(test)]
pub(crate) fn failure_of_shipped(rule: &str, text: &str, is_match: bool) -> Option<String> {
    use std::sync::LazyLock;

    static SHIPPED: LazyLock<Linter> = LazyLock::new(|| Linter::new(crate::RulePack::default()).unwrap());
    failure(&SHIPPED, rule, text, is_match)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_says_exactly_what_its_rule_reports() {
        let fails = |text, is_match| failure_of_shipped("intent/possess", text, is_match).is_some();
        for (text, is_match) in [
            ("客户⟦有意向⟧，近期再聊", true),
            ("客户有意向", true),
            ("东区⟦有意向⟧，西区⟦有意向⟧", true),
            ("签了意向书", false),
            ("近期再聊", false),
        ] {
            assert!(!fails(text, is_match), "{text}");
        }
        for (text, is_match) in [
            ("客户有⟦意向⟧", true),
            ("东区⟦有意向⟧，西区有意向", true),
            ("⟦近期⟧再聊", true),
            ("签了意向书", true),
            ("客户有意向", false),
        ] {
            assert!(fails(text, is_match), "{text}");
        }
    }

    #[test]
    fn marks_come_in_pairs() {
        for text in ["⟦有意向", "有意向⟧", "⟦有⟦意向⟧⟧", "⟧有意向⟦"] {
            let failure = failure_of_shipped("intent/possess", text, true);
            assert_eq!(failure.as_deref(), Some("⟦与⟧没有成对"), "{text}");
        }
    }
}
