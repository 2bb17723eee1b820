//! Adding, changing and retiring kinds of commitments.

use entity::{
    commitment_kind::{self, FieldSpec},
    types::Role,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, IntoActiveModel, QueryFilter, SqlErr,
};
use uuid::Uuid;

use crate::{
    audit,
    commitment_kind::form,
    error::{Error, Result, UserErrorCode, same_version},
    policy::{Actor, Capability, find_for_update, select},
    state::State,
    validation::Validator,
};

const MAX_NAME: usize = 50;
const MAX_LEAD_DAYS: i32 = 3650;

/// A kind to be added.
#[derive(Clone, Debug)]
pub struct NewKind {
    /// What it is called.
    pub name: String,
    /// What a commitment of it must state.
    pub required_fields: Vec<FieldSpec>,
    /// Who delivers.
    pub delivery_role: Role,
    /// Days from the promise to its due date.
    pub lead_days: i32,
}

/// A change of a kind; what is `None` stays as it is.
#[derive(Clone, Debug)]
pub struct KindChange {
    /// The kind.
    pub id: Uuid,
    /// The version that the user saw.
    pub version: i32,
    /// Another name.
    pub name: Option<String>,
    /// Another form.
    pub required_fields: Option<Vec<FieldSpec>>,
    /// Another role that delivers.
    pub delivery_role: Option<Role>,
    /// Another lead time.
    pub lead_days: Option<i32>,
}

/// Adds a kind.
pub async fn add(state: &State, actor: &Actor, new: NewKind) -> Result<commitment_kind::Model> {
    actor.require(Capability::KeepCommitmentKinds)?;
    let mut validator = Validator::default();
    let name = validator.text("name", &new.name, MAX_NAME);
    let required_fields = form::check(&mut validator, new.required_fields);
    check_delivery(&mut validator, Some(new.delivery_role), Some(new.lead_days));
    let transaction = state.database.begin().await?;
    validator.collect(check_name(&transaction, actor, &name, None).await)?;
    validator.finish()?;
    let now = state.clock.timestamp();
    let model = commitment_kind::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(actor.organization_id),
        name: Set(name),
        required_fields: Set(required_fields),
        delivery_role: Set(new.delivery_role),
        lead_days: Set(new.lead_days),
        active: Set(true),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    };
    let model = model.insert(&transaction).await.map_err(taken_or)?;
    let subject = ("commitment_kind", model.id);
    audit::record(state, &transaction, actor, "commitment_kind.add", subject, None).await?;
    transaction.commit().await?;
    Ok(model)
}

/// Changes a kind, in force for the next commitment.
pub async fn change(state: &State, actor: &Actor, change: KindChange) -> Result<commitment_kind::Model> {
    actor.require(Capability::KeepCommitmentKinds)?;
    let mut validator = Validator::default();
    let name = change.name.map(|name| validator.text("name", &name, MAX_NAME));
    let required_fields = change.required_fields.map(|specs| form::check(&mut validator, specs));
    check_delivery(&mut validator, change.delivery_role, change.lead_days);
    let transaction = state.database.begin().await?;
    let found = find_for_update::<commitment_kind::Entity>(&transaction, actor, change.id).await?;
    same_version(found.version, change.version)?;
    if let Some(name) = &name {
        validator.collect(check_name(&transaction, actor, name, Some(found.id)).await)?;
    }
    validator.finish()?;
    let (id, version) = (found.id, found.version + 1);
    let mut model = found.into_active_model();
    if let Some(name) = name {
        model.name = Set(name);
    }
    if let Some(required_fields) = required_fields {
        model.required_fields = Set(required_fields);
    }
    if let Some(delivery_role) = change.delivery_role {
        model.delivery_role = Set(delivery_role);
    }
    if let Some(lead_days) = change.lead_days {
        model.lead_days = Set(lead_days);
    }
    model.updated_at = Set(state.clock.timestamp());
    model.version = Set(version);
    let model = model.update(&transaction).await.map_err(taken_or)?;
    let subject = ("commitment_kind", id);
    audit::record(state, &transaction, actor, "commitment_kind.change", subject, None).await?;
    transaction.commit().await?;
    Ok(model)
}

/// Takes a kind out of use, or back into it.
pub async fn set_active(
    state: &State,
    actor: &Actor,
    id: Uuid,
    version: i32,
    active: bool,
) -> Result<commitment_kind::Model> {
    actor.require(Capability::KeepCommitmentKinds)?;
    let transaction = state.database.begin().await?;
    let found = find_for_update::<commitment_kind::Entity>(&transaction, actor, id).await?;
    same_version(found.version, version)?;
    if found.active == active {
        let message = if active {
            "该承诺类型正在使用"
        } else {
            "该承诺类型已停用"
        };
        return Err(Error::invalid("id", UserErrorCode::WrongState, message));
    }
    let mut model = found.into_active_model();
    model.active = Set(active);
    model.updated_at = Set(state.clock.timestamp());
    model.version = Set(version + 1);
    let model = model.update(&transaction).await?;
    let action = if active {
        "commitment_kind.restore"
    } else {
        "commitment_kind.retire"
    };
    audit::record(state, &transaction, actor, action, ("commitment_kind", id), None).await?;
    transaction.commit().await?;
    Ok(model)
}

fn check_delivery(validator: &mut Validator, role: Option<Role>, lead_days: Option<i32>) {
    if role.is_some_and(|role| !Capability::Deliver.roles().contains(&role)) {
        let message = "交付角色只能是销售、主管、实施经理或管理员";
        validator.report("deliveryRole", UserErrorCode::Invalid, message);
    }
    if lead_days.is_some_and(|days| !(0..=MAX_LEAD_DAYS).contains(&days)) {
        let message = format!("默认工期应在 0 到 {MAX_LEAD_DAYS} 天之间");
        validator.report("leadDays", UserErrorCode::Invalid, message);
    }
}

async fn check_name(connection: &impl ConnectionTrait, actor: &Actor, name: &str, own: Option<Uuid>) -> Result<()> {
    let found = select::<commitment_kind::Entity>(actor)
        .filter(commitment_kind::Column::Name.eq(name))
        .one(connection)
        .await?;
    match found {
        Some(kind) if Some(kind.id) != own => Err(taken()),
        _ => Ok(()),
    }
}

/// Somebody may have taken the name since it was checked.
fn taken_or(error: DbErr) -> Error {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => taken(),
        _ => error.into(),
    }
}

fn taken() -> Error {
    Error::invalid("name", UserErrorCode::Taken, "已有同名的承诺类型（可能已停用）")
}
