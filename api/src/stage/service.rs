//! Adding, changing, ordering and retiring stages.

use std::collections::HashSet;

use entity::{
    commitment_kind::{FieldSpec, FieldSpecs},
    stage::{self, StageRequirements},
    types::{FieldKind, LeadStage, StageRequirement},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, SqlErr,
    sea_query::{CaseStatement, Expr},
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    audit,
    commitment_kind::form,
    error::{Error, Result, UserErrorCode, same_version},
    id,
    lead::stage::is_open,
    policy::{Actor, Capability, find_for_update, select},
    stage::list::Stages,
    state::State,
    validation::Validator,
};

const MAX_NAME: usize = 30;
/// How many stages an organisation has at most, those out of use included.
const MAX_STAGES: usize = 50;

/// A stage to be added.
#[derive(Clone, Debug)]
pub struct NewStage {
    /// What it is called.
    pub name: String,
    /// What it counts as.
    pub phase: LeadStage,
    /// Its place in the list; behind the others of its kind where it is left out.
    pub position: Option<i32>,
    /// What must be there before a lead enters it.
    pub requirements: Vec<StageRequirement>,
    /// Which of the organisation's own fields must be filled.
    pub required_fields: Vec<FieldSpec>,
}

/// A change of a stage; what is `None` stays as it is.
#[derive(Clone, Debug)]
pub struct StageChange {
    /// The stage.
    pub id: Uuid,
    /// The version that the user saw.
    pub version: i32,
    /// Another name.
    pub name: Option<String>,
    /// Other facts.
    pub requirements: Option<Vec<StageRequirement>>,
    /// Another form.
    pub required_fields: Option<Vec<FieldSpec>>,
}

/// Adds a stage to the list.
pub async fn add(state: &State, actor: &Actor, new: NewStage) -> Result<stage::Model> {
    actor.require(Capability::KeepStages)?;
    let mut validator = Validator::default();
    let name = validator.text("name", &new.name, MAX_NAME);
    let required_fields = check_form(&mut validator, new.required_fields);
    let transaction = state.database.begin().await?;
    let stages = Stages::load(&transaction, actor.organization_id).await?;
    validator.collect(check_name(&transaction, actor, &name, None).await)?;
    let count = stages.all().len();
    if count >= MAX_STAGES {
        validator.report("name", UserErrorCode::TooLong, format!("最多 {MAX_STAGES} 个阶段"));
    }
    let position = match new.position {
        Some(position) if usize::try_from(position).is_ok_and(|place| place <= count) => position,
        Some(_) => {
            validator.report("position", UserErrorCode::Invalid, format!("应在 0 到 {count} 之间"));
            0
        }
        None => behind_its_kind(&stages, new.phase),
    };
    validator.finish()?;
    let now = state.clock.timestamp();
    stage::Entity::update_many()
        .col_expr(stage::Column::Position, Expr::col(stage::Column::Position).add(1))
        .filter(stage::Column::OrganizationId.eq(actor.organization_id))
        .filter(stage::Column::Position.gte(position))
        .exec(&transaction)
        .await?;
    let model = stage::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(actor.organization_id),
        name: Set(name),
        phase: Set(new.phase),
        position: Set(position),
        requirements: Set(distinct(new.requirements)),
        required_fields: Set(required_fields),
        active: Set(true),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    };
    let model = model.insert(&transaction).await.map_err(taken_or)?;
    audit::record(state, &transaction, actor, "stage.add", ("stage", model.id), None).await?;
    transaction.commit().await?;
    Ok(model)
}

/// Changes a stage. Leads that are in it or behind it stay where they are.
pub async fn change(state: &State, actor: &Actor, change: StageChange) -> Result<stage::Model> {
    actor.require(Capability::KeepStages)?;
    let mut validator = Validator::default();
    let name = change.name.map(|name| validator.text("name", &name, MAX_NAME));
    let required_fields = change.required_fields.map(|specs| check_form(&mut validator, specs));
    let transaction = state.database.begin().await?;
    let found = find_for_update::<stage::Entity>(&transaction, actor, change.id).await?;
    same_version(found.version, change.version)?;
    if let Some(name) = &name {
        validator.collect(check_name(&transaction, actor, name, Some(found.id)).await)?;
    }
    validator.finish()?;
    let before = json!({
        "name": found.name, "requirements": found.requirements, "requiredFields": found.required_fields,
    });
    let (id, version) = (found.id, found.version + 1);
    let mut model = found.into_active_model();
    if let Some(name) = name {
        model.name = Set(name);
    }
    if let Some(requirements) = change.requirements {
        model.requirements = Set(distinct(requirements));
    }
    if let Some(required_fields) = required_fields {
        model.required_fields = Set(required_fields);
    }
    model.updated_at = Set(state.clock.timestamp());
    model.version = Set(version);
    let model = model.update(&transaction).await.map_err(taken_or)?;
    let detail = Some(json!({"before": before}));
    audit::record(state, &transaction, actor, "stage.change", ("stage", id), detail).await?;
    transaction.commit().await?;
    Ok(model)
}

/// Takes a stage out of use, or back into it.
pub async fn set_active(state: &State, actor: &Actor, id: Uuid, version: i32, active: bool) -> Result<stage::Model> {
    actor.require(Capability::KeepStages)?;
    let transaction = state.database.begin().await?;
    let found = find_for_update::<stage::Entity>(&transaction, actor, id).await?;
    same_version(found.version, version)?;
    if found.active == active {
        let message = if active {
            "该阶段正在使用"
        } else {
            "该阶段已停用"
        };
        return Err(Error::invalid("id", UserErrorCode::WrongState, message));
    }
    if !active {
        let stages = Stages::load(&transaction, actor.organization_id).await?;
        let replaces = |other: &&stage::Model| other.active && other.id != id && kind(other.phase) == kind(found.phase);
        if !stages.all().iter().any(|other| replaces(&other)) {
            let message = "至少要留一个进行中、一个赢单和一个丢单的阶段";
            return Err(Error::invalid("id", UserErrorCode::WrongState, message));
        }
    }
    let mut model = found.into_active_model();
    model.active = Set(active);
    model.updated_at = Set(state.clock.timestamp());
    model.version = Set(version + 1);
    let model = model.update(&transaction).await?;
    let action = if active { "stage.restore" } else { "stage.retire" };
    audit::record(state, &transaction, actor, action, ("stage", id), None).await?;
    transaction.commit().await?;
    Ok(model)
}

/// Puts the stages in use into another order; those out of use follow behind.
pub async fn order(state: &State, actor: &Actor, ids: &[Uuid]) -> Result<Vec<stage::Model>> {
    actor.require(Capability::KeepStages)?;
    let transaction = state.database.begin().await?;
    let stages = Stages::load(&transaction, actor.organization_id).await?;
    let given: HashSet<_> = ids.iter().copied().collect();
    if ids.iter().any(|id| stages.by_id(*id).is_none()) {
        return Err(id::not_found("stageIds"));
    }
    let complete = stages
        .all()
        .iter()
        .all(|stage| given.contains(&stage.id) == stage.active);
    if !complete || given.len() != ids.len() {
        let message = "请列出所有在用的阶段，每个一次";
        return Err(Error::invalid("stageIds", UserErrorCode::Invalid, message));
    }
    let retired = stages.all().iter().filter(|stage| !stage.active).map(|stage| stage.id);
    let places = (0..).zip(ids.iter().copied().chain(retired));
    let place = places.fold(CaseStatement::new(), |case, (position, id): (i32, Uuid)| {
        case.case(Expr::col(stage::Column::Id).eq(id), position)
    });
    stage::Entity::update_many()
        .col_expr(stage::Column::Position, place.into())
        .col_expr(stage::Column::Version, Expr::col(stage::Column::Version).add(1))
        .col_expr(stage::Column::UpdatedAt, Expr::value(state.clock.timestamp()))
        .filter(stage::Column::OrganizationId.eq(actor.organization_id))
        .exec(&transaction)
        .await?;
    let subject = ("organization", actor.organization_id);
    audit::record(state, &transaction, actor, "stage.order", subject, None).await?;
    let stages = Stages::load(&transaction, actor.organization_id).await?;
    transaction.commit().await?;
    Ok(stages.into_in_use())
}

/// Stages of one kind can stand in for each other: the organisation needs one of each.
fn kind(phase: LeadStage) -> LeadStage {
    if is_open(phase) { LeadStage::New } else { phase }
}

fn behind_its_kind(stages: &Stages, phase: LeadStage) -> i32 {
    let all = stages.all();
    let last = all.iter().rev().find(|stage| kind(stage.phase) == kind(phase));
    last.or(all.last()).map_or(0, |stage| stage.position + 1)
}

fn distinct(requirements: Vec<StageRequirement>) -> StageRequirements {
    let mut seen = HashSet::new();
    StageRequirements(requirements.into_iter().filter(|one| seen.insert(*one)).collect())
}

fn check_form(validator: &mut Validator, specs: Vec<FieldSpec>) -> FieldSpecs {
    for (index, spec) in specs.iter().enumerate() {
        if spec.kind == FieldKind::Attachment {
            let path = ["requiredFields", &index.to_string(), "kind"];
            validator.report(path, UserErrorCode::Invalid, "阶段的必填项不能是附件");
        }
    }
    form::check(validator, specs)
}

async fn check_name(connection: &impl ConnectionTrait, actor: &Actor, name: &str, own: Option<Uuid>) -> Result<()> {
    let found = select::<stage::Entity>(actor)
        .filter(stage::Column::Name.eq(name))
        .one(connection)
        .await?;
    match found {
        Some(stage) if Some(stage.id) != own => Err(taken()),
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
    Error::invalid("name", UserErrorCode::Taken, "已有同名的阶段（可能已停用）")
}

/// The stages of the organisation in their order.
pub async fn list(state: &State, actor: &Actor, also_retired: bool) -> Result<Vec<stage::Model>> {
    let stages = Stages::load(state.database.read(), actor.organization_id).await?;
    Ok(if also_retired {
        stages.into_all()
    } else {
        stages.into_in_use()
    })
}
