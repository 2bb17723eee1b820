//! The files of a commitment: what fills its fields, and what shows that it was kept.

use sea_orm::entity::prelude::*;

use crate::types::Timestamp;

/// A row of `commitment_attachment`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "commitment_attachment")]
pub struct Model {
    /// A version 7 UUID, made by the server; ids grow with time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant.
    pub organization_id: Uuid,
    /// The commitment.
    pub commitment_id: Uuid,
    /// The file.
    pub attachment_id: Uuid,
    /// The key of the field that it fills; `None` for evidence.
    pub field_key: Option<String>,
    /// When the row was made.
    pub created_at: Timestamp,
    /// The tenant.
    #[sea_orm(belongs_to, from = "organization_id", to = "id")]
    pub organization: BelongsTo<super::organization::Entity>,
    /// The commitment.
    #[sea_orm(belongs_to, from = "commitment_id", to = "id")]
    pub commitment: BelongsTo<super::commitment::Entity>,
    /// The file.
    #[sea_orm(belongs_to, from = "attachment_id", to = "id")]
    pub attachment: BelongsTo<super::attachment::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
