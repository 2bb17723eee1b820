//! 词条: a phrase that an organisation adds to what the linter looks for.

use sea_orm::entity::prelude::*;

use crate::types::{FindingCategory, FindingSeverity, Timestamp, Words};

/// A row of `term`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "term")]
pub struct Model {
    /// A version 7 UUID, made by the server; ids grow with time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant.
    #[sea_orm(unique_key = "text_and_category")]
    pub organization_id: Uuid,
    /// What finding it is; a phrase may stand once in each category.
    #[sea_orm(unique_key = "text_and_category")]
    pub category: FindingCategory,
    /// The phrase.
    #[sea_orm(unique_key = "text_and_category")]
    pub text: String,
    /// How much it weighs; none for the category's own weight.
    pub severity: Option<FindingSeverity>,
    /// Longer wordings that contain the phrase and are fine.
    #[sea_orm(column_type = "JsonBinary")]
    pub exceptions: Words,
    /// How it may lie against the words of its sentence, by the names of the linter; empty for what is usual.
    #[sea_orm(column_type = "JsonBinary")]
    pub alignment: Words,
    /// What says that it must not be written: a law with its article, a rule of the house.
    pub source: Option<String>,
    /// Sentences in which it must be found.
    #[sea_orm(column_type = "JsonBinary")]
    pub matching: Words,
    /// Sentences in which it must not be found.
    #[sea_orm(column_type = "JsonBinary")]
    pub not_matching: Words,
    /// Whether the linter looks for it.
    pub active: bool,
    /// When the row was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// 1 when made, one more with every change; a change names the version that it saw.
    pub version: i32,
    /// The tenant.
    #[sea_orm(belongs_to, from = "organization_id", to = "id")]
    pub organization: BelongsTo<super::organization::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
