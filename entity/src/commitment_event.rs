//! The history of a commitment. Rows are only ever added.

use sea_orm::entity::prelude::*;

use crate::types::{CommitmentEventKind, Timestamp};

/// A row of `commitment_event`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "commitment_event")]
pub struct Model {
    /// A version 7 UUID, made by the server; ids grow with time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant.
    pub organization_id: Uuid,
    /// The commitment.
    pub commitment_id: Uuid,
    /// Who did it; `None` for the clock.
    pub actor_id: Option<Uuid>,
    /// What was done.
    pub kind: CommitmentEventKind,
    /// Why, as the actor put it.
    pub reason: Option<String>,
    /// The due date before a reschedule.
    pub due_before: Option<Date>,
    /// The due date that was set, by the promise itself or by a reschedule.
    pub due_after: Option<Date>,
    /// When the row was made.
    pub created_at: Timestamp,
    /// The tenant.
    #[sea_orm(belongs_to, from = "organization_id", to = "id")]
    pub organization: BelongsTo<super::organization::Entity>,
    /// The commitment.
    #[sea_orm(belongs_to, from = "commitment_id", to = "id")]
    pub commitment: BelongsTo<super::commitment::Entity>,
    /// Who did it.
    #[sea_orm(belongs_to, from = "actor_id", to = "id")]
    pub actor: BelongsTo<Option<super::user::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
