//! Which dismissals last when a report is submitted again.

use std::collections::HashMap;

use entity::{finding, types::Timestamp};
use uuid::Uuid;

/// A finding with what somebody has said of it before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// What the linter found.
    pub finding: nlp::Finding,
    /// That it is wrong, if somebody said so.
    pub dismissal: Option<Dismissal>,
}

/// That a finding is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dismissal {
    /// When it was said.
    pub at: Timestamp,
    /// Who said so.
    pub by: Uuid,
    /// Why.
    pub reason: String,
}

/// Findings that nothing but their place tells apart: the rule and the words that it found.
type Alike<'a> = (&'a str, &'a str);

/// The findings of the new text, with the dismissals of those among `before` that are still there.
///
/// Words that the text holds as often as before are the same ones in the same order. Where there are more or fewer of them
/// now, only those at the same place are.
pub fn carry_over(mut before: Vec<finding::Model>, now: Vec<nlp::Finding>) -> Vec<Judged> {
    before.sort_by_key(|finding| finding.span_start);
    let mut known: HashMap<Alike<'_>, Vec<&finding::Model>> = HashMap::new();
    for finding in &before {
        known.entry((&finding.rule, &finding.text)).or_default().push(finding);
    }
    let mut counts: HashMap<Alike<'_>, usize> = HashMap::new();
    for finding in &now {
        *counts.entry((&finding.rule, &finding.text)).or_default() += 1;
    }
    let mut passed: HashMap<Alike<'_>, usize> = HashMap::new();
    let dismissals: Vec<_> = now
        .iter()
        .map(|finding| {
            let alike = (finding.rule.as_str(), finding.text.as_str());
            let position = passed.entry(alike).or_default();
            let candidates = known.get(&alike)?;
            let same = if counts.get(&alike) == Some(&candidates.len()) {
                candidates.get(*position)
            } else {
                candidates
                    .iter()
                    .find(|candidate| usize::try_from(candidate.span_start) == Ok(finding.span.start))
            };
            *position += 1;
            same.and_then(|same| dismissal(same))
        })
        .collect();
    now.into_iter()
        .zip(dismissals)
        .map(|(finding, dismissal)| Judged { finding, dismissal })
        .collect()
}

fn dismissal(finding: &finding::Model) -> Option<Dismissal> {
    Some(Dismissal {
        at: finding.dismissed_at?,
        by: finding.dismissed_by?,
        reason: finding.dismissal_reason.clone().unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use entity::types::{FindingCategory, FindingKind, FindingSeverity, Words};
    use nlp::{Category, Kind, Severity, Span};

    use super::*;

    #[test]
    fn words_that_are_there_as_often_as_before_keep_their_dismissals_in_order() {
        let before = vec![
            stored("time/soon", "尽快", 9, true),
            stored("time/soon", "尽快", 2, false),
        ];
        let now = vec![found("time/soon", "尽快", 4), found("time/soon", "尽快", 15)];
        assert_eq!(dismissed(carry_over(before, now)), [false, true]);
    }

    #[test]
    fn where_there_are_fewer_only_the_place_tells() {
        let before = || {
            vec![
                stored("time/soon", "尽快", 2, true),
                stored("time/soon", "尽快", 9, false),
            ]
        };
        assert_eq!(
            dismissed(carry_over(before(), vec![found("time/soon", "尽快", 2)])),
            [true]
        );
        assert_eq!(
            dismissed(carry_over(before(), vec![found("time/soon", "尽快", 7)])),
            [false]
        );
    }

    #[test]
    fn another_rule_or_other_words_are_not_dismissed() {
        let before = vec![stored("time/soon", "尽快", 2, true)];
        let now = vec![found("time/later", "尽快", 2), found("time/soon", "尽早", 2)];
        assert_eq!(dismissed(carry_over(before, now)), [false, false]);
    }

    fn dismissed(judged: Vec<Judged>) -> Vec<bool> {
        judged.iter().map(|judged| judged.dismissal.is_some()).collect()
    }

    fn found(rule: &str, text: &str, start: usize) -> nlp::Finding {
        let end = start + text.chars().count();
        nlp::Finding {
            rule: rule.into(),
            kind: Kind::Vague,
            category: Category::Time,
            severity: Severity::Warning,
            span: Span {
                start,
                end,
                byte_start: 3 * start,
                byte_end: 3 * end,
                utf16_start: start,
                utf16_end: end,
            },
            text: text.into(),
            message: String::new(),
            missing: Vec::new(),
            rejected: Vec::new(),
            suggestions: Vec::new(),
            evasion: None,
            copied: None,
        }
    }

    fn stored(rule: &str, text: &str, start: i32, dismissed: bool) -> finding::Model {
        let at = Timestamp::from(DateTime::UNIX_EPOCH);
        let end = start + 2;
        finding::Model {
            id: Uuid::now_v7(),
            organization_id: Uuid::nil(),
            report_id: Uuid::nil(),
            rule: rule.into(),
            category: FindingCategory::Time,
            kind: FindingKind::Vague,
            severity: FindingSeverity::Warning,
            span_start: start,
            span_end: end,
            utf16_start: start,
            utf16_end: end,
            text: text.into(),
            message: String::new(),
            missing: Words::default(),
            suggestions: finding::Suggestions::default(),
            rejected: finding::Rejections::default(),
            evasion: None,
            copied_from_id: None,
            copied_share: None,
            copied_spans: None,
            dismissed_at: dismissed.then_some(at),
            dismissed_by: dismissed.then(Uuid::nil),
            dismissal_reason: dismissed.then(|| "误报".into()),
            created_at: at,
        }
    }
}
