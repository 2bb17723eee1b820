//! Linting a text for somebody, and the stored counterparts of what the linter says.

use std::sync::Arc;

use chrono::NaiveDate;
use entity::finding::{Evasion, Rejection, Stretch};
use nlp::{Evidence, LintResult, Linter, Rejected, Span, copied::Earlier};
use serde::{
    Serialize,
    de::{DeserializeOwned, IntoDeserializer, value::Error as ValueError},
};
use serde_json::Value;

use crate::{
    error::{Error, Result},
    policy::Actor,
    report::copied::{self, Subject},
    state::State,
};

/// The longest text that is linted, in characters.
pub const MAX_TEXT: usize = 100_000;

/// Texts of more bytes than this, some 500 Chinese characters, are linted on a thread that may block. A short text takes
/// about as long as handing it over would; a long one would hold up every other request of the thread it runs on.
const MAX_INLINE: usize = 1_500;

/// Whether a text is longer than the linter takes.
pub fn is_too_long(text: &str) -> bool {
    text.chars().nth(MAX_TEXT).is_some()
}

/// What the linter of the actor's organisation says of `text` as a report of `date`, by itself.
pub async fn lint(state: &State, actor: &Actor, text: Arc<str>, date: NaiveDate) -> Result<LintResult> {
    run(state, actor, text, move |linter, text| linter.lint(text, date)).await
}

/// What the linter says of the text of a report, also whether its author sent it before.
pub async fn lint_report(state: &State, actor: &Actor, subject: Subject, text: Arc<str>) -> Result<LintResult> {
    let earlier = copied::earlier(state, actor, subject).await?;
    lint_against(state, actor, subject, text, earlier).await
}

/// What the linter says of the text of a report, also whether it stood in one of the `earlier` reports.
pub async fn lint_against(
    state: &State,
    actor: &Actor,
    subject: Subject,
    text: Arc<str>,
    earlier: Vec<Earlier>,
) -> Result<LintResult> {
    let (drafts, date) = (state.drafts.clone(), subject.date);
    run(state, actor, text, move |linter, text| {
        let mut result = match subject.report {
            Some(report) => drafts.lint(report, linter, date, text),
            None => linter.lint(text, date),
        };
        nlp::copied::add(&mut result, text, date, &earlier);
        result
    })
    .await
}

/// Lints here where the text is short, else on a thread that may block.
async fn run(
    state: &State,
    actor: &Actor,
    text: Arc<str>,
    work: impl FnOnce(&Arc<Linter>, &str) -> LintResult + Send + 'static,
) -> Result<LintResult> {
    let linter = state.linters.of(&state.database, actor).await?;
    if text.len() <= MAX_INLINE {
        return Ok(work(&linter, &text));
    }
    tokio::task::spawn_blocking(move || work(&linter, &text))
        .await
        .map_err(Error::fault)
}

/// Evidence and the marks under which it is stored (lint guide §2).
const MARKS: [(Evidence, &str); 6] = [
    (Evidence::Time, "T"),
    (Evidence::FutureTime, "T+"),
    (Evidence::Quantity, "Q"),
    (Evidence::Person, "P"),
    (Evidence::Document, "D"),
    (Evidence::CustomerAction, "A"),
];

/// The mark under which evidence is stored.
pub fn evidence_to_mark(evidence: Evidence) -> &'static str {
    MARKS
        .iter()
        .find(|(known, _)| *known == evidence)
        .map_or("", |(_, mark)| mark)
}

/// The evidence that is stored under a mark.
pub fn evidence_of_mark(mark: &str) -> Option<Evidence> {
    MARKS
        .iter()
        .find(|(_, known)| *known == mark)
        .map(|(evidence, _)| *evidence)
}

/// The stored counterpart of evidence that does not count.
pub fn rejection(rejected: &Rejected) -> Rejection {
    Rejection {
        evidence: evidence_to_mark(rejected.evidence).to_owned(),
        text: rejected.text.clone(),
        place: stretch(&rejected.span),
        reason: name(&rejected.reason),
    }
}

/// The stored counterpart of a disguise.
pub fn evasion(evasion: &nlp::Evasion) -> Evasion {
    Evasion {
        cost: i32::from(evasion.cost),
        kinds: evasion.kinds.iter().map(name).collect(),
    }
}

/// The stable name of a value of the linter, under which it is stored.
pub fn name(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(name)) => name,
        _ => String::new(),
    }
}

/// The value of the linter that is stored under a name; none for a name of another release.
pub fn named<T: DeserializeOwned>(name: &str) -> Option<T> {
    T::deserialize(name.into_deserializer())
        .map_err(|_unknown: ValueError| ())
        .ok()
}

/// The stored counterpart of a stretch; texts are far shorter than an `i32` counts.
pub fn stretch(span: &Span) -> Stretch {
    let count = |offset: usize| i32::try_from(offset).unwrap_or(i32::MAX);
    Stretch {
        start: count(span.start),
        end: count(span.end),
        utf16_start: count(span.utf16_start),
        utf16_end: count(span.utf16_end),
    }
}

/// Declares the conversions between an enum of `entity::types` and its counterpart of `nlp`.
macro_rules! convert {
    ($to_nlp:ident, $to_entity:ident, $entity:ident, $nlp:ident: $($variant:ident)+) => {
        /// The linter's counterpart of a stored value.
        pub fn $to_nlp(value: entity::types::$entity) -> nlp::$nlp {
            match value { $(entity::types::$entity::$variant => nlp::$nlp::$variant,)+ }
        }

        /// The stored counterpart of a linter's value.
        pub fn $to_entity(value: nlp::$nlp) -> entity::types::$entity {
            match value { $(nlp::$nlp::$variant => entity::types::$entity::$variant,)+ }
        }
    };
}

convert!(category_to_nlp, category_to_entity, FindingCategory, Category:
    Intent FollowUp Time Degree Result Responsibility
    Medical EfficacyClaim AbsoluteClaim OverPromise Pii Bribery Copied);
convert!(severity_to_nlp, severity_to_entity, FindingSeverity, Severity: Info Warning Error);
convert!(kind_to_nlp, kind_to_entity, FindingKind, Kind: Vague Sensitive Copied);

#[cfg(test)]
mod tests {
    use nlp::{Disguise, RejectionReason};

    use super::*;

    #[test]
    fn what_is_stored_under_a_name_reads_back() {
        for reason in RejectionReason::ALL {
            assert_eq!(named(&name(&reason)), Some(reason));
        }
        for disguise in Disguise::ALL {
            assert_eq!(named(&name(&disguise)), Some(disguise));
        }
        assert_eq!(named::<Disguise>("OF_ANOTHER_RELEASE"), None);
    }

    #[test]
    fn evidence_is_stored_under_the_marks_of_the_linter() {
        for (evidence, mark) in MARKS {
            assert_eq!(serde_json::to_value(evidence).unwrap(), mark);
            assert_eq!(evidence_to_mark(evidence), mark);
            assert_eq!(evidence_of_mark(mark), Some(evidence));
        }
    }
}
