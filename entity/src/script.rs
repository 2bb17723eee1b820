//! 话术: a standard wording with slots, offered in place of a vague phrase.

use sea_orm::entity::prelude::*;

use crate::types::{FindingCategory, Timestamp};

/// A row of `script`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "script")]
pub struct Model {
    /// A version 7 UUID, made by the server; ids grow with time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant.
    pub organization_id: Uuid,
    /// The vague category that it replaces.
    pub category: FindingCategory,
    /// The sales situation that it is for, such as 报价后.
    pub scenario: String,
    /// The wording; slots stand in braces, as in `{日期}与{联系人}确认{事项}`.
    pub text: String,
    /// Whether it is offered.
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
