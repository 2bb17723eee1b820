//! 承诺: a promise to a customer, with a due date and somebody who delivers. It always has exactly one task.

use sea_orm::entity::prelude::*;

use crate::types::{CommitmentStatus, Timestamp};

/// A row of `commitment`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "commitment")]
pub struct Model {
    /// A version 7 UUID, made by the server; ids grow with time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant.
    pub organization_id: Uuid,
    /// What kind of promise it is.
    pub kind_id: Uuid,
    /// To whom it was made.
    pub customer_id: Uuid,
    /// The lead that it helps.
    pub lead_id: Option<Uuid>,
    /// The report in whose text it was found.
    pub report_id: Option<Uuid>,
    /// Who promised.
    pub made_by: Uuid,
    /// Who delivers.
    pub deliverer_id: Uuid,
    /// What was promised.
    pub title: String,
    /// An object: the key of each required field of the kind with its value. A file is an object with `attachment`, its id,
    /// and `name`; where it was made before files could be uploaded, it is the name or address that somebody wrote.
    #[sea_orm(column_type = "JsonBinary")]
    pub fields: Json,
    /// Open, or how it ended.
    pub status: CommitmentStatus,
    /// The due date of the promise as it was made; the on-time figure counts against it.
    pub first_due_on: Date,
    /// The due date in force, in the organisation's time zone; the promise is kept in time until the day ends.
    pub due_on: Date,
    /// When it was flagged as overdue, which happens once for each due date.
    pub overdue_flagged_at: Option<Timestamp>,
    /// When it was fulfilled, broken or cancelled.
    pub closed_at: Option<Timestamp>,
    /// The day of that for the organisation; the on-time figure counts by it.
    pub closed_on: Option<Date>,
    /// What shows that it was fulfilled, besides files.
    pub evidence: Option<String>,
    /// Why it was broken or cancelled.
    pub reason: Option<String>,
    /// The first code point of the promise in the text of the report.
    pub promise_start: Option<i32>,
    /// The code point behind its last one.
    pub promise_end: Option<i32>,
    /// The promise in the words of the report as it was then.
    pub promise_text: Option<String>,
    /// When the row was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// 1 when made, one more with every change; a change names the version that it saw.
    pub version: i32,
    /// The tenant.
    #[sea_orm(belongs_to, from = "organization_id", to = "id")]
    pub organization: BelongsTo<super::organization::Entity>,
    /// What kind of promise it is.
    #[sea_orm(belongs_to, from = "kind_id", to = "id")]
    pub kind: BelongsTo<super::commitment_kind::Entity>,
    /// To whom it was made.
    #[sea_orm(belongs_to, from = "customer_id", to = "id")]
    pub customer: BelongsTo<super::customer::Entity>,
    /// The lead that it helps.
    #[sea_orm(belongs_to, from = "lead_id", to = "id")]
    pub lead: BelongsTo<Option<super::lead::Entity>>,
    /// The report in whose text it was found.
    #[sea_orm(belongs_to, from = "report_id", to = "id")]
    pub report: BelongsTo<Option<super::report::Entity>>,
    /// Who promised.
    #[sea_orm(belongs_to, relation_enum = "Maker", from = "made_by", to = "id")]
    pub maker: BelongsTo<super::user::Entity>,
    /// Who delivers.
    #[sea_orm(belongs_to, relation_enum = "Deliverer", from = "deliverer_id", to = "id")]
    pub deliverer: BelongsTo<super::user::Entity>,
    /// The to-do of the deliverer.
    #[sea_orm(has_one)]
    pub task: HasOne<super::task::Entity>,
    /// What happened to it.
    #[sea_orm(has_many)]
    pub events: HasMany<super::commitment_event::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
