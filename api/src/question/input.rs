//! Inputs of questions.

use async_graphql::{ID, InputObject, MaybeUndefined};
use chrono::{DateTime, Utc};
use entity::types::Timestamp;

use crate::{
    error::Result,
    id::{self, NodeKind},
    question::{
        service::{NewAnswer, NewDisclosure, NewQuestion},
        types::{QuestionSource, QuestionStatus},
    },
    scalar::{Date, FourDigitYear},
    term::FindingCategory,
};

/// Which questions a list holds; all conditions must hold.
#[derive(InputObject, Default)]
pub struct QuestionFilter {
    /// Only questions of this shop.
    pub store_id: MaybeUndefined<ID>,
    /// Only questions of the shops of this region.
    pub region: MaybeUndefined<String>,
    /// Only questions in this state.
    pub status: MaybeUndefined<QuestionStatus>,
    /// Only questions that matched a mapping (true), or that none answered (false).
    pub matched: MaybeUndefined<bool>,
    /// Only questions asked on this day or later.
    pub from: MaybeUndefined<Date>,
    /// Only questions asked on this day or earlier.
    pub to: MaybeUndefined<Date>,
    /// Only questions with this text in the customer's words or in the answer, at most 100 characters.
    pub search: MaybeUndefined<String>,
}

/// A note that the customer was told.
#[derive(InputObject)]
pub struct DisclosureInput {
    /// The category of the terms that force it: `MEDICAL` or `EFFICACY_CLAIM`.
    pub category: FindingCategory,
    /// The note, at most 1,000 characters.
    pub text: String,
}

impl From<DisclosureInput> for NewDisclosure {
    fn from(input: DisclosureInput) -> Self {
        Self {
            category: input.category.into(),
            text: input.text,
        }
    }
}

/// A question to be recorded.
#[derive(InputObject)]
pub struct RecordQuestionInput {
    /// The shop; a clerk's own where it is left out. Others must name one.
    pub store_id: Option<ID>,
    /// The customer's words, at most 2,000 characters.
    pub text: String,
    /// Typed, or transcribed from voice.
    #[graphql(default_with = "QuestionSource::Typed")]
    pub source: QuestionSource,
    /// What the clerk answered, at most 2,000 characters.
    pub answer: Option<String>,
    /// When the customer asked; now where it is left out.
    #[graphql(validator(custom = "FourDigitYear"))]
    pub asked_at: Option<DateTime<Utc>>,
    /// The notes that the customer was told, at most one for each category.
    #[graphql(default)]
    pub disclosures: Vec<DisclosureInput>,
}

impl TryFrom<RecordQuestionInput> for NewQuestion {
    type Error = crate::error::Error;

    fn try_from(input: RecordQuestionInput) -> Result<Self> {
        let store = input.store_id.map(|id| id::of_field(NodeKind::Store, &id, "storeId"));
        Ok(Self {
            store_id: store.transpose()?,
            text: input.text,
            source: input.source.into(),
            answer: input.answer,
            asked_at: input.asked_at.map(Timestamp::from),
            disclosures: input.disclosures.into_iter().map(Into::into).collect(),
        })
    }
}

/// An answer to a recorded question.
#[derive(InputObject)]
pub struct AnswerQuestionInput {
    /// The question.
    pub question_id: ID,
    /// The version of the question that the user saw.
    pub version: i32,
    /// What the clerk answered, at most 2,000 characters.
    pub answer: String,
    /// The notes that the customer was told, on top of those given before.
    #[graphql(default)]
    pub disclosures: Vec<DisclosureInput>,
}

impl TryFrom<AnswerQuestionInput> for NewAnswer {
    type Error = crate::error::Error;

    fn try_from(input: AnswerQuestionInput) -> Result<Self> {
        Ok(Self {
            question_id: id::of_field(NodeKind::Question, &input.question_id, "questionId")?,
            version: input.version,
            answer: input.answer,
            disclosures: input.disclosures.into_iter().map(Into::into).collect(),
        })
    }
}

/// A disclosure for a question that awaits it.
#[derive(InputObject)]
pub struct GiveDisclosureInput {
    /// The question.
    pub question_id: ID,
    /// The category of the terms that force it: `MEDICAL` or `EFFICACY_CLAIM`.
    pub category: FindingCategory,
    /// The note, as the customer was told, at most 1,000 characters.
    pub text: String,
}
