//! Linting a text for somebody, and the stored counterparts of what the linter says.

use std::sync::Arc;

use chrono::NaiveDate;
use nlp::{Evidence, LintResult};

use crate::{
    error::{Error, Result},
    policy::Actor,
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

/// What the linter of the actor's organisation says of `text` as a report of `date`.
pub async fn lint(state: &State, actor: &Actor, text: Arc<str>, date: NaiveDate) -> Result<LintResult> {
    let linter = state.linters.of(&state.database, actor).await?;
    if text.len() <= MAX_INLINE {
        return Ok(linter.lint(&text, date));
    }
    tokio::task::spawn_blocking(move || linter.lint(&text, date))
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
    Medical EfficacyClaim AbsoluteClaim OverPromise Pii Bribery);
convert!(severity_to_nlp, severity_to_entity, FindingSeverity, Severity: Info Warning Error);
convert!(kind_to_nlp, kind_to_entity, FindingKind, Kind: Vague Sensitive);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_is_stored_under_the_marks_of_the_linter() {
        for (evidence, mark) in MARKS {
            assert_eq!(serde_json::to_value(evidence).unwrap(), mark);
            assert_eq!(evidence_to_mark(evidence), mark);
            assert_eq!(evidence_of_mark(mark), Some(evidence));
        }
    }
}
