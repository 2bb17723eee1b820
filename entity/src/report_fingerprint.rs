//! What is kept of a submitted report to recognise copies of it.

use sea_orm::entity::prelude::*;

use crate::types::Timestamp;

/// A row of `report_fingerprint`: at most one for each report.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "report_fingerprint")]
pub struct Model {
    /// A version 7 UUID, made by the server; ids grow with time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant.
    pub organization_id: Uuid,
    /// The report as it was last submitted.
    pub report_id: Uuid,
    /// Who wrote it.
    pub author_id: Uuid,
    /// The day that it is about.
    pub report_on: Date,
    /// The fingerprint, as the linter writes it.
    #[sea_orm(column_type = "Blob")]
    pub shingles: Vec<u8>,
    /// When the row was made.
    pub created_at: Timestamp,
    /// The tenant.
    #[sea_orm(belongs_to, from = "organization_id", to = "id")]
    pub organization: BelongsTo<super::organization::Entity>,
    /// The report as it was last submitted.
    #[sea_orm(belongs_to, from = "report_id", to = "id")]
    pub report: BelongsTo<super::report::Entity>,
    /// Who wrote it.
    #[sea_orm(belongs_to, from = "author_id", to = "id")]
    pub author: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
