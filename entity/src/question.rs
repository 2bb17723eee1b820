//! 顾客提问: a customer's own words in a shop, and what they matched.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::types::{FindingCategory, QuestionSource, QuestionStatus, Timestamp};

/// A row of `question`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "question")]
pub struct Model {
    /// A version 7 UUID, made by the server; ids grow with time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant.
    pub organization_id: Uuid,
    /// The shop.
    pub store_id: Uuid,
    /// Who recorded it.
    pub clerk_id: Uuid,
    /// The customer's words.
    pub text: String,
    /// Typed, or transcribed from voice.
    pub source: QuestionSource,
    /// The mappings that it matched; empty rather than a guess.
    #[sea_orm(column_type = "JsonBinary")]
    pub matches: QuestionMatches,
    /// The sensitive terms of the text and of the answer.
    #[sea_orm(column_type = "JsonBinary")]
    pub sensitive: SensitiveMarks,
    /// What the clerk answered.
    pub answer: Option<String>,
    /// Whether the record is accepted.
    pub status: QuestionStatus,
    /// When the customer asked.
    pub asked_at: Timestamp,
    /// When the record was accepted.
    pub accepted_at: Option<Timestamp>,
    /// When the row was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// 1 when made, one more with every change; a change names the version that it saw.
    pub version: i32,
    /// The tenant.
    #[sea_orm(belongs_to, from = "organization_id", to = "id")]
    pub organization: BelongsTo<super::organization::Entity>,
    /// The shop.
    #[sea_orm(belongs_to, from = "store_id", to = "id")]
    pub store: BelongsTo<super::store::Entity>,
    /// Who recorded it.
    #[sea_orm(belongs_to, from = "clerk_id", to = "id")]
    pub clerk: BelongsTo<super::user::Entity>,
    /// The notes that its sensitive terms forced.
    #[sea_orm(has_many)]
    pub disclosures: HasMany<super::disclosure::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

/// The mappings that a question matched, best first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct QuestionMatches(pub Vec<QuestionMatch>);

/// A mapping that a question matched.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuestionMatch {
    /// The row of `keyword_mapping`.
    pub mapping_id: Uuid,
    /// Confidence from 0 to 1.
    pub score: f64,
    /// The keyword or synonym that matched.
    pub keyword: String,
    /// How it matched, as the matcher names it, such as `HOMOPHONE`.
    pub how: String,
}

/// The sensitive terms of a question, in the order of its text, and behind them those of its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct SensitiveMarks(pub Vec<SensitiveMark>);

/// A sensitive term in a question or in its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SensitiveMark {
    /// What it is; `MEDICAL` and `EFFICACY_CLAIM` force a disclosure.
    pub category: FindingCategory,
    /// Whether it stands in the clerk's answer rather than in the customer's words.
    pub in_answer: bool,
    /// First code point in that text.
    pub start: u32,
    /// Code point behind the last one.
    pub end: u32,
    /// First UTF-16 unit in that text.
    pub utf16_start: u32,
    /// UTF-16 unit behind the last one.
    pub utf16_end: u32,
    /// The characters that it covers.
    pub text: String,
}
