//! The first answer to a write that a phone may retry; a retry gets it again.

use sea_orm::entity::prelude::*;

use crate::types::Timestamp;

/// A row of `idempotency_key`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "idempotency_key")]
pub struct Model {
    /// A version 7 UUID, made by the server; ids grow with time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant.
    #[sea_orm(unique_key = "request")]
    pub organization_id: Uuid,
    /// Whose write it was; keys of different users never meet.
    #[sea_orm(unique_key = "request")]
    pub user_id: Uuid,
    /// The key that the client chose.
    #[sea_orm(unique_key = "request")]
    pub key: String,
    /// The mutation; the same key for another one is refused.
    pub operation: String,
    /// SHA-256 of the input; the same key with another input is refused.
    pub input_hash: String,
    /// The answer that was given.
    #[sea_orm(column_type = "JsonBinary")]
    pub answer: Json,
    /// When the row was made.
    pub created_at: Timestamp,
    /// The tenant.
    #[sea_orm(belongs_to, from = "organization_id", to = "id")]
    pub organization: BelongsTo<super::organization::Entity>,
    /// Whose write it was.
    #[sea_orm(belongs_to, from = "user_id", to = "id")]
    pub user: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
