//! Commitments in the schema.

use async_graphql::{Context, ID, Object};
use chrono::{DateTime, Utc};
use entity::{
    attachment, commitment, commitment_attachment, commitment_event, commitment_kind, customer, lead, report, task,
    user,
};
use futures_util::future::try_join_all;

use crate::{
    attachment::Attachment,
    commitment::{
        parts::{CommitmentField, CommitmentOrigin, labelled},
        status,
    },
    commitment_kind::CommitmentKind,
    context::ContextExt,
    customer::Customer,
    error::Result,
    graphql_enum::mirror_enum,
    id::{self, NodeKind},
    lead::Lead,
    pagination::Sort,
    payload::payloads,
    report::Report,
    scalar::Date,
    task::Task,
    user::User,
};

/// How many events of its history a commitment shows.
const MAX_EVENTS: u64 = 100;

mirror_enum! {
    /// Whether a commitment is open, or how it ended.
    CommitmentStatus {
        /// 进行中.
        Open,
        /// 已兑现.
        Fulfilled,
        /// 已违约: it was declared that it will not be kept. One that is merely late stays OPEN and is `overdue`.
        Broken,
        /// 已取消: it is not wanted any more.
        Cancelled,
    }

    /// What happened to a commitment.
    CommitmentEventKind {
        /// 作出承诺.
        Made,
        /// 改期.
        Rescheduled,
        /// 兑现.
        Fulfilled,
        /// 违约.
        Broken,
        /// 取消.
        Cancelled,
        /// 逾期: the clock found it open behind its due date.
        Overdue,
    }
}

/// 承诺: a promise to a customer, with a due date and somebody who delivers.
#[derive(Clone, Debug)]
pub struct Commitment(pub commitment::Model);

impl From<commitment::Model> for Commitment {
    fn from(model: commitment::Model) -> Self {
        Self(model)
    }
}

/// 承诺: a promise to a customer, with a due date and somebody who delivers. It always has exactly one task.
#[Object]
impl Commitment {
    /// Global id.
    pub async fn id(&self) -> ID {
        id::encode(NodeKind::Commitment, self.0.id)
    }

    /// What was promised.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// What kind of promise it is.
    async fn kind(&self, context: &Context<'_>) -> Option<Result<CommitmentKind>> {
        context.object::<commitment_kind::Entity, _>(self.0.kind_id).await
    }

    /// To whom it was made; null where the user may not see the customer.
    async fn customer(&self, context: &Context<'_>) -> Option<Result<Customer>> {
        context.object::<customer::Entity, _>(self.0.customer_id).await
    }

    /// The lead that it helps; null where it helps none, or where the user may not see it.
    async fn lead(&self, context: &Context<'_>) -> Option<Result<Lead>> {
        context.object::<lead::Entity, _>(self.0.lead_id).await
    }

    /// Who promised.
    async fn made_by(&self, context: &Context<'_>) -> Option<Result<User>> {
        context.object::<user::Entity, _>(self.0.made_by).await
    }

    /// Who delivers.
    async fn deliverer(&self, context: &Context<'_>) -> Option<Result<User>> {
        context.object::<user::Entity, _>(self.0.deliverer_id).await
    }

    /// The report in whose text it was found; null where it was found in none, or where the user may not see it.
    async fn report(&self, context: &Context<'_>) -> Option<Result<Report>> {
        context.object::<report::Entity, _>(self.0.report_id).await
    }

    /// What it states, in the order of its kind's form.
    async fn fields(&self, context: &Context<'_>) -> Result<Vec<CommitmentField>> {
        let kind = context.load::<commitment_kind::Entity>(self.0.kind_id).await?;
        Ok(labelled(&self.0.fields, kind.as_ref()))
    }

    /// Open, or how it ended.
    async fn status(&self) -> CommitmentStatus {
        self.0.status.into()
    }

    /// The due date in force. The promise is kept in time until that day ends.
    async fn due_on(&self) -> Date {
        Date(self.0.due_on)
    }

    /// The due date of the promise as it was made, however often it was rescheduled since.
    async fn first_due_on(&self) -> Date {
        Date(self.0.first_due_on)
    }

    /// When the clock flagged it as overdue, which happens once for each due date; null before.
    async fn overdue_flagged_at(&self) -> Option<DateTime<Utc>> {
        self.0.overdue_flagged_at.map(|instant| *instant)
    }

    /// Whether it is open and its due date has passed.
    async fn overdue(&self, context: &Context<'_>) -> Result<bool> {
        let today = context.actor()?.today(&context.state()?.clock);
        Ok(status::is_overdue(self.0.status, self.0.due_on, today))
    }

    /// Whether it was kept by the due date that was promised first; null while that is open, and for one that was cancelled.
    async fn on_time(&self, context: &Context<'_>) -> Option<Result<bool>> {
        let found = async {
            let actor = context.actor()?;
            let today = actor.today(&context.state()?.clock);
            let closed_on = self.0.closed_at.map(|instant| actor.day_of(*instant));
            Ok(status::on_time(self.0.status, self.0.first_due_on, closed_on, today))
        };
        found.await.transpose()
    }

    /// What shows that it was fulfilled, in words; null before, and where only files show it.
    async fn evidence(&self) -> Option<&str> {
        self.0.evidence.as_deref()
    }

    /// The files that show that it was fulfilled, as far as the user may see them.
    async fn evidence_attachments(&self, context: &Context<'_>) -> Result<Vec<Attachment>> {
        let files = self.files(context).await?;
        let ids = files.iter().filter(|file| file.field_key.is_none());
        // All at once, so that the loader asks for them together.
        let found = try_join_all(ids.map(|file| context.load::<attachment::Entity>(file.attachment_id))).await?;
        Ok(found.into_iter().flatten().map(Attachment).collect())
    }

    /// Where in the report the promise stood, and what was found there; null where it was found in none.
    async fn origin(&self) -> Option<CommitmentOrigin> {
        CommitmentOrigin::of(&self.0)
    }

    /// Why it was broken or cancelled; null otherwise.
    async fn reason(&self) -> Option<&str> {
        self.0.reason.as_deref()
    }

    /// The to-do of whoever delivers; null where the user may not see it.
    async fn task(&self, context: &Context<'_>) -> Option<Result<Task>> {
        let sort = Sort {
            column: task::Column::CreatedAt,
            descending: false,
        };
        let found = context
            .load_children::<task::Entity>(self.0.id, task::Column::CommitmentId, sort, 1)
            .await;
        let only = found.map(|rows| rows.into_iter().next()).transpose()?;
        Some(only.map(Task))
    }

    /// What happened to it, oldest first, at most the first 100 events.
    async fn events(&self, context: &Context<'_>) -> Result<Vec<CommitmentEvent>> {
        let (by, sort) = (
            commitment_event::Column::CommitmentId,
            Sort {
                column: commitment_event::Column::CreatedAt,
                descending: false,
            },
        );
        let events = context
            .load_children::<commitment_event::Entity>(self.0.id, by, sort, MAX_EVENTS)
            .await?;
        Ok(events.into_iter().map(CommitmentEvent).collect())
    }

    /// When it was fulfilled, broken or cancelled; null while it is open.
    async fn closed_at(&self) -> Option<DateTime<Utc>> {
        self.0.closed_at.map(|instant| *instant)
    }

    /// When it was made.
    async fn created_at(&self) -> DateTime<Utc> {
        *self.0.created_at
    }

    /// Goes into the next mutation of the commitment, so that nobody overwrites what they have not seen.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// How many files a commitment shows.
const MAX_FILES: u64 = 50;

impl Commitment {
    async fn files(&self, context: &Context<'_>) -> Result<Vec<commitment_attachment::Model>> {
        let (by, sort) = (
            commitment_attachment::Column::CommitmentId,
            Sort {
                column: commitment_attachment::Column::CreatedAt,
                descending: false,
            },
        );
        context
            .load_children::<commitment_attachment::Entity>(self.0.id, by, sort, MAX_FILES)
            .await
    }
}

/// Something that happened to a commitment.
#[derive(Clone, Debug)]
pub struct CommitmentEvent(pub commitment_event::Model);

/// Something that happened to a commitment.
#[Object]
impl CommitmentEvent {
    /// What happened.
    async fn kind(&self) -> CommitmentEventKind {
        self.0.kind.into()
    }

    /// Who did it; null for the clock.
    async fn actor(&self, context: &Context<'_>) -> Option<Result<User>> {
        context.object::<user::Entity, _>(self.0.actor_id).await
    }

    /// Why; null where nothing asks for a reason.
    async fn reason(&self) -> Option<&str> {
        self.0.reason.as_deref()
    }

    /// The due date before a reschedule; null otherwise.
    async fn due_before(&self) -> Option<Date> {
        self.0.due_before.map(Date)
    }

    /// The due date that was set, by the promise or by a reschedule; null otherwise.
    async fn due_after(&self) -> Option<Date> {
        self.0.due_after.map(Date)
    }

    /// When it happened.
    async fn created_at(&self) -> DateTime<Utc> {
        *self.0.created_at
    }
}

payloads! {
    /// The answer of `makeCommitment`.
    MakeCommitmentPayload {
        /// The new commitment, with its task.
        commitment: Commitment
    }

    /// The answer of `fulfilCommitment`.
    FulfilCommitmentPayload {
        /// The commitment as it is now.
        commitment: Commitment
    }

    /// The answer of `rescheduleCommitment`.
    RescheduleCommitmentPayload {
        /// The commitment as it is now.
        commitment: Commitment
    }

    /// The answer of `breakCommitment`.
    BreakCommitmentPayload {
        /// The commitment as it is now.
        commitment: Commitment
    }

    /// The answer of `cancelCommitment`.
    CancelCommitmentPayload {
        /// The commitment as it is now.
        commitment: Commitment
    }
}
