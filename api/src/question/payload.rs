//! Payloads of the question mutations. They differ from others in that a record may be kept and yet not accepted.

use async_graphql::SimpleObject;

use crate::{
    error::{Result, Violation, mend},
    question::{
        sensitive,
        service::Recorded,
        types::{Question, categories},
    },
    term::FindingCategory,
};

/// The answer of `recordQuestion`.
#[derive(SimpleObject, Debug)]
pub struct RecordQuestionPayload {
    /// The record. It is kept even when a disclosure is lacking; null only where the input was wrong.
    pub question: Option<Question>,
    /// The categories whose disclosures must be given, with `giveDisclosure`, before the record is accepted.
    pub required_disclosures: Vec<FindingCategory>,
    /// What the user can mend. `DISCLOSURE_REQUIRED`, one for each category of `requiredDisclosures`, comes with a record
    /// that awaits it: give the disclosure rather than record the question again. With any other code, nothing was
    /// recorded.
    pub user_errors: Vec<Violation>,
}

impl RecordQuestionPayload {
    pub(crate) fn from(answer: Result<Recorded>) -> Result<Self> {
        let (question, required_disclosures, user_errors) = refused(answer)?;
        Ok(Self {
            question,
            required_disclosures,
            user_errors,
        })
    }
}

/// The answer of `answerQuestion`.
#[derive(SimpleObject, Debug)]
pub struct AnswerQuestionPayload {
    /// The record as it is now. The answer is kept even when a disclosure is lacking; null only where the input was wrong.
    pub question: Option<Question>,
    /// The categories whose disclosures must be given, with `giveDisclosure`, before the record is accepted.
    pub required_disclosures: Vec<FindingCategory>,
    /// What the user can mend. `DISCLOSURE_REQUIRED`, one for each category of `requiredDisclosures`, comes with an answer
    /// that was kept: give the disclosure rather than answer again. With any other code, nothing was changed.
    pub user_errors: Vec<Violation>,
}

impl AnswerQuestionPayload {
    pub(crate) fn from(answer: Result<Recorded>) -> Result<Self> {
        let (question, required_disclosures, user_errors) = refused(answer)?;
        Ok(Self {
            question,
            required_disclosures,
            user_errors,
        })
    }
}

/// The answer of `giveDisclosure`.
#[derive(SimpleObject, Debug)]
pub struct GiveDisclosurePayload {
    /// The record as it is now.
    pub question: Option<Question>,
    /// The categories whose disclosures are still lacking; empty once the record is accepted.
    pub required_disclosures: Vec<FindingCategory>,
    /// What the user can mend; when it is not empty, nothing was changed.
    pub user_errors: Vec<Violation>,
}

impl GiveDisclosurePayload {
    pub(crate) fn from(answer: Result<Recorded>) -> Result<Self> {
        let (recorded, user_errors) = mend(answer)?;
        let (question, lacking) = recorded.map(|recorded| (recorded.question, recorded.lacking)).unzip();
        Ok(Self {
            question: question.map(Question),
            required_disclosures: categories(&lacking.unwrap_or_default()),
            user_errors,
        })
    }
}

/// The parts of a payload that refuses to accept a record without its disclosures.
fn refused(answer: Result<Recorded>) -> Result<(Option<Question>, Vec<FindingCategory>, Vec<Violation>)> {
    let (recorded, user_errors) = mend(answer)?;
    Ok(match recorded {
        Some(Recorded { question, lacking }) => {
            let violations = sensitive::violations(&question.sensitive, &lacking);
            (Some(Question(question)), categories(&lacking), violations)
        }
        None => (None, Vec::new(), user_errors),
    })
}
