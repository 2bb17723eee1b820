//! 资质说明: the qualification note that a sensitive question forces.

use sea_orm::entity::prelude::*;

use crate::types::{FindingCategory, Timestamp};

/// A row of `disclosure`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "disclosure")]
pub struct Model {
    /// A version 7 UUID, made by the server; ids grow with time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant.
    pub organization_id: Uuid,
    /// The question.
    pub question_id: Uuid,
    /// The category of the terms that forced it.
    pub category: FindingCategory,
    /// The note, as the customer was told.
    pub text: String,
    /// Who gave it.
    pub given_by: Uuid,
    /// When the row was made.
    pub created_at: Timestamp,
    /// The tenant.
    #[sea_orm(belongs_to, from = "organization_id", to = "id")]
    pub organization: BelongsTo<super::organization::Entity>,
    /// The question.
    #[sea_orm(belongs_to, from = "question_id", to = "id")]
    pub question: BelongsTo<super::question::Entity>,
    /// Who gave it.
    #[sea_orm(belongs_to, from = "given_by", to = "id")]
    pub giver: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
