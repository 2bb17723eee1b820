//! A vague phrase, a sensitive term or a copied stretch that the linter found in a report.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::types::{FindingCategory, FindingKind, FindingSeverity, Timestamp, Words};

/// A row of `finding`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "finding")]
pub struct Model {
    /// A version 7 UUID, made by the server; ids grow with time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant.
    pub organization_id: Uuid,
    /// The report.
    pub report_id: Uuid,
    /// The stable id of the rule or term that found it.
    pub rule: String,
    /// What is wrong.
    pub category: FindingCategory,
    /// The family of the category.
    pub kind: FindingKind,
    /// How much it weighs.
    pub severity: FindingSeverity,
    /// First code point in the text of the report.
    pub span_start: i32,
    /// Code point behind the last one.
    pub span_end: i32,
    /// First UTF-16 unit in the text of the report.
    pub utf16_start: i32,
    /// UTF-16 unit behind the last one.
    pub utf16_end: i32,
    /// The characters that it covers.
    pub text: String,
    /// What is wrong and what is missing, in plain Chinese.
    pub message: String,
    /// The marks of evidence (`T`, `T+`, `Q`, `P`, `D`, `A`), any of which would clear it; empty for sensitive terms.
    #[sea_orm(column_type = "JsonBinary")]
    pub missing: Words,
    /// What to write instead, best first.
    #[sea_orm(column_type = "JsonBinary")]
    pub suggestions: Suggestions,
    /// Evidence near by that does not count, with why.
    #[sea_orm(column_type = "JsonBinary")]
    pub rejected: Rejections,
    /// How the term was disguised; none where it stands there as it is.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub evasion: Option<Evasion>,
    /// The report that a copy was made from; none for anything else, and once that report is gone.
    pub copied_from_id: Option<Uuid>,
    /// How much of the report was copied, in per cent; none for anything else.
    pub copied_share: Option<i32>,
    /// Every stretch that was copied; none for anything else.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub copied_spans: Option<Stretches>,
    /// When somebody dismissed it as wrong.
    pub dismissed_at: Option<Timestamp>,
    /// Who dismissed it.
    pub dismissed_by: Option<Uuid>,
    /// Why.
    pub dismissal_reason: Option<String>,
    /// When the row was made.
    pub created_at: Timestamp,
    /// The tenant.
    #[sea_orm(belongs_to, from = "organization_id", to = "id")]
    pub organization: BelongsTo<super::organization::Entity>,
    /// The report.
    #[sea_orm(belongs_to, from = "report_id", to = "id")]
    pub report: BelongsTo<super::report::Entity>,
    /// Who dismissed it.
    #[sea_orm(belongs_to, from = "dismissed_by", to = "id")]
    pub dismisser: BelongsTo<Option<super::user::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}

/// What to write instead of the phrase, best first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Suggestions(pub Vec<Suggestion>);

/// A script, its slots filled with the facts of the sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// The script: the id of a row of `script`, or the stable id of a shipped one.
    pub script_id: String,
    /// The wording; a fact that the sentence does not hold stands as `【联系人】`.
    pub text: String,
}

/// Evidence near by that does not count.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Rejections(pub Vec<Rejection>);

/// A piece of evidence that does not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejection {
    /// The mark of the evidence that it would be.
    pub evidence: String,
    /// The characters that state it.
    pub text: String,
    /// Where it stands.
    pub place: Stretch,
    /// Why it does not count, by its stable name.
    pub reason: String,
}

/// How a term was disguised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Evasion {
    /// How far it lies from the term as it is written.
    pub cost: i32,
    /// The stable names of the disguises.
    pub kinds: Vec<String>,
}

/// Stretches of the text, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Stretches(pub Vec<Stretch>);

/// A stretch of the text of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// First code point.
    pub start: i32,
    /// Code point behind the last one.
    pub end: i32,
    /// First UTF-16 unit.
    pub utf16_start: i32,
    /// UTF-16 unit behind the last one.
    pub utf16_end: i32,
}
