//! Creating, changing and assigning leads.

use chrono::{DateTime, Utc};
use entity::{
    customer,
    lead::{self, LeadFields},
    types::{Tier, Timestamp},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DatabaseTransaction, IntoActiveModel};
use serde_json::json;
use uuid::Uuid;

use crate::{
    audit,
    change::Change,
    commitment::fields::FieldValue,
    customer::{
        owner,
        service::{self as customers, CheckedCustomer, NewCustomer},
    },
    error::{Error, Result, UserErrorCode, same_version},
    lead::stage,
    policy::{Actor, Capability, find, find_for_update},
    stage::{list::Stages, requirement, visit},
    state::State,
    tier::jobs as tier,
    validation::Validator,
};

const MAX_TITLE: usize = 100;
const MAX_SOURCE: usize = 50;
const MAX_NEXT_ACTION: usize = 200;

/// What the owner does next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextAction {
    /// What it is.
    pub text: String,
    /// When the owner does it.
    pub at: Option<DateTime<Utc>>,
}

/// A lead to be created.
#[derive(Clone, Debug)]
pub struct NewLead {
    /// The customer, where it exists.
    pub customer_id: Option<Uuid>,
    /// The customer, where it does not.
    pub new_customer: Option<NewCustomer>,
    /// What it is about.
    pub title: String,
    /// Where it came from.
    pub source: Option<String>,
    /// What the owner does next.
    pub next_action: Option<NextAction>,
    /// The owner, where it is not the actor.
    pub owner_id: Option<Uuid>,
}

/// A change of a lead.
#[derive(Clone, Debug)]
pub struct LeadChange {
    /// The lead.
    pub id: Uuid,
    /// The version that the user saw.
    pub version: i32,
    /// What it is about.
    pub title: Option<String>,
    /// Where it came from.
    pub source: Change<String>,
    /// What the owner does next.
    pub next_action: Change<NextAction>,
    /// Values of the organisation's own fields.
    pub fields: Vec<FieldValue>,
}

/// The customer of a new lead.
enum Buyer {
    Known(Uuid),
    New(CheckedCustomer),
}

/// Creates a lead, and its customer where that is new.
pub async fn create(state: &State, actor: &Actor, new: NewLead) -> Result<lead::Model> {
    actor.require(Capability::WorkLeads)?;
    let mut validator = Validator::default();
    let transaction = state.database.begin().await?;
    let buyer = validator.collect(buyer(&transaction, actor, &new).await)?;
    let title = validator.text("title", &new.title, MAX_TITLE);
    let source = validator.optional_text("source", new.source.as_deref(), MAX_SOURCE);
    let next_action = match new.next_action {
        Some(next) => validator.collect(check_next_action(next))?,
        None => None,
    };
    let owner = validator.collect(owner::resolve(&transaction, actor, new.owner_id).await)?;
    validator.finish()?;
    let (Some(buyer), Some(owner)) = (buyer, owner) else {
        return Err(Error::fault("a violation was lost"));
    };
    let customer_id = match buyer {
        Buyer::Known(id) => id,
        Buyer::New(checked) => {
            let created = customers::insert(state, &transaction, actor, checked, owner).await;
            created.map_err(|error| error.under("newCustomer"))?.id
        }
    };
    let stages = Stages::load(&transaction, actor.organization_id).await?;
    let begin = stages.first()?;
    let now = state.clock.timestamp();
    let (next_action, next_action_at) = columns(next_action);
    let model = lead::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(actor.organization_id),
        customer_id: Set(customer_id),
        owner_id: Set(owner.id),
        team_id: Set(owner.team_id),
        title: Set(title),
        stage: Set(begin.phase),
        stage_id: Set(Some(begin.id)),
        fields: Set(LeadFields::default()),
        source: Set(source),
        next_action: Set(next_action),
        next_action_at: Set(next_action_at),
        // Nothing is known of it yet; the score follows from what happens.
        tier: Set(Tier::Cool),
        score: Set(0),
        last_activity_at: Set(None),
        stage_changed_at: Set(now),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    };
    let model = model.insert(&transaction).await?;
    visit::begin(&transaction, &model, begin.id).await?;
    tier::customer_changed(state, &transaction, actor.organization_id, customer_id).await?;
    transaction.commit().await?;
    Ok(model)
}

/// Changes a lead.
pub async fn update(state: &State, actor: &Actor, change: LeadChange) -> Result<lead::Model> {
    actor.require(Capability::WorkLeads)?;
    let mut validator = Validator::default();
    let transaction = state.database.begin().await?;
    let found = find_for_update::<lead::Entity>(&transaction, actor, change.id).await?;
    same_version(found.version, change.version)?;
    let mut model = found.clone().into_active_model();
    if let Some(title) = change.title {
        model.title = Set(validator.text("title", &title, MAX_TITLE));
    }
    validator
        .changed_text("source", change.source, MAX_SOURCE)
        .apply(&mut model.source);
    let next_action = match change.next_action {
        Change::Keep => None,
        Change::Clear => Some(None),
        Change::To(_) if !stage::is_open(found.stage) => {
            let message = format!("线索已{}，没有下一步", stage::label(found.stage));
            validator.report("nextAction", UserErrorCode::WrongState, message);
            None
        }
        Change::To(next) => validator.collect(check_next_action(next))?.map(Some),
    };
    let fields = match change.fields.as_slice() {
        [] => None,
        given => {
            let stages = Stages::load(&transaction, actor.organization_id).await?;
            validator.collect(requirement::values(&found, stages.all(), given))?
        }
    };
    validator.finish()?;
    if let Some(fields) = fields {
        model.fields = Set(fields);
    }
    if let Some(next_action) = next_action {
        let (text, at) = columns(next_action);
        model.next_action = Set(text);
        model.next_action_at = Set(at);
    }
    model.updated_at = Set(state.clock.timestamp());
    model.version = Set(found.version + 1);
    let model = model.update(&transaction).await?;
    transaction.commit().await?;
    Ok(model)
}

/// Puts somebody else in charge of a lead.
pub async fn assign(state: &State, actor: &Actor, id: Uuid, version: i32, owner_id: Uuid) -> Result<lead::Model> {
    actor.require(Capability::AssignLeads)?;
    let transaction = state.database.begin().await?;
    let found = find_for_update::<lead::Entity>(&transaction, actor, id).await?;
    same_version(found.version, version)?;
    let owner = owner::resolve(&transaction, actor, Some(owner_id)).await?;
    let detail = json!({"from": found.owner_id, "to": owner.id});
    let mut model = found.into_active_model();
    model.owner_id = Set(owner.id);
    model.team_id = Set(owner.team_id);
    model.updated_at = Set(state.clock.timestamp());
    model.version = Set(version + 1);
    let model = model.update(&transaction).await?;
    audit::record(state, &transaction, actor, "lead.assign", ("lead", id), Some(detail)).await?;
    transaction.commit().await?;
    Ok(model)
}

/// The customer that the input names, or the new one that it describes.
async fn buyer(transaction: &DatabaseTransaction, actor: &Actor, new: &NewLead) -> Result<Buyer> {
    match (new.customer_id, &new.new_customer) {
        (Some(id), None) => {
            let found = find::<customer::Entity>(transaction, actor, id).await;
            Ok(Buyer::Known(found.map_err(|error| error.at("customerId"))?.id))
        }
        (None, Some(new)) => {
            let checked = customers::check(transaction, actor, new).await;
            checked.map(Buyer::New).map_err(|error| error.under("newCustomer"))
        }
        (None, None) => Err(Error::invalid(
            "customerId",
            UserErrorCode::Required,
            "请选择客户，或填写新客户",
        )),
        (Some(_), Some(_)) => Err(Error::invalid(
            "newCustomer",
            UserErrorCode::Invalid,
            "已有客户与新客户只能给一个",
        )),
    }
}

fn check_next_action(next: NextAction) -> Result<NextAction> {
    let mut validator = Validator::default();
    let text = validator.text("text", &next.text, MAX_NEXT_ACTION);
    validator.finish().map_err(|error| error.under("nextAction"))?;
    Ok(NextAction { text, at: next.at })
}

fn columns(next: Option<NextAction>) -> (Option<String>, Option<Timestamp>) {
    match next {
        Some(next) => (Some(next.text), next.at.map(Timestamp::from)),
        None => (None, None),
    }
}
