//! 后台任务: work that a server does apart from any request. The table is the queue of all servers.

use sea_orm::entity::prelude::*;

use crate::types::{JobStatus, Timestamp};

/// A row of `job`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "job")]
pub struct Model {
    /// A version 7 UUID, made by the server; ids grow with time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant that the work is for.
    pub organization_id: Uuid,
    /// What kind of work it is, such as `TIER_RECOMPUTE`.
    pub kind: String,
    /// What the work is about, such as the id of a customer; empty for the whole organisation. Of one kind and key, one job
    /// at most is queued; a second request is the same one.
    pub key: String,
    /// How far it has come.
    pub status: JobStatus,
    /// When it may start.
    pub run_at: Timestamp,
    /// How often it was started.
    pub attempts: i32,
    /// The server that works on it, or that last did.
    pub worker: Option<Uuid>,
    /// Until when that server has it; behind this time another one takes it up.
    pub lease_until: Option<Timestamp>,
    /// Why the last attempt failed.
    pub last_error: Option<String>,
    /// When it was done or given up.
    pub finished_at: Option<Timestamp>,
    /// When the row was made.
    pub created_at: Timestamp,
    /// The tenant.
    #[sea_orm(belongs_to, from = "organization_id", to = "id")]
    pub organization: BelongsTo<super::organization::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
