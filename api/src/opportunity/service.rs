//! Making and changing opportunities.

use chrono::NaiveDate;
use entity::{lead, opportunity, types::OpportunityStage};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait,
    IntoActiveModel, QueryFilter,
};
use uuid::Uuid;

use crate::{
    change::Change,
    error::{Result, UserErrorCode, same_version},
    lead::stage,
    policy::{Actor, Capability, find_for_update},
    state::State,
    validation::Validator,
};

const MAX_NAME: usize = 100;

/// An opportunity to be made of a lead.
#[derive(Clone, Debug)]
pub struct NewOpportunity {
    /// The lead.
    pub lead_id: Uuid,
    /// What the deal is called.
    pub name: String,
    /// What it is worth.
    pub amount_fen: i64,
    /// The day of the signature.
    pub signed_on: Option<NaiveDate>,
}

/// A change of an opportunity.
#[derive(Clone, Debug)]
pub struct OpportunityChange {
    /// The opportunity.
    pub id: Uuid,
    /// The version that the user saw.
    pub version: i32,
    /// Another name.
    pub name: Option<String>,
    /// Another worth.
    pub amount_fen: Option<i64>,
    /// The day of the signature.
    pub signed_on: Change<NaiveDate>,
}

/// Makes the opportunity of an open lead that has none.
pub async fn create(state: &State, actor: &Actor, new: NewOpportunity) -> Result<opportunity::Model> {
    actor.require(Capability::WorkLeads)?;
    let mut validator = Validator::default();
    let name = validator.text("name", &new.name, MAX_NAME);
    check_signed_on(state, actor, &mut validator, new.signed_on);
    let transaction = state.database.begin().await?;
    let lead = find_for_update::<lead::Entity>(&transaction, actor, new.lead_id).await;
    if let Some(lead) = validator.collect(lead.map_err(|error| error.at("leadId")))? {
        if !stage::is_open(lead.stage) {
            let message = format!("线索已{}，不能再建商机", stage::label(lead.stage));
            validator.report("leadId", UserErrorCode::WrongState, message);
        } else if of_lead(&transaction, lead.id).await?.is_some() {
            validator.report("leadId", UserErrorCode::Taken, "该线索已有商机，请修改原商机");
        }
    }
    validator.finish()?;
    let model = insert(
        state,
        &transaction,
        actor,
        new.lead_id,
        Deal {
            name,
            stage: OpportunityStage::Open,
            amount_fen: new.amount_fen,
            signed_on: new.signed_on,
        },
    )
    .await?;
    transaction.commit().await?;
    Ok(model)
}

/// Changes an opportunity that is open.
pub async fn change(state: &State, actor: &Actor, change: OpportunityChange) -> Result<opportunity::Model> {
    actor.require(Capability::WorkLeads)?;
    let mut validator = Validator::default();
    let transaction = state.database.begin().await?;
    let found = find_for_update::<opportunity::Entity>(&transaction, actor, change.id).await?;
    same_version(found.version, change.version)?;
    if found.stage != OpportunityStage::Open {
        validator.report("id", UserErrorCode::WrongState, "商机已结束，不能再修改");
    }
    let mut model = found.clone().into_active_model();
    if let Some(name) = change.name {
        model.name = Set(validator.text("name", &name, MAX_NAME));
    }
    if let Some(amount) = change.amount_fen {
        model.amount_fen = Set(amount);
    }
    if let Change::To(day) = change.signed_on {
        check_signed_on(state, actor, &mut validator, Some(day));
    }
    change.signed_on.apply(&mut model.signed_on);
    validator.finish()?;
    model.updated_at = Set(state.clock.timestamp());
    model.version = Set(found.version + 1);
    let model = model.update(&transaction).await?;
    transaction.commit().await?;
    Ok(model)
}

/// Wins the opportunity of a lead, or makes it won, as a part of `transaction`. An amount and a day of signature must be
/// given or stand in the opportunity already.
pub async fn win(
    state: &State,
    transaction: &DatabaseTransaction,
    actor: &Actor,
    lead: &lead::Model,
    amount_fen: Option<i64>,
    signed_on: Option<NaiveDate>,
) -> Result<opportunity::Model> {
    let found = of_lead(transaction, lead.id).await?;
    let mut validator = Validator::default();
    let amount_fen = amount_fen.or(found.as_ref().map(|found| found.amount_fen)).unwrap_or(0);
    if amount_fen == 0 {
        validator.report("amount", UserErrorCode::Required, "赢单须填写合同金额");
    }
    let signed_on = signed_on.or(found.as_ref().and_then(|found| found.signed_on));
    if signed_on.is_none() {
        validator.report("signedOn", UserErrorCode::Required, "赢单须填写签约日期");
    }
    check_signed_on(state, actor, &mut validator, signed_on);
    validator.finish()?;
    let Some(found) = found else {
        let deal = Deal {
            name: lead.title.clone(),
            stage: OpportunityStage::Won,
            amount_fen,
            signed_on,
        };
        return insert(state, transaction, actor, lead.id, deal).await;
    };
    let version = found.version + 1;
    let mut model = found.into_active_model();
    model.stage = Set(OpportunityStage::Won);
    model.amount_fen = Set(amount_fen);
    model.signed_on = Set(signed_on);
    model.updated_at = Set(state.clock.timestamp());
    model.version = Set(version);
    Ok(model.update(transaction).await?)
}

/// Loses the opportunity of a lead, if it has one, as a part of `transaction`.
pub async fn lose(state: &State, transaction: &DatabaseTransaction, lead: &lead::Model) -> Result<()> {
    if let Some(found) = of_lead(transaction, lead.id).await? {
        let version = found.version + 1;
        let mut model = found.into_active_model();
        model.stage = Set(OpportunityStage::Lost);
        model.updated_at = Set(state.clock.timestamp());
        model.version = Set(version);
        model.update(transaction).await?;
    }
    Ok(())
}

/// An opportunity as it is written.
struct Deal {
    name: String,
    stage: OpportunityStage,
    amount_fen: i64,
    signed_on: Option<NaiveDate>,
}

async fn insert(
    state: &State,
    transaction: &DatabaseTransaction,
    actor: &Actor,
    lead_id: Uuid,
    deal: Deal,
) -> Result<opportunity::Model> {
    let now = state.clock.timestamp();
    let model = opportunity::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(actor.organization_id),
        lead_id: Set(lead_id),
        name: Set(deal.name),
        stage: Set(deal.stage),
        amount_fen: Set(deal.amount_fen),
        signed_on: Set(deal.signed_on),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    };
    Ok(model.insert(transaction).await?)
}

/// The opportunity of a lead. Who asks holds the lock of the lead, so it is not made or ended in between.
async fn of_lead(connection: &impl ConnectionTrait, lead_id: Uuid) -> Result<Option<opportunity::Model>> {
    let found = opportunity::Entity::find().filter(opportunity::Column::LeadId.eq(lead_id));
    Ok(found.one(connection).await?)
}

fn check_signed_on(state: &State, actor: &Actor, validator: &mut Validator, day: Option<NaiveDate>) {
    if day.is_some_and(|day| day > actor.today(&state.clock)) {
        validator.report("signedOn", UserErrorCode::Invalid, "签约日期不能晚于今天");
    }
}
