//! The sensitive terms of a question and of its answer, and the disclosures that they force.

use chrono::NaiveDate;
use entity::{
    question::{SensitiveMark, SensitiveMarks},
    types::FindingCategory,
};
use nlp::{Kind, Linter};

use crate::{
    error::{Error, Result, UserErrorCode, Violation},
    report::lint::category_to_entity,
};

/// The categories whose terms force a disclosure, with what they are called.
const DISCLOSED: [(FindingCategory, &str); 2] = [
    (FindingCategory::Medical, "医疗用语"),
    (FindingCategory::EfficacyClaim, "功效断言"),
];

/// Whose words a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// The customer, in the question.
    Customer,
    /// The clerk, in the answer.
    Clerk,
}

/// The sensitive terms of `text`, which was said on `date`.
pub fn marks(linter: &Linter, text: &str, date: NaiveDate, speaker: Speaker) -> Result<Vec<SensitiveMark>> {
    let findings = linter.lint(text, date).findings.into_iter();
    findings
        .filter(|finding| finding.kind == Kind::Sensitive)
        .map(|finding| {
            let position = |at: usize| u32::try_from(at).map_err(Error::fault);
            Ok(SensitiveMark {
                category: category_to_entity(finding.category),
                in_answer: speaker == Speaker::Clerk,
                start: position(finding.span.start)?,
                end: position(finding.span.end)?,
                utf16_start: position(finding.span.utf16_start)?,
                utf16_end: position(finding.span.utf16_end)?,
                text: finding.text,
            })
        })
        .collect()
}

/// Whether terms of `category` force a disclosure.
pub fn is_disclosed(category: FindingCategory) -> bool {
    DISCLOSED.iter().any(|(disclosed, _)| *disclosed == category)
}

/// The categories that `marks` force a disclosure for and that are not among those `given`.
pub fn lacking(marks: &SensitiveMarks, given: &[FindingCategory]) -> Vec<FindingCategory> {
    let forced = |category| marks.0.iter().any(|mark| mark.category == category);
    DISCLOSED
        .iter()
        .map(|&(category, _)| category)
        .filter(|&category| forced(category) && !given.contains(&category))
        .collect()
}

/// Why a record is not accepted yet: one violation for each category that lacks its disclosure.
pub fn violations(marks: &SensitiveMarks, lacking: &[FindingCategory]) -> Vec<Violation> {
    let lacks = DISCLOSED.iter().filter(|(category, _)| lacking.contains(category));
    lacks
        .map(|(category, name)| {
            let terms = marks.0.iter().filter(|mark| mark.category == *category);
            let mut terms: Vec<_> = terms.map(|mark| mark.text.as_str()).collect();
            terms.dedup();
            let message = format!(
                "含{name}“{}”，提问已保存为待说明，补充该类资质说明后才会采纳",
                terms.join("”“")
            );
            Violation::new("disclosures", UserErrorCode::DisclosureRequired, message)
        })
        .collect()
}
