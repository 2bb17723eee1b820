//! 定时任务: when a kind of job is next due for an organisation.

use sea_orm::entity::prelude::*;

use crate::types::Timestamp;

/// A row of `recurring_job`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recurring_job")]
pub struct Model {
    /// A version 7 UUID, made by the server; ids grow with time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant that the work is for.
    #[sea_orm(unique_key = "kind")]
    pub organization_id: Uuid,
    /// What kind of work it is.
    #[sea_orm(unique_key = "kind")]
    pub kind: String,
    /// When the next job of the kind is put into the queue. Whichever server moves it on puts the job there.
    pub due_at: Timestamp,
    /// When the row was made.
    pub created_at: Timestamp,
    /// The tenant.
    #[sea_orm(belongs_to, from = "organization_id", to = "id")]
    pub organization: BelongsTo<super::organization::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
