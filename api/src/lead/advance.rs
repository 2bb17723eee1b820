//! Moving leads from stage to stage.

use chrono::NaiveDate;
use entity::{
    lead, stage, task,
    types::{ActivityKind, LeadStage, StageRequirement, TaskStatus},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::{
    activity::service::{self as activities, Entry, StageChange},
    commitment::fields::FieldValue,
    error::{Error, Result, UserErrorCode, same_version},
    id,
    lead::stage::is_open,
    opportunity::service as opportunities,
    policy::{Actor, Capability, find, find_for_update},
    stage::{
        list::{Refusal, Stages, check_move},
        requirement::{self, Given, Lack},
        visit,
    },
    state::State,
    validation::Validator,
};

/// How many forced tasks are named.
const MAX_TASKS: u64 = 20;

/// A move of a lead.
#[derive(Clone, Debug)]
pub struct Move {
    /// The lead.
    pub lead_id: Uuid,
    /// The version that the user saw.
    pub version: i32,
    /// The stage where it goes.
    pub stage_id: Uuid,
    /// What happened.
    pub note: Option<String>,
    /// Values of the organisation's own fields.
    pub fields: Vec<FieldValue>,
    /// What a won deal is worth, where the opportunity does not say so.
    pub amount_fen: Option<i64>,
    /// When a won deal was signed, where the opportunity does not say so.
    pub signed_on: Option<NaiveDate>,
}

/// What a move of a lead would meet.
#[derive(Clone, Debug)]
pub struct Prospect {
    /// Where it would go; none where there is nowhere to go.
    pub stage: Option<stage::Model>,
    /// What stands in the way.
    pub blocked: Blocked,
}

/// What stands in the way of a move.
#[derive(Clone, Debug, Default)]
pub struct Blocked {
    /// Why no lead in its place may move there.
    pub refusal: Option<String>,
    /// What the lead lacks.
    pub lacks: Vec<Lack>,
    /// What must be done first.
    pub forced_tasks: Vec<task::Model>,
}

/// What stands in the way of a move to a stage, or to the next one where none is named.
pub async fn can_advance(state: &State, actor: &Actor, lead_id: Uuid, stage_id: Option<Uuid>) -> Result<Prospect> {
    let connection = state.database.read();
    let lead = find::<lead::Entity>(connection, actor, lead_id).await?;
    let stages = Stages::load(connection, actor.organization_id).await?;
    let from = stages.of(&lead)?;
    let to = match stage_id {
        Some(id) => Some(stages.by_id(id).ok_or(Error::NotFound)?),
        None => stages.next(from),
    };
    let Some(to) = to else {
        let refusal = Some(describe(Refusal::Finished, from, from));
        let blocked = Blocked {
            refusal,
            ..Blocked::default()
        };
        return Ok(Prospect { stage: None, blocked });
    };
    let mut blocked = Blocked::default();
    match check_move(from, to) {
        Err(refusal) => blocked.refusal = Some(describe(refusal, from, to)),
        Ok(()) => {
            let passed = stages.passed(from, to);
            let checked = requirement::check(connection, &lead, &passed, stages.all(), Given::default()).await?;
            blocked.lacks = checked.lacks;
            if to.phase != LeadStage::Lost {
                blocked.forced_tasks = forced_tasks(connection, actor, lead.id).await?;
            }
        }
    }
    Ok(Prospect {
        stage: Some(to.clone()),
        blocked,
    })
}

/// Moves a lead to a later stage, or to its end together with its opportunity.
pub async fn advance(state: &State, actor: &Actor, to: Move) -> Result<lead::Model> {
    actor.require(Capability::WorkLeads)?;
    let mut validator = Validator::default();
    let note = validator.optional_text("note", to.note.as_deref(), activities::MAX_NOTE);
    let transaction = state.database.begin().await?;
    let found = find_for_update::<lead::Entity>(&transaction, actor, to.lead_id).await?;
    same_version(found.version, to.version)?;
    let stages = Stages::load(&transaction, actor.organization_id).await?;
    let from = stages.of(&found)?;
    let target = stages.by_id(to.stage_id).ok_or_else(|| id::not_found("stageId"))?;
    // What follows from a move is not worth checking where there is none.
    check_move(from, target).map_err(|refusal| wrong_state(describe(refusal, from, target)))?;
    if target.phase != LeadStage::Lost {
        for task in forced_tasks(&transaction, actor, found.id).await? {
            let message = format!("请先完成任务“{}”，再推进阶段", task.title);
            validator.report("stageId", UserErrorCode::WrongState, message);
        }
    }
    let given = Given {
        note: note.is_some(),
        fields: &to.fields,
    };
    let passed = stages.passed(from, target);
    let checked = requirement::check(&transaction, &found, &passed, stages.all(), given).await;
    let fields = validator.collect(checked)?.map(|checked| {
        for lack in checked.lacks {
            // The deal says these by itself, with what comes with the move.
            let of_deal = [StageRequirement::Amount, StageRequirement::SignedOn];
            if target.phase != LeadStage::Won || !lack.requirement.is_some_and(|it| of_deal.contains(&it)) {
                validator.add(lack.violation);
            }
        }
        checked.fields
    });
    deal(state, &transaction, actor, &found, (&to, target.phase), &mut validator).await?;
    validator.finish()?;

    let now = state.clock.timestamp();
    let entry = Entry {
        customer_id: found.customer_id,
        lead_id: Some(found.id),
        kind: ActivityKind::StageChange,
        occurred_at: now,
        note: note.unwrap_or_default(),
        stage_change: Some(StageChange {
            from: from.phase,
            to: target.phase,
            from_name: Some(from.name.clone()),
            to_name: Some(target.name.clone()),
        }),
    };
    activities::record(state, &transaction, actor, entry).await?;
    visit::change(&transaction, &found, (from, target), now).await?;
    let mut model = found.into_active_model();
    model.stage = Set(target.phase);
    model.stage_id = Set(Some(target.id));
    if let Some(fields) = fields {
        model.fields = Set(fields);
    }
    model.stage_changed_at = Set(now);
    model.last_activity_at = Set(Some(now));
    if !is_open(target.phase) {
        model.next_action = Set(None);
        model.next_action_at = Set(None);
    }
    model.updated_at = Set(now);
    model.version = Set(to.version + 1);
    let model = model.update(&transaction).await?;
    transaction.commit().await?;
    Ok(model)
}

/// What a move means for the opportunity of the lead.
async fn deal(
    state: &State,
    transaction: &sea_orm::DatabaseTransaction,
    actor: &Actor,
    lead: &lead::Model,
    (to, phase): (&Move, LeadStage),
    validator: &mut Validator,
) -> Result<()> {
    if phase != LeadStage::Won {
        for (field, given) in [
            ("amount", to.amount_fen.is_some()),
            ("signedOn", to.signed_on.is_some()),
        ] {
            if given {
                validator.report(field, UserErrorCode::Invalid, "只在赢单时填写");
            }
        }
    }
    match phase {
        LeadStage::Won => {
            let won = opportunities::win(state, transaction, actor, lead, to.amount_fen, to.signed_on).await;
            validator.collect(won)?;
        }
        LeadStage::Lost => opportunities::lose(state, transaction, lead).await?,
        _ => {}
    }
    Ok(())
}

/// The forced tasks of the lead that are open, whoever they are assigned to.
async fn forced_tasks(connection: &impl ConnectionTrait, actor: &Actor, lead_id: Uuid) -> Result<Vec<task::Model>> {
    let open = task::Entity::find()
        .filter(task::Column::OrganizationId.eq(actor.organization_id))
        .filter(task::Column::LeadId.eq(lead_id))
        .filter(task::Column::Forced.eq(true))
        .filter(task::Column::Status.eq(TaskStatus::Open))
        .order_by_asc(task::Column::DueAt)
        .order_by_asc(task::Column::Id)
        .limit(MAX_TASKS)
        .all(connection)
        .await?;
    Ok(open)
}

fn describe(refusal: Refusal, from: &stage::Model, to: &stage::Model) -> String {
    let (from, to) = (&from.name, &to.name);
    match refusal {
        Refusal::Finished => format!("线索已{from}，不能再变更阶段"),
        Refusal::SameStage => format!("线索已在“{from}”阶段"),
        Refusal::Backward => format!("阶段只能向前，不能从“{from}”退回“{to}”"),
        Refusal::Retired => format!("阶段“{to}”已停用"),
    }
}

fn wrong_state(message: String) -> Error {
    Error::invalid("stageId", UserErrorCode::WrongState, message)
}
