//! Making tasks by hand, completing and cancelling them.

use chrono::{DateTime, Utc};
use entity::{
    customer, lead,
    task::{self, TaskDetail, TaskDetails},
    types::{Role, TaskSource, TaskStatus, Timestamp},
    user,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, DatabaseTransaction, IntoActiveModel};
use uuid::Uuid;

use crate::{
    error::{Error, Result, UserErrorCode, same_version},
    events::Event,
    policy::{Actor, find_for_update, supervises},
    state::State,
    validation::Validator,
};

const MAX_TITLE: usize = 200;
const MAX_NOTE: usize = 2000;
/// The key of a task's note among its details.
const NOTE: &str = "note";

/// A task to be made by hand.
#[derive(Clone, Debug)]
pub struct NewTask {
    /// Whose workbench it goes on; `None` for the actor's own.
    pub assignee_id: Option<Uuid>,
    /// What is to be done.
    pub title: String,
    /// What else there is to say.
    pub note: Option<String>,
    /// When it is due.
    pub due_at: DateTime<Utc>,
    /// The lead that it is about.
    pub lead_id: Option<Uuid>,
    /// The customer that it is about.
    pub customer_id: Option<Uuid>,
}

/// Makes a task, for oneself or for somebody in one's teams.
pub async fn create(state: &State, actor: &Actor, new: NewTask) -> Result<task::Model> {
    let mut validator = Validator::default();
    let title = validator.text("title", &new.title, MAX_TITLE);
    let note = validator.optional_text("note", new.note.as_deref(), MAX_NOTE);
    if new.due_at < state.clock.now() {
        validator.report("dueAt", UserErrorCode::Invalid, "不能早于现在");
    }
    let transaction = state.database.begin().await?;
    let assignee_id = new.assignee_id.unwrap_or(actor.id);
    check_assignee(&mut validator, &transaction, actor, assignee_id).await?;
    let customer_id = subject(&mut validator, &transaction, actor, &new).await?;
    validator.finish()?;
    let note = note.map(|value| TaskDetail {
        key: NOTE.to_owned(),
        label: "备注".to_owned(),
        value,
        attachment_id: None,
    });
    let now = state.clock.timestamp();
    let model = task::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(actor.organization_id),
        assignee_id: Set(assignee_id),
        title: Set(title),
        source: Set(TaskSource::Person),
        lead_id: Set(new.lead_id),
        customer_id: Set(customer_id),
        commitment_id: Set(None),
        rule_id: Set(None),
        rule_version: Set(None),
        details: Set(TaskDetails(note.into_iter().collect())),
        due_at: Set(Timestamp::from(new.due_at)),
        status: Set(TaskStatus::Open),
        forced: Set(false),
        done_at: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    };
    let model = model.insert(&transaction).await?;
    transaction.commit().await?;
    announce(state, &model);
    Ok(model)
}

/// Declares a task done.
pub async fn complete(state: &State, actor: &Actor, id: Uuid, version: i32) -> Result<task::Model> {
    let transaction = state.database.begin().await?;
    let found = begin_to_close(&transaction, actor, id, version).await?;
    close(state, transaction, found, TaskStatus::Done).await
}

/// Takes a task off its workbench. One that blocks a lead is not the assignee's to take off.
pub async fn cancel(state: &State, actor: &Actor, id: Uuid, version: i32) -> Result<task::Model> {
    let transaction = state.database.begin().await?;
    let found = begin_to_close(&transaction, actor, id, version).await?;
    if found.forced && !is_in_charge(&transaction, actor, found.assignee_id).await? {
        return Err(Error::Forbidden);
    }
    close(state, transaction, found, TaskStatus::Cancelled).await
}

/// Locks a task that the actor may close.
async fn begin_to_close(
    transaction: &DatabaseTransaction,
    actor: &Actor,
    id: Uuid,
    version: i32,
) -> Result<task::Model> {
    let found = find_for_update::<task::Entity>(transaction, actor, id).await?;
    if found.assignee_id != actor.id && !is_in_charge(transaction, actor, found.assignee_id).await? {
        return Err(Error::Forbidden);
    }
    if found.commitment_id.is_some() {
        let message = "这是一项承诺的任务，请兑现、改期或取消该承诺，任务会随之变更";
        return Err(Error::invalid("id", UserErrorCode::WrongState, message));
    }
    same_version(found.version, version)?;
    if found.status != TaskStatus::Open {
        return Err(Error::invalid(
            "id",
            UserErrorCode::WrongState,
            "该任务已结束，不能再变更",
        ));
    }
    Ok(found)
}

async fn close(
    state: &State,
    transaction: DatabaseTransaction,
    found: task::Model,
    status: TaskStatus,
) -> Result<task::Model> {
    let (now, version) = (state.clock.timestamp(), found.version + 1);
    let mut model = found.into_active_model();
    model.status = Set(status);
    model.done_at = Set((status == TaskStatus::Done).then_some(now));
    model.updated_at = Set(now);
    model.version = Set(version);
    let model = model.update(&transaction).await?;
    transaction.commit().await?;
    announce(state, &model);
    Ok(model)
}

async fn is_in_charge(connection: &impl ConnectionTrait, actor: &Actor, assignee_id: Uuid) -> Result<bool> {
    Ok(actor.role == Role::Admin || supervises(connection, actor, assignee_id).await?)
}

async fn check_assignee(
    validator: &mut Validator,
    connection: &impl ConnectionTrait,
    actor: &Actor,
    assignee_id: Uuid,
) -> Result<()> {
    if assignee_id == actor.id {
        return Ok(());
    }
    let assignee = validator
        .row::<user::Entity>(connection, actor, "assigneeId", assignee_id)
        .await?;
    let Some(assignee) = assignee else { return Ok(()) };
    if !is_in_charge(connection, actor, assignee_id).await? {
        let message = "只能给自己或自己团队的成员建任务";
        validator.report("assigneeId", UserErrorCode::Invalid, message);
    } else if assignee.disabled_at.is_some() {
        validator.report("assigneeId", UserErrorCode::WrongState, "该用户已停用");
    }
    Ok(())
}

/// The customer that the task is about: the one given, or that of the lead.
async fn subject(
    validator: &mut Validator,
    connection: &impl ConnectionTrait,
    actor: &Actor,
    new: &NewTask,
) -> Result<Option<Uuid>> {
    let lead = match new.lead_id {
        Some(id) => validator.row::<lead::Entity>(connection, actor, "leadId", id).await?,
        None => None,
    };
    let customer = match new.customer_id {
        Some(id) => {
            validator
                .row::<customer::Entity>(connection, actor, "customerId", id)
                .await?
        }
        None => None,
    };
    if let (Some(lead), Some(customer)) = (&lead, &customer)
        && lead.customer_id != customer.id
    {
        validator.report("leadId", UserErrorCode::Invalid, "该线索不属于所选客户");
    }
    Ok(customer
        .map(|customer| customer.id)
        .or(lead.map(|lead| lead.customer_id)))
}

fn announce(state: &State, task: &task::Model) {
    state.events.publish(Event::TaskChanged {
        organization_id: task.organization_id,
        assignee_id: task.assignee_id,
        task_id: task.id,
    });
}
