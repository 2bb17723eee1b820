//! A refresh token. Each refresh makes a new row of the same family and marks the old one as rotated; a rotated token that
//! comes back has been stolen, and its whole family is revoked.

use sea_orm::entity::prelude::*;

use crate::types::Timestamp;

/// A row of `session`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// A version 7 UUID, made by the server; ids grow with time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant.
    pub organization_id: Uuid,
    /// Who is logged in.
    pub user_id: Uuid,
    /// The login that the token descends from.
    pub family_id: Uuid,
    /// SHA-256 of the token; the token itself is never stored.
    #[sea_orm(unique)]
    pub refresh_hash: String,
    /// From when the token is refused.
    pub expires_at: Timestamp,
    /// When it was exchanged for its successor.
    pub rotated_at: Option<Timestamp>,
    /// When it was revoked, by a logout or after a theft.
    pub revoked_at: Option<Timestamp>,
    /// When the row was made.
    pub created_at: Timestamp,
    /// The tenant.
    #[sea_orm(belongs_to, from = "organization_id", to = "id")]
    pub organization: BelongsTo<super::organization::Entity>,
    /// Who is logged in.
    #[sea_orm(belongs_to, from = "user_id", to = "id")]
    pub user: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
