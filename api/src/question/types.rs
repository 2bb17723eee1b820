//! Questions in the schema.

use async_graphql::{Context, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use entity::{disclosure, keyword_mapping, question, store, user};

use crate::{
    context::ContextExt,
    error::Result,
    graphql_enum::mirror_enum,
    id::{self, NodeKind},
    keyword_mapping::KeywordMapping,
    pagination::Sort,
    question::{matching, sensitive},
    store::Store,
    term::FindingCategory,
    user::User,
};

/// Disclosures that one question shows; it needs no more than one of each category.
const MAX_DISCLOSURES: u64 = 20;

mirror_enum! {
    /// How a question came in.
    QuestionSource {
        /// 文字: the clerk typed it.
        Typed,
        /// 语音: it was transcribed from voice.
        Voice,
    }

    /// Whether the record of a question is accepted.
    QuestionStatus {
        /// 待说明: a sensitive term forces a disclosure first.
        AwaitingDisclosure,
        /// 已采纳.
        Accepted,
    }
}

/// How a keyword was found in a question.
#[derive(async_graphql::Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "nlp::matching::How")]
pub enum MatchHow {
    /// 关键词: the keyword itself.
    Keyword,
    /// 同义词: one of the synonyms.
    Synonym,
    /// 变序: its characters in another order or with others between them.
    Reordered,
    /// 谐音: a typo that sounds or looks the same, or pinyin.
    Homophone,
    /// 近义: other words for the same idea.
    Concept,
}

/// A mapping that a question matches.
#[derive(Clone, Debug)]
pub struct QuestionMatch(pub question::QuestionMatch);

/// A mapping that a question matches, and why.
#[Object]
impl QuestionMatch {
    /// The mapping, as it is now, with what the clerk should do.
    async fn mapping(&self, context: &Context<'_>) -> Option<Result<KeywordMapping>> {
        context.object::<keyword_mapping::Entity, _>(self.0.mapping_id).await
    }

    /// Confidence from 0 to 1.
    async fn score(&self) -> f64 {
        self.0.score
    }

    /// The keyword or synonym that matched.
    async fn keyword(&self) -> &str {
        &self.0.keyword
    }

    /// How it matched.
    async fn how(&self) -> Result<MatchHow> {
        Ok(matching::how(&self.0.how)?.into())
    }
}

/// A sensitive term in the words of a customer or a clerk.
#[derive(Clone, Debug)]
pub struct SensitiveMark(pub question::SensitiveMark);

/// A sensitive term in the words of a customer or a clerk.
#[Object]
impl SensitiveMark {
    /// What it is. `MEDICAL` and `EFFICACY_CLAIM` force a disclosure.
    async fn category(&self) -> FindingCategory {
        self.0.category.into()
    }

    /// Its first code point in the text.
    async fn start(&self) -> u32 {
        self.0.start
    }

    /// The code point behind its last one.
    async fn end(&self) -> u32 {
        self.0.end
    }

    /// Its first UTF-16 unit in the text, as JavaScript, Java and Swift count.
    async fn utf16_start(&self) -> u32 {
        self.0.utf16_start
    }

    /// The UTF-16 unit behind its last one.
    async fn utf16_end(&self) -> u32 {
        self.0.utf16_end
    }

    /// The characters that it covers.
    async fn text(&self) -> &str {
        &self.0.text
    }
}

/// What a question would match and mark if it were recorded now.
#[derive(SimpleObject, Debug)]
pub struct MatchedQuestion {
    /// The needs that it expresses, best first; empty rather than a guess.
    pub matches: Vec<QuestionMatch>,
    /// The sensitive terms of the text.
    pub sensitive: Vec<SensitiveMark>,
    /// The categories of the disclosures that these terms force.
    pub required_disclosures: Vec<FindingCategory>,
}

/// 顾客提问: a customer's own words.
#[derive(Clone, Debug)]
pub struct Question(pub question::Model);

impl From<question::Model> for Question {
    fn from(model: question::Model) -> Self {
        Self(model)
    }
}

impl Question {
    fn marks(&self, in_answer: bool) -> Vec<SensitiveMark> {
        let marks = self.0.sensitive.0.iter();
        marks
            .filter(|mark| mark.in_answer == in_answer)
            .cloned()
            .map(SensitiveMark)
            .collect()
    }
}

/// 顾客提问: a customer's own words in a shop, what they matched, and what the clerk answered.
#[Object]
impl Question {
    /// Global id.
    pub async fn id(&self) -> ID {
        id::encode(NodeKind::Question, self.0.id)
    }

    /// The shop.
    async fn store(&self, context: &Context<'_>) -> Option<Result<Store>> {
        context.object::<store::Entity, _>(self.0.store_id).await
    }

    /// Who recorded it.
    async fn clerk(&self, context: &Context<'_>) -> Option<Result<User>> {
        context.object::<user::Entity, _>(self.0.clerk_id).await
    }

    /// The customer's words.
    async fn text(&self) -> &str {
        &self.0.text
    }

    /// Typed, or transcribed from voice.
    async fn source(&self) -> QuestionSource {
        self.0.source.into()
    }

    /// The mappings that it matched when it was recorded, best first; empty rather than a guess.
    async fn matches(&self) -> Vec<QuestionMatch> {
        self.0.matches.0.iter().cloned().map(QuestionMatch).collect()
    }

    /// The sensitive terms of `text`.
    async fn sensitive(&self) -> Vec<SensitiveMark> {
        self.marks(false)
    }

    /// What the clerk answered; null while nobody has.
    async fn answer(&self) -> Option<&str> {
        self.0.answer.as_deref()
    }

    /// The sensitive terms of `answer`.
    async fn answer_sensitive(&self) -> Vec<SensitiveMark> {
        self.marks(true)
    }

    /// Whether the record is accepted.
    async fn status(&self) -> QuestionStatus {
        self.0.status.into()
    }

    /// The notes that the customer was told, oldest first.
    async fn disclosures(&self, context: &Context<'_>) -> Result<Vec<Disclosure>> {
        Ok(given(context, &self.0).await?.into_iter().map(Disclosure).collect())
    }

    /// The categories whose disclosures must be given before the record is accepted; empty once it is.
    async fn required_disclosures(&self, context: &Context<'_>) -> Result<Vec<FindingCategory>> {
        let given: Vec<_> = given(context, &self.0)
            .await?
            .iter()
            .map(|note| note.category)
            .collect();
        Ok(categories(&sensitive::lacking(&self.0.sensitive, &given)))
    }

    /// When the customer asked.
    async fn asked_at(&self) -> DateTime<Utc> {
        *self.0.asked_at
    }

    /// When the record was accepted; null until then.
    async fn accepted_at(&self) -> Option<DateTime<Utc>> {
        self.0.accepted_at.map(|at| *at)
    }

    /// Goes into the next `answerQuestion`, so that nobody overwrites what they have not seen.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

async fn given(context: &Context<'_>, question: &question::Model) -> Result<Vec<disclosure::Model>> {
    let sort = Sort {
        column: disclosure::Column::CreatedAt,
        descending: false,
    };
    context
        .load_children::<disclosure::Entity>(question.id, disclosure::Column::QuestionId, sort, MAX_DISCLOSURES)
        .await
}

/// Categories in the schema.
pub(super) fn categories(stored: &[entity::types::FindingCategory]) -> Vec<FindingCategory> {
    stored.iter().map(|&category| category.into()).collect()
}

/// 资质说明: a note that a sensitive question forces.
#[derive(Clone, Debug)]
pub struct Disclosure(pub disclosure::Model);

/// 资质说明: the qualification note that a sensitive question forces.
#[Object]
impl Disclosure {
    /// Global id.
    pub async fn id(&self) -> ID {
        id::encode(NodeKind::Disclosure, self.0.id)
    }

    /// The question.
    async fn question(&self, context: &Context<'_>) -> Option<Result<Question>> {
        context.object::<question::Entity, _>(self.0.question_id).await
    }

    /// The category of the terms that forced it.
    async fn category(&self) -> FindingCategory {
        self.0.category.into()
    }

    /// The note, as the customer was told.
    async fn text(&self) -> &str {
        &self.0.text
    }

    /// Who gave it.
    async fn given_by(&self, context: &Context<'_>) -> Option<Result<User>> {
        context.object::<user::Entity, _>(self.0.given_by).await
    }

    /// When it was given.
    async fn created_at(&self) -> DateTime<Utc> {
        *self.0.created_at
    }
}
