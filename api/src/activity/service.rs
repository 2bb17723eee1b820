//! Recording what happened.

use chrono::{DateTime, Utc};
use entity::{
    activity, customer, lead,
    types::{ActivityKind, LeadStage, Timestamp},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, DatabaseTransaction, IntoActiveModel};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    error::{Error, Result, UserErrorCode},
    policy::{Actor, Capability, find, find_for_update},
    state::State,
    tier::jobs as tier,
    validation::Validator,
};

/// The longest note, in characters.
pub const MAX_NOTE: usize = 1000;

/// An activity to be logged.
#[derive(Clone, Debug)]
pub struct NewActivity {
    /// The lead that it was about, or else
    pub lead_id: Option<Uuid>,
    /// the customer whom it happened with.
    pub customer_id: Option<Uuid>,
    /// What happened.
    pub kind: ActivityKind,
    /// When it happened; none for now.
    pub occurred_at: Option<DateTime<Utc>>,
    /// What the user wrote.
    pub note: Option<String>,
}

/// A logged activity, with its lead as it is now.
#[derive(Clone, Debug)]
pub struct Logged {
    /// The activity.
    pub activity: activity::Model,
    /// The lead that it was about.
    pub lead: Option<lead::Model>,
}

/// An activity as it is written.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Whom it happened with.
    pub customer_id: Uuid,
    /// The lead that it was about.
    pub lead_id: Option<Uuid>,
    /// What happened.
    pub kind: ActivityKind,
    /// When it happened.
    pub occurred_at: Timestamp,
    /// What the user wrote.
    pub note: String,
    /// The move, of a `StageChange`.
    pub stage_change: Option<StageChange>,
}

/// The detail of an activity of kind `StageChange`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageChange {
    /// What the stage counts as that the lead left.
    pub from: LeadStage,
    /// What the stage counts as that it entered.
    pub to: LeadStage,
    /// What the stage was called that it left; none in moves of before organisations had lists of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_name: Option<String>,
    /// What the stage was called that it entered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_name: Option<String>,
}

/// Logs an activity, and notes on its lead that something happened.
pub async fn log(state: &State, actor: &Actor, new: NewActivity) -> Result<Logged> {
    actor.require(Capability::WorkLeads)?;
    let mut validator = Validator::default();
    let now = state.clock.timestamp();
    let occurred_at = new.occurred_at.map_or(now, Timestamp::from);
    let note = validator.optional_text("note", new.note.as_deref(), MAX_NOTE);
    if new.kind == ActivityKind::StageChange {
        validator.report(
            "kind",
            UserErrorCode::Invalid,
            "阶段变更请用 advanceStage，系统会自动记录",
        );
    }
    if *occurred_at > *now {
        validator.report("occurredAt", UserErrorCode::Invalid, "发生时间不能晚于现在");
    }
    let transaction = state.database.begin().await?;
    let subject = validator.collect(subject(&transaction, actor, &new).await)?;
    validator.finish()?;
    let Some((customer_id, lead)) = subject else {
        return Err(Error::fault("a violation was lost"));
    };
    let entry = Entry {
        customer_id,
        lead_id: lead.as_ref().map(|lead| lead.id),
        kind: new.kind,
        occurred_at,
        note: note.unwrap_or_default(),
        stage_change: None,
    };
    let activity = record(state, &transaction, actor, entry).await?;
    let lead = match lead {
        Some(lead) => Some(touch(&transaction, lead, occurred_at).await?),
        None => None,
    };
    transaction.commit().await?;
    Ok(Logged { activity, lead })
}

/// Writes an activity of the actor's as a part of `transaction`.
pub async fn record(
    state: &State,
    transaction: &DatabaseTransaction,
    actor: &Actor,
    entry: Entry,
) -> Result<activity::Model> {
    let detail = entry.stage_change.map(serde_json::to_value).transpose();
    let model = activity::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(actor.organization_id),
        customer_id: Set(entry.customer_id),
        lead_id: Set(entry.lead_id),
        user_id: Set(actor.id),
        kind: Set(entry.kind),
        occurred_at: Set(entry.occurred_at),
        note: Set(entry.note),
        detail: Set(detail.map_err(Error::fault)?),
        created_at: Set(state.clock.timestamp()),
    };
    tier::activity_recorded(state, transaction, actor.organization_id, entry.customer_id, entry.kind).await?;
    Ok(model.insert(transaction).await?)
}

/// Whom the activity happened with, and the lead that it was about.
async fn subject(
    transaction: &DatabaseTransaction,
    actor: &Actor,
    new: &NewActivity,
) -> Result<(Uuid, Option<lead::Model>)> {
    match (new.lead_id, new.customer_id) {
        (Some(id), None) => {
            let lead = find_for_update::<lead::Entity>(transaction, actor, id).await;
            let lead = lead.map_err(|error| error.at("leadId"))?;
            Ok((lead.customer_id, Some(lead)))
        }
        (None, Some(id)) => {
            let customer = find::<customer::Entity>(transaction, actor, id).await;
            Ok((customer.map_err(|error| error.at("customerId"))?.id, None))
        }
        (None, None) => Err(Error::invalid("leadId", UserErrorCode::Required, "请选择线索或客户")),
        (Some(_), Some(_)) => Err(Error::invalid(
            "customerId",
            UserErrorCode::Invalid,
            "线索与客户只能给一个；线索的客户由系统带出",
        )),
    }
}

/// Notes that something happened with a lead. Its version stays: nobody edits this, so nobody's edit is in the way.
pub async fn touch(connection: &impl ConnectionTrait, lead: lead::Model, at: Timestamp) -> Result<lead::Model> {
    if lead.last_activity_at.is_some_and(|last| *last >= *at) {
        return Ok(lead);
    }
    let mut model = lead.into_active_model();
    model.last_activity_at = Set(Some(at));
    Ok(model.update(connection).await?)
}
