//! Moving leads from stage to stage.

use chrono::NaiveDate;
use entity::{
    lead, task,
    types::{ActivityKind, LeadStage, TaskStatus},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};
use uuid::Uuid;

use crate::{
    activity::service::{self as activities, Entry, StageChange},
    error::{Error, Result, UserErrorCode, same_version},
    lead::stage::{self, Refusal},
    opportunity::service as opportunities,
    policy::{Actor, Capability, find_for_update},
    state::State,
    validation::Validator,
};

/// A move of a lead.
#[derive(Clone, Debug)]
pub struct Move {
    /// The lead.
    pub lead_id: Uuid,
    /// The version that the user saw.
    pub version: i32,
    /// Where it goes.
    pub to: LeadStage,
    /// What happened.
    pub note: Option<String>,
    /// What a won deal is worth, where the opportunity does not say so.
    pub amount_fen: Option<i64>,
    /// When a won deal was signed, where the opportunity does not say so.
    pub signed_on: Option<NaiveDate>,
}

/// Moves a lead to a later stage, or to its end together with its opportunity.
pub async fn advance(state: &State, actor: &Actor, to: Move) -> Result<lead::Model> {
    actor.require(Capability::WorkLeads)?;
    let mut validator = Validator::default();
    let note = validator.optional_text("note", to.note.as_deref(), activities::MAX_NOTE);
    let transaction = state.database.begin().await?;
    let found = find_for_update::<lead::Entity>(&transaction, actor, to.lead_id).await?;
    same_version(found.version, to.version)?;
    // What follows from a move is not worth checking where there is none.
    stage::check_move(found.stage, to.to).map_err(|refusal| refused(refusal, found.stage, to.to))?;
    if to.to != LeadStage::Lost {
        validator.collect(no_forced_task(&transaction, actor, found.id).await)?;
    }
    if to.to != LeadStage::Won {
        for (field, given) in [
            ("amount", to.amount_fen.is_some()),
            ("signedOn", to.signed_on.is_some()),
        ] {
            if given {
                validator.report(field, UserErrorCode::Invalid, "只在赢单时填写");
            }
        }
    }
    match to.to {
        LeadStage::Won => {
            let won = opportunities::win(state, &transaction, actor, &found, to.amount_fen, to.signed_on).await;
            validator.collect(won)?;
        }
        LeadStage::Lost => opportunities::lose(state, &transaction, &found).await?,
        _ => {}
    }
    validator.finish()?;

    let now = state.clock.timestamp();
    let entry = Entry {
        customer_id: found.customer_id,
        lead_id: Some(found.id),
        kind: ActivityKind::StageChange,
        occurred_at: now,
        note: note.unwrap_or_default(),
        stage_change: Some(StageChange {
            from: found.stage,
            to: to.to,
        }),
    };
    activities::record(state, &transaction, actor, entry).await?;
    let mut model = found.into_active_model();
    model.stage = Set(to.to);
    model.stage_changed_at = Set(now);
    model.last_activity_at = Set(Some(now));
    if !stage::is_open(to.to) {
        model.next_action = Set(None);
        model.next_action_at = Set(None);
    }
    model.updated_at = Set(now);
    model.version = Set(to.version + 1);
    let model = model.update(&transaction).await?;
    transaction.commit().await?;
    Ok(model)
}

/// Fails while a forced task of the lead is open, whoever it is assigned to.
async fn no_forced_task(transaction: &DatabaseTransaction, actor: &Actor, lead_id: Uuid) -> Result<()> {
    let open = task::Entity::find()
        .filter(task::Column::OrganizationId.eq(actor.organization_id))
        .filter(task::Column::LeadId.eq(lead_id))
        .filter(task::Column::Forced.eq(true))
        .filter(task::Column::Status.eq(TaskStatus::Open))
        .order_by_asc(task::Column::DueAt)
        .one(transaction)
        .await?;
    match open {
        None => Ok(()),
        Some(task) => Err(wrong_state(format!("请先完成任务“{}”，再推进阶段", task.title))),
    }
}

fn refused(refusal: Refusal, from: LeadStage, to: LeadStage) -> Error {
    let (from, to) = (stage::label(from), stage::label(to));
    wrong_state(match refusal {
        Refusal::Finished => format!("线索已{from}，不能再变更阶段"),
        Refusal::SameStage => format!("线索已在“{from}”阶段"),
        Refusal::Backward => format!("阶段只能向前，不能从“{from}”退回“{to}”"),
    })
}

fn wrong_state(message: String) -> Error {
    Error::invalid("stage", UserErrorCode::WrongState, message)
}
