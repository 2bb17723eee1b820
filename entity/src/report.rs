//! 日报: a day's report, from draft to acceptance, with its lint result.

use sea_orm::entity::prelude::*;

use crate::types::{ReportStatus, Timestamp};

/// A row of `report`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "report")]
pub struct Model {
    /// A version 7 UUID, made by the server; ids grow with time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant.
    pub organization_id: Uuid,
    /// Who wrote it.
    pub author_id: Uuid,
    /// The author's team when it was written; whoever supervises it sees the report once it is submitted.
    pub team_id: Option<Uuid>,
    /// The day that it is about, in the organisation's time zone; times in the text resolve against it.
    pub report_on: Date,
    /// The report itself.
    pub text: String,
    /// Draft, or how far it has come.
    pub status: ReportStatus,
    /// Its lint score, 0 to 100; none for an empty text.
    pub score: Option<i32>,
    /// How many findings its text has.
    pub finding_count: i32,
    /// When it was last submitted; none for a draft that never was.
    pub submitted_at: Option<Timestamp>,
    /// Who accepted it or returned it last.
    pub reviewed_by: Option<Uuid>,
    /// When that was.
    pub reviewed_at: Option<Timestamp>,
    /// What the author should mend; none unless it was returned since it was last submitted.
    pub return_reason: Option<String>,
    /// When the row was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// 1 when made, one more with every change; a change names the version that it saw.
    pub version: i32,
    /// The tenant.
    #[sea_orm(belongs_to, from = "organization_id", to = "id")]
    pub organization: BelongsTo<super::organization::Entity>,
    /// Who wrote it.
    #[sea_orm(belongs_to, relation_enum = "Author", from = "author_id", to = "id")]
    pub author: BelongsTo<super::user::Entity>,
    /// The author's team.
    #[sea_orm(belongs_to, from = "team_id", to = "id")]
    pub team: BelongsTo<Option<super::team::Entity>>,
    /// Who accepted it or returned it last.
    #[sea_orm(belongs_to, relation_enum = "Reviewer", from = "reviewed_by", to = "id")]
    pub reviewer: BelongsTo<Option<super::user::Entity>>,
    /// What the linter found.
    #[sea_orm(has_many)]
    pub findings: HasMany<super::finding::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
