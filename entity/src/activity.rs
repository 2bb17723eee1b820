//! 动作: what happened with a customer. Rows are only ever added.

use sea_orm::entity::prelude::*;

use crate::types::{ActivityKind, Timestamp};

/// A row of `activity`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "activity")]
pub struct Model {
    /// A version 7 UUID, made by the server; ids grow with time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant.
    pub organization_id: Uuid,
    /// Whom it happened with.
    pub customer_id: Uuid,
    /// The lead that it was about.
    pub lead_id: Option<Uuid>,
    /// Who did it or recorded it.
    pub user_id: Uuid,
    /// What happened.
    pub kind: ActivityKind,
    /// When it happened, which may be before it was recorded.
    pub occurred_at: Timestamp,
    /// What the user wrote; may be empty.
    pub note: String,
    /// Facts of this kind of activity, such as the stages of a `STAGE_CHANGE`.
    #[sea_orm(column_type = "JsonBinary")]
    pub detail: Option<Json>,
    /// When the row was made.
    pub created_at: Timestamp,
    /// The tenant.
    #[sea_orm(belongs_to, from = "organization_id", to = "id")]
    pub organization: BelongsTo<super::organization::Entity>,
    /// Whom it happened with.
    #[sea_orm(belongs_to, from = "customer_id", to = "id")]
    pub customer: BelongsTo<super::customer::Entity>,
    /// The lead that it was about.
    #[sea_orm(belongs_to, from = "lead_id", to = "id")]
    pub lead: BelongsTo<Option<super::lead::Entity>>,
    /// Who did it or recorded it.
    #[sea_orm(belongs_to, from = "user_id", to = "id")]
    pub user: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
