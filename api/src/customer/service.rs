//! Creating and changing customers.

use entity::customer;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    IntoActiveModel, QueryFilter, SqlErr,
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    audit,
    change::Change,
    customer::{
        company_name,
        owner::{self, Owner},
    },
    error::{Error, Result, UserErrorCode, same_version},
    policy::{Actor, Capability, find_for_update},
    state::State,
    tier::jobs as tier,
    validation::Validator,
};

const MAX_NAME: usize = 100;
const MAX_INDUSTRY: usize = 50;
const MAX_REGION: usize = 50;
const MAX_PHONE: usize = 30;
const TAKEN: &str = "这家公司已在客户中，请使用已有的客户";

/// A customer to be created.
#[derive(Clone, Debug)]
pub struct NewCustomer {
    /// The company's name.
    pub name: String,
    /// The trade.
    pub industry: String,
    /// The sales region.
    pub region: Option<String>,
    /// The switchboard.
    pub phone: Option<String>,
}

/// A change of a customer.
#[derive(Clone, Debug)]
pub struct CustomerChange {
    /// The customer.
    pub id: Uuid,
    /// The version that the user saw.
    pub version: i32,
    /// Another name.
    pub name: Option<String>,
    /// Another trade.
    pub industry: Option<String>,
    /// The sales region.
    pub region: Change<String>,
    /// The switchboard.
    pub phone: Change<String>,
    /// Another owner.
    pub owner_id: Option<Uuid>,
}

/// A new customer whose fields are in order and whose name is free.
#[derive(Debug)]
pub struct CheckedCustomer {
    name: CompanyName,
    industry: String,
    region: Option<String>,
    phone: Option<String>,
}

#[derive(Debug)]
struct CompanyName {
    entered: String,
    normalized: String,
}

/// Creates a customer in the charge of `owner_id`, or of the actor.
pub async fn create(state: &State, actor: &Actor, new: NewCustomer, owner_id: Option<Uuid>) -> Result<customer::Model> {
    actor.require(Capability::WorkLeads)?;
    let mut validator = Validator::default();
    let transaction = state.database.begin().await?;
    let checked = validator.collect(check(&transaction, actor, &new).await)?;
    let owner = validator.collect(owner::resolve(&transaction, actor, owner_id).await)?;
    validator.finish()?;
    let model = match (checked, owner) {
        (Some(checked), Some(owner)) => insert(state, &transaction, actor, checked, owner).await?,
        _ => return Err(Error::fault("a violation was lost")),
    };
    transaction.commit().await?;
    Ok(model)
}

/// Checks everything about a new customer but its owner.
pub async fn check(connection: &impl ConnectionTrait, actor: &Actor, new: &NewCustomer) -> Result<CheckedCustomer> {
    let mut validator = Validator::default();
    let name = free_name(connection, actor, &mut validator, &new.name, None).await?;
    let checked = CheckedCustomer {
        name,
        industry: validator.text("industry", &new.industry, MAX_INDUSTRY),
        region: validator.optional_text("region", new.region.as_deref(), MAX_REGION),
        phone: validator.optional_text("phone", new.phone.as_deref(), MAX_PHONE),
    };
    validator.finish()?;
    Ok(checked)
}

/// Writes a new customer as a part of `transaction`.
pub async fn insert(
    state: &State,
    transaction: &DatabaseTransaction,
    actor: &Actor,
    checked: CheckedCustomer,
    owner: Owner,
) -> Result<customer::Model> {
    let now = state.clock.timestamp();
    let model = customer::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(actor.organization_id),
        owner_id: Set(Some(owner.id)),
        team_id: Set(Some(owner.team_id)),
        name: Set(checked.name.entered),
        normalized_name: Set(checked.name.normalized),
        industry: Set(checked.industry),
        region: Set(checked.region),
        phone: Set(checked.phone),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    };
    model.insert(transaction).await.map_err(or_taken)
}

/// Changes a customer. Putting somebody else in charge is for those who assign leads.
pub async fn change(state: &State, actor: &Actor, change: CustomerChange) -> Result<customer::Model> {
    actor.require(Capability::WorkLeads)?;
    let mut validator = Validator::default();
    let transaction = state.database.begin().await?;
    let found = find_for_update::<customer::Entity>(&transaction, actor, change.id).await?;
    same_version(found.version, change.version)?;
    let previous_owner = found.owner_id;
    let mut model = found.clone().into_active_model();
    if let Some(name) = change.name {
        let name = free_name(&transaction, actor, &mut validator, &name, Some(found.id)).await?;
        model.name = Set(name.entered);
        model.normalized_name = Set(name.normalized);
    }
    if let Some(industry) = change.industry {
        model.industry = Set(validator.text("industry", &industry, MAX_INDUSTRY));
        tier::customer_changed(state, &transaction, actor.organization_id, found.id).await?;
    }
    validator
        .changed_text("region", change.region, MAX_REGION)
        .apply(&mut model.region);
    validator
        .changed_text("phone", change.phone, MAX_PHONE)
        .apply(&mut model.phone);
    let requested = change.owner_id.filter(|id| Some(*id) != previous_owner);
    if requested.is_some() {
        actor.require(Capability::AssignLeads)?;
        if let Some(owner) = validator.collect(owner::resolve(&transaction, actor, requested).await)? {
            model.owner_id = Set(Some(owner.id));
            model.team_id = Set(Some(owner.team_id));
        }
    }
    validator.finish()?;
    model.updated_at = Set(state.clock.timestamp());
    model.version = Set(found.version + 1);
    let model = model.update(&transaction).await.map_err(or_taken)?;
    if requested.is_some() {
        let detail = json!({"from": previous_owner, "to": model.owner_id});
        let subject = ("customer", model.id);
        audit::record(state, &transaction, actor, "customer.assign", subject, Some(detail)).await?;
    }
    transaction.commit().await?;
    Ok(model)
}

/// The name of a company that no other customer of the organisation has, also none that the actor does not see.
async fn free_name(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    validator: &mut Validator,
    name: &str,
    own: Option<Uuid>,
) -> Result<CompanyName> {
    let entered = validator.text("name", name, MAX_NAME);
    let normalized = company_name::normalise(&entered);
    if normalized.is_empty() {
        if !entered.is_empty() {
            validator.report("name", UserErrorCode::Invalid, "公司名称中没有文字");
        }
        return Ok(CompanyName { entered, normalized });
    }
    let other = customer::Entity::find()
        .filter(customer::Column::OrganizationId.eq(actor.organization_id))
        .filter(customer::Column::NormalizedName.eq(&normalized))
        .one(connection)
        .await?;
    if other.is_some_and(|other| Some(other.id) != own) {
        validator.report("name", UserErrorCode::Taken, TAKEN);
    }
    Ok(CompanyName { entered, normalized })
}

/// Two people may enter one company at the same time: the index of names decides.
fn or_taken(error: DbErr) -> Error {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Error::invalid("name", UserErrorCode::Taken, TAKEN),
        _ => error.into(),
    }
}
