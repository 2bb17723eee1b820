//! What happens to a commitment after it was made. Every step changes its task with it.

use chrono::NaiveDate;
use entity::{
    commitment, commitment_event, task,
    types::{CommitmentEventKind, CommitmentStatus, Role, TaskStatus, Timestamp},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait,
    IntoActiveModel, QueryFilter,
};
use uuid::Uuid;

use crate::{
    commitment::{
        service::{files, make::check_due},
        status::{self, Party},
    },
    error::{Error, Result, UserErrorCode, same_version},
    events::Event,
    policy::{Actor, Capability, find_for_update, supervises},
    state::State,
    validation::Validator,
};

const MAX_TEXT: usize = 2000;

/// A step to be taken.
#[derive(Clone, Debug)]
pub struct Step {
    /// The commitment.
    pub id: Uuid,
    /// The version that the user saw.
    pub version: i32,
    /// What happens.
    pub kind: StepKind,
}

/// What happens to a commitment.
#[derive(Clone, Debug)]
pub enum StepKind {
    /// It is kept.
    Fulfil {
        /// What shows it.
        evidence: Option<String>,
        /// The files that show it.
        attachment_ids: Vec<Uuid>,
    },
    /// It is due on another day.
    Reschedule {
        /// That day.
        due_on: NaiveDate,
        /// Why.
        reason: String,
    },
    /// It will not be kept.
    Break {
        /// Why.
        reason: String,
    },
    /// It is not wanted any more.
    Cancel {
        /// Why.
        reason: String,
    },
}

impl StepKind {
    fn event(&self) -> CommitmentEventKind {
        match self {
            Self::Fulfil { .. } => CommitmentEventKind::Fulfilled,
            Self::Reschedule { .. } => CommitmentEventKind::Rescheduled,
            Self::Break { .. } => CommitmentEventKind::Broken,
            Self::Cancel { .. } => CommitmentEventKind::Cancelled,
        }
    }

    fn capability(&self) -> Capability {
        match self {
            Self::Fulfil { .. } | Self::Break { .. } => Capability::Deliver,
            Self::Reschedule { .. } | Self::Cancel { .. } => Capability::Promise,
        }
    }
}

/// Takes a step.
pub async fn take(state: &State, actor: &Actor, step: Step) -> Result<commitment::Model> {
    actor.require(step.kind.capability())?;
    let event = step.kind.event();
    let transaction = state.database.begin().await?;
    let found = find_for_update::<commitment::Entity>(&transaction, actor, step.id).await?;
    permit(&transaction, actor, event, &found).await?;
    same_version(found.version, step.version)?;
    let next = status::next(found.status, event).ok_or_else(closed)?;

    let (due_before, version) = (found.due_on, found.version + 1);
    let now = state.clock.timestamp();
    let customer_id = found.customer_id;
    let mut model = found.into_active_model();
    let mut evidence_files = Vec::new();
    let reason = match step.kind {
        StepKind::Fulfil {
            evidence,
            attachment_ids,
        } => {
            let mut validator = Validator::default();
            let evidence = validator.optional_text("evidence", evidence.as_deref(), MAX_TEXT);
            if evidence.is_none() && attachment_ids.is_empty() {
                let message = "请写明兑现的依据，或附上附件";
                validator.report("evidence", UserErrorCode::Required, message);
            }
            files::evidence(&mut validator, &transaction, actor, customer_id, &attachment_ids).await?;
            validator.finish()?;
            model.evidence = Set(evidence);
            evidence_files = attachment_ids;
            None
        }
        StepKind::Reschedule { due_on, reason } => {
            let mut validator = Validator::default();
            let reason = validator.text("reason", &reason, MAX_TEXT);
            check_due(&mut validator, due_on, actor.today(&state.clock));
            if due_on == due_before {
                validator.report("dueOn", UserErrorCode::Invalid, "与现在的到期日相同");
            }
            validator.finish()?;
            model.due_on = Set(due_on);
            // The clock flags it again when that day has passed.
            model.overdue_flagged_at = Set(None);
            Some(reason)
        }
        StepKind::Break { reason } | StepKind::Cancel { reason } => {
            let reason = required("reason", &reason)?;
            model.reason = Set(Some(reason.clone()));
            Some(reason)
        }
    };
    model.status = Set(next);
    let is_closed = next != CommitmentStatus::Open;
    model.closed_at = Set(is_closed.then_some(now));
    model.closed_on = Set(is_closed.then(|| actor.today(&state.clock)));
    model.updated_at = Set(now);
    model.version = Set(version);
    let changed = model.update(&transaction).await?;
    insert_event(&transaction, actor, event, reason, due_before, &changed).await?;
    files::tie(
        &transaction,
        &changed,
        evidence_files.into_iter().map(|file| (None, file)),
    )
    .await?;
    let task = change_task(&transaction, actor, &changed).await?;
    transaction.commit().await?;
    state.events.publish(Event::TaskChanged {
        organization_id: task.organization_id,
        assignee_id: task.assignee_id,
        task_id: task.id,
    });
    Ok(changed)
}

/// Fails unless the actor has a part in the commitment that may take the step.
async fn permit(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    event: CommitmentEventKind,
    found: &commitment::Model,
) -> Result<()> {
    for party in status::parties(event) {
        let is_party = match party {
            Party::Maker => found.made_by == actor.id,
            Party::Deliverer => found.deliverer_id == actor.id,
            Party::Supervisor => supervises(connection, actor, found.made_by).await?,
            Party::Admin => actor.role == Role::Admin,
        };
        if is_party {
            return Ok(());
        }
    }
    Err(Error::Forbidden)
}

fn required(field: &str, text: &str) -> Result<String> {
    let mut validator = Validator::default();
    let text = validator.text(field, text, MAX_TEXT);
    validator.finish()?;
    Ok(text)
}

fn closed() -> Error {
    Error::invalid("id", UserErrorCode::WrongState, "该承诺已结束，不能再变更")
}

async fn insert_event(
    transaction: &DatabaseTransaction,
    actor: &Actor,
    kind: CommitmentEventKind,
    reason: Option<String>,
    due_before: NaiveDate,
    changed: &commitment::Model,
) -> Result<()> {
    let moved = changed.due_on != due_before;
    let row = commitment_event::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(changed.organization_id),
        commitment_id: Set(changed.id),
        actor_id: Set(Some(actor.id)),
        kind: Set(kind),
        reason: Set(reason),
        due_before: Set(moved.then_some(due_before)),
        due_after: Set(moved.then_some(changed.due_on)),
        created_at: Set(changed.updated_at),
    };
    row.insert(transaction).await?;
    Ok(())
}

/// Brings the task of a commitment to where the commitment is.
async fn change_task(
    transaction: &DatabaseTransaction,
    actor: &Actor,
    changed: &commitment::Model,
) -> Result<task::Model> {
    let found = task::Entity::find()
        .filter(task::Column::OrganizationId.eq(changed.organization_id))
        .filter(task::Column::CommitmentId.eq(changed.id))
        .one(transaction)
        .await?
        .ok_or_else(|| Error::fault(format!("commitment {} has no task", changed.id)))?;
    let version = found.version + 1;
    let status = status::of_task(changed.status);
    let mut model = found.into_active_model();
    model.status = Set(status);
    model.done_at = Set((status == TaskStatus::Done).then_some(changed.updated_at));
    model.due_at = Set(Timestamp::from(actor.last_moment_of(changed.due_on)));
    model.updated_at = Set(changed.updated_at);
    model.version = Set(version);
    Ok(model.update(transaction).await?)
}
