//! 用户: somebody who can log in.

use sea_orm::entity::prelude::*;

use crate::types::{Role, Timestamp};

/// A row of `user`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "user")]
pub struct Model {
    /// A version 7 UUID, made by the server; ids grow with time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant.
    pub organization_id: Uuid,
    /// The team that the user works in; a supervisor sees its whole subtree.
    pub team_id: Option<Uuid>,
    /// The name to log in with; unique over all organisations.
    #[sea_orm(unique)]
    pub login: String,
    /// What colleagues call the user.
    pub name: String,
    /// What the user may do.
    pub role: Role,
    /// The shop of a clerk; none for everybody else.
    pub store_id: Option<Uuid>,
    /// Argon2id hash in PHC format.
    pub password_hash: String,
    /// Since when the user may not log in.
    pub disabled_at: Option<Timestamp>,
    /// Access tokens issued before this time are refused.
    pub tokens_valid_from: Timestamp,
    /// When the row was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// 1 when made, one more with every change; a change names the version that it saw.
    pub version: i32,
    /// The tenant.
    #[sea_orm(belongs_to, from = "organization_id", to = "id")]
    pub organization: BelongsTo<super::organization::Entity>,
    /// The team that the user works in.
    #[sea_orm(belongs_to, from = "team_id", to = "id")]
    pub team: BelongsTo<Option<super::team::Entity>>,
    /// The shop of a clerk.
    #[sea_orm(belongs_to, from = "store_id", to = "id")]
    pub store: BelongsTo<Option<super::store::Entity>>,
    /// Logins in force and past.
    #[sea_orm(has_many)]
    pub sessions: HasMany<super::session::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
