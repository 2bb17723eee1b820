//! 审计: who changed what. Rows are only ever added.

use sea_orm::entity::prelude::*;

use crate::types::Timestamp;

/// A row of `audit_event`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_event")]
pub struct Model {
    /// A version 7 UUID, made by the server; ids grow with time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant.
    pub organization_id: Uuid,
    /// Who did it; none for the server itself.
    pub actor_id: Option<Uuid>,
    /// What was done, such as `lead.update`.
    pub action: String,
    /// The table of the row that it was done to.
    pub subject_type: String,
    /// That row, which may be gone; none for an action without a single row.
    pub subject_id: Option<Uuid>,
    /// What changed.
    #[sea_orm(column_type = "JsonBinary")]
    pub detail: Option<Json>,
    /// When the row was made.
    pub created_at: Timestamp,
    /// The tenant.
    #[sea_orm(belongs_to, from = "organization_id", to = "id")]
    pub organization: BelongsTo<super::organization::Entity>,
    /// Who did it.
    #[sea_orm(belongs_to, from = "actor_id", to = "id")]
    pub actor: BelongsTo<Option<super::user::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
