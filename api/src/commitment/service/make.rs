//! Making a commitment, always together with its task.

use chrono::{Days, NaiveDate};
use entity::{
    commitment, commitment_event, commitment_kind, customer, lead,
    task::{self, TaskDetail, TaskDetails},
    types::{ActivityKind, CommitmentEventKind, CommitmentStatus, Role, TaskSource, TaskStatus, Timestamp},
    user,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait,
    Order, QueryFilter, QueryOrder, QuerySelect, QueryTrait, prelude::Json, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    activity::{self, service::Entry},
    commitment::{
        fields::{self, FieldValue},
        service::files,
    },
    error::{Result, UserErrorCode},
    events::Event,
    id,
    policy::{Actor, Capability, select},
    state::State,
    validation::Validator,
};

const MAX_TITLE: usize = 200;
/// The furthest due date, in days from today.
const MAX_DAYS: u64 = 3653;

/// A commitment to be made.
#[derive(Clone, Debug)]
pub struct NewCommitment {
    /// What kind of promise it is.
    pub kind_id: Uuid,
    /// To whom it is made.
    pub customer_id: Uuid,
    /// The lead that it helps.
    pub lead_id: Option<Uuid>,
    /// Where in a report it was found; the caller answers for the actor's right to it.
    pub origin: Option<Origin>,
    /// What is promised.
    pub title: String,
    /// What the kind asks for.
    pub fields: Vec<FieldValue>,
    /// The due date; `None` for the kind's lead time from today.
    pub due_on: Option<NaiveDate>,
    /// Who delivers; `None` for whoever of the kind's role has the least to do.
    pub deliverer_id: Option<Uuid>,
}

/// Where in a report a promise stands.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The report.
    pub report_id: Uuid,
    /// Its first code point in the text, and the one behind its last.
    pub span: (i32, i32),
    /// Its words.
    pub text: String,
}

/// A commitment that may be made.
struct Promise {
    kind: commitment_kind::Model,
    lead: Option<lead::Model>,
    title: String,
    details: Vec<TaskDetail>,
    due_on: NaiveDate,
    deliverer: Option<user::Model>,
}

/// Makes a commitment: the promise, its first event and the task of whoever delivers are written together or not at all.
pub async fn make(state: &State, actor: &Actor, new: NewCommitment) -> Result<commitment::Model> {
    actor.require(Capability::Promise)?;
    let promise = check(state, actor, &new).await?;
    let transaction = state.database.begin().await?;
    let deliverer = match &promise.deliverer {
        Some(deliverer) => deliverer.clone(),
        None => least_busy(&transaction, actor, promise.kind.delivery_role)
            .await?
            .ok_or_else(|| id::not_found("delivererId"))?,
    };
    let now = state.clock.timestamp();
    let made = insert_commitment(&transaction, actor, &new, &promise, deliverer.id, now).await?;
    insert_event(&transaction, actor, &made).await?;
    let files = promise.details.iter();
    let files = files.filter_map(|detail| Some((Some(detail.key.clone()), detail.attachment_id?)));
    files::tie(&transaction, &made, files).await?;
    let task = insert_task(&transaction, actor, &made, promise.details).await?;
    if let Some(lead) = promise.lead {
        note_on_lead(state, &transaction, actor, lead, &made, &promise.kind.name).await?;
    }
    transaction.commit().await?;
    state.events.publish(Event::TaskChanged {
        organization_id: actor.organization_id,
        assignee_id: deliverer.id,
        task_id: task.id,
    });
    Ok(made)
}

/// Checks everything that can be wrong, before the transaction begins: on SQLite it holds up every other writer.
async fn check(state: &State, actor: &Actor, new: &NewCommitment) -> Result<Promise> {
    let connection = state.database.read();
    let mut validator = Validator::default();
    let kind = validator
        .row::<commitment_kind::Entity>(connection, actor, "kindId", new.kind_id)
        .await?;
    if kind.as_ref().is_some_and(|kind| !kind.active) {
        validator.report("kindId", UserErrorCode::WrongState, "该承诺类型已停用，请选择其他类型");
    }
    validator
        .row::<customer::Entity>(connection, actor, "customerId", new.customer_id)
        .await?;
    let lead = match new.lead_id {
        Some(id) => validator.row::<lead::Entity>(connection, actor, "leadId", id).await?,
        None => None,
    };
    if lead.as_ref().is_some_and(|lead| lead.customer_id != new.customer_id) {
        validator.report("leadId", UserErrorCode::Invalid, "该线索不属于所选客户");
    }
    let title = validator.text("title", &new.title, MAX_TITLE);
    let details = match &kind {
        Some(kind) => {
            let form = &kind.required_fields;
            let files = files::named(connection, actor, new.customer_id, form, &new.fields).await?;
            Some(fields::fill(&mut validator, form, &new.fields, &files))
        }
        None => None,
    };
    let today = actor.today(&state.clock);
    let due_on = new.due_on.or_else(|| {
        let days = u64::try_from(kind.as_ref()?.lead_days).ok()?;
        today.checked_add_days(Days::new(days))
    });
    if let Some(due_on) = due_on {
        check_due(&mut validator, due_on, today);
    }
    let deliverer = match new.deliverer_id {
        Some(id) => {
            validator
                .row::<user::Entity>(connection, actor, "delivererId", id)
                .await?
        }
        None => None,
    };
    if let (Some(deliverer), Some(kind)) = (&deliverer, &kind) {
        check_deliverer(&mut validator, deliverer, kind.delivery_role);
    }
    validator.finish()?;
    // Each of the three is missing only where its violation has just been answered.
    match (kind, details, due_on) {
        (Some(kind), Some(details), Some(due_on)) => Ok(Promise {
            kind,
            lead,
            title,
            details,
            due_on,
            deliverer,
        }),
        _ => Err(id::not_found("kindId")),
    }
}

/// Notes a due date that is past or out of reach.
pub(super) fn check_due(validator: &mut Validator, due_on: NaiveDate, today: NaiveDate) {
    if due_on < today {
        validator.report("dueOn", UserErrorCode::Invalid, format!("不能早于今天（{today}）"));
    } else if today
        .checked_add_days(Days::new(MAX_DAYS))
        .is_none_or(|last| last < due_on)
    {
        validator.report("dueOn", UserErrorCode::Invalid, "不能晚于十年后");
    }
}

fn check_deliverer(validator: &mut Validator, deliverer: &user::Model, role: Role) {
    if deliverer.disabled_at.is_some() {
        validator.report("delivererId", UserErrorCode::WrongState, "该用户已停用，不能交付");
    } else if deliverer.role != role {
        validator.report(
            "delivererId",
            UserErrorCode::Invalid,
            "该用户的角色不是此承诺类型的交付角色",
        );
    }
}

/// The user of `role` with the fewest open tasks, the oldest of them where several have as few.
async fn least_busy(connection: &impl ConnectionTrait, actor: &Actor, role: Role) -> Result<Option<user::Model>> {
    let open_tasks = task::Entity::find()
        .select_only()
        .expr(task::Column::Id.count())
        .filter(task::Column::OrganizationId.eq(actor.organization_id))
        .filter(Expr::col(task::Column::AssigneeId.as_column_ref()).eq(Expr::col(user::Column::Id.as_column_ref())))
        .filter(task::Column::Status.eq(TaskStatus::Open))
        .into_query();
    let found = select::<user::Entity>(actor)
        .filter(user::Column::Role.eq(role))
        .filter(user::Column::DisabledAt.is_null())
        .order_by(Expr::from(open_tasks), Order::Asc)
        .order_by(user::Column::Id, Order::Asc)
        .limit(1)
        .one(connection)
        .await?;
    Ok(found)
}

async fn insert_commitment(
    transaction: &DatabaseTransaction,
    actor: &Actor,
    new: &NewCommitment,
    promise: &Promise,
    deliverer_id: Uuid,
    now: Timestamp,
) -> Result<commitment::Model> {
    let fields = promise
        .details
        .iter()
        .map(|detail| (detail.key.clone(), stored(detail)));
    let origin = new.origin.as_ref();
    let row = commitment::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(actor.organization_id),
        kind_id: Set(new.kind_id),
        customer_id: Set(new.customer_id),
        lead_id: Set(new.lead_id),
        report_id: Set(origin.map(|origin| origin.report_id)),
        made_by: Set(actor.id),
        deliverer_id: Set(deliverer_id),
        title: Set(promise.title.clone()),
        fields: Set(Json::Object(fields.collect())),
        status: Set(CommitmentStatus::Open),
        first_due_on: Set(promise.due_on),
        due_on: Set(promise.due_on),
        overdue_flagged_at: Set(None),
        closed_at: Set(None),
        closed_on: Set(None),
        evidence: Set(None),
        reason: Set(None),
        promise_start: Set(origin.map(|origin| origin.span.0)),
        promise_end: Set(origin.map(|origin| origin.span.1)),
        promise_text: Set(origin.map(|origin| origin.text.clone())),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    };
    Ok(row.insert(transaction).await?)
}

/// A value as it is kept: text, or a file with its id.
fn stored(detail: &TaskDetail) -> Json {
    match detail.attachment_id {
        Some(id) => serde_json::json!({"attachment": id, "name": detail.value}),
        None => Json::from(detail.value.as_str()),
    }
}

async fn insert_event(transaction: &DatabaseTransaction, actor: &Actor, made: &commitment::Model) -> Result<()> {
    let row = commitment_event::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(made.organization_id),
        commitment_id: Set(made.id),
        actor_id: Set(Some(actor.id)),
        kind: Set(CommitmentEventKind::Made),
        reason: Set(None),
        due_before: Set(None),
        due_after: Set(Some(made.due_on)),
        created_at: Set(made.created_at),
    };
    row.insert(transaction).await?;
    Ok(())
}

async fn insert_task(
    transaction: &DatabaseTransaction,
    actor: &Actor,
    made: &commitment::Model,
    details: Vec<TaskDetail>,
) -> Result<task::Model> {
    let row = task::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(made.organization_id),
        assignee_id: Set(made.deliverer_id),
        title: Set(made.title.clone()),
        source: Set(TaskSource::Commitment),
        lead_id: Set(made.lead_id),
        customer_id: Set(Some(made.customer_id)),
        commitment_id: Set(Some(made.id)),
        rule_id: Set(None),
        rule_version: Set(None),
        details: Set(TaskDetails(details)),
        due_at: Set(Timestamp::from(actor.last_moment_of(made.due_on))),
        status: Set(TaskStatus::Open),
        forced: Set(false),
        done_at: Set(None),
        created_at: Set(made.created_at),
        updated_at: Set(made.created_at),
        version: Set(1),
    };
    Ok(row.insert(transaction).await?)
}

/// A promise is something that happened with the lead, which counts as touched.
async fn note_on_lead(
    state: &State,
    transaction: &DatabaseTransaction,
    actor: &Actor,
    lead: lead::Model,
    made: &commitment::Model,
    kind: &str,
) -> Result<()> {
    let entry = Entry {
        customer_id: made.customer_id,
        lead_id: Some(lead.id),
        kind: ActivityKind::Note,
        occurred_at: made.created_at,
        note: format!("承诺（{kind}）：{}，{} 前完成", made.title, made.due_on),
        stage_change: None,
    };
    activity::service::record(state, transaction, actor, entry).await?;
    activity::service::touch(transaction, lead, made.created_at).await?;
    Ok(())
}
