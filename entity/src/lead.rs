//! 线索: a customer's possible purchase, from the first word to a deal won or lost.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::types::{LeadStage, Tier, Timestamp};

/// A row of `lead`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lead")]
pub struct Model {
    /// A version 7 UUID, made by the server; ids grow with time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant.
    pub organization_id: Uuid,
    /// Who may buy.
    pub customer_id: Uuid,
    /// The salesperson in charge.
    pub owner_id: Uuid,
    /// The team of the owner; whoever supervises it sees the lead.
    pub team_id: Uuid,
    /// What it is about.
    pub title: String,
    /// What its stage counts as.
    pub stage: LeadStage,
    /// Where it stands in the organisation's own list. A reference that was added later: SQLite lets it be none, which means
    /// the first stage of the phase.
    pub stage_id: Option<Uuid>,
    /// What the stages have asked for, in the organisation's own fields.
    #[sea_orm(column_type = "JsonBinary")]
    pub fields: LeadFields,
    /// Where it came from, such as 展会.
    pub source: Option<String>,
    /// What the owner does next.
    pub next_action: Option<String>,
    /// When the owner does it.
    pub next_action_at: Option<Timestamp>,
    /// How soon it deserves attention; follows from the score.
    pub tier: Tier,
    /// 0 to 100.
    pub score: i32,
    /// When something last happened; none for an untouched lead.
    pub last_activity_at: Option<Timestamp>,
    /// When it entered its stage.
    pub stage_changed_at: Timestamp,
    /// When the row was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// 1 when made, one more with every change; a change names the version that it saw.
    pub version: i32,
    /// The tenant.
    #[sea_orm(belongs_to, from = "organization_id", to = "id")]
    pub organization: BelongsTo<super::organization::Entity>,
    /// Who may buy.
    #[sea_orm(belongs_to, from = "customer_id", to = "id")]
    pub customer: BelongsTo<super::customer::Entity>,
    /// The salesperson in charge.
    #[sea_orm(belongs_to, from = "owner_id", to = "id")]
    pub owner: BelongsTo<super::user::Entity>,
    /// The team of the owner.
    #[sea_orm(belongs_to, from = "team_id", to = "id")]
    pub team: BelongsTo<super::team::Entity>,
    /// Where it stands in the organisation's own list.
    #[sea_orm(belongs_to, from = "stage_id", to = "id")]
    pub own_stage: BelongsTo<Option<super::stage::Entity>>,
    /// The deal that it became.
    #[sea_orm(has_one)]
    pub opportunity: HasOne<super::opportunity::Entity>,
    /// What happened with it.
    #[sea_orm(has_many)]
    pub activities: HasMany<super::activity::Entity>,
    /// What we promised for it.
    #[sea_orm(has_many)]
    pub commitments: HasMany<super::commitment::Entity>,
    /// To-dos about it.
    #[sea_orm(has_many)]
    pub tasks: HasMany<super::task::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

/// What the stages have asked for, in the order in which it was given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct LeadFields(pub Vec<LeadField>);

/// The value of one of the organisation's own fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeadField {
    /// The key of the field.
    pub key: String,
    /// What the form calls it.
    pub label: String,
    /// What it is filled with.
    pub value: String,
}
