//! Making organisations and users, from the command line.

use chrono_tz::Tz;
use entity::{organization, store, team, types::Role, user};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::{
    auth::password,
    error::{Error, Result, UserErrorCode},
    stage::defaults as stages,
    state::State,
    validation::Validator,
};

/// A user to be made.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// The name of the organisation, which must exist.
    pub organization: String,
    /// The name to log in with.
    pub login: String,
    /// What colleagues call the user.
    pub name: String,
    /// What the user may do.
    pub role: Role,
    /// The name of the team, where the user belongs to one.
    pub team: Option<String>,
    /// The name of the shop of a clerk.
    pub store: Option<String>,
    /// The password.
    pub password: String,
}

/// Makes an organisation.
pub async fn add_organization(state: &State, name: &str, time_zone: Tz) -> Result<organization::Model> {
    let mut validator = Validator::default();
    let name = validator.text("name", name, 100);
    let transaction = state.database.begin().await?;
    let taken = organization::Entity::find()
        .filter(organization::Column::Name.eq(&name))
        .one(&transaction)
        .await?;
    if taken.is_some() {
        validator.report("name", UserErrorCode::Taken, format!("组织 {name} 已存在"));
    }
    validator.finish()?;
    let now = state.clock.timestamp();
    let model = organization::ActiveModel {
        id: Set(Uuid::now_v7()),
        name: Set(name),
        time_zone: Set(time_zone.name().to_owned()),
        pack_version: Set(1),
        require_no_errors: Set(false),
        min_score: Set(None),
        attachment_max_age_days: Set(90),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    };
    let model = model.insert(&transaction).await?;
    stages::insert(&transaction, model.id, now).await?;
    transaction.commit().await?;
    Ok(model)
}

/// Makes a user.
pub async fn add_user(state: &State, new: NewUser) -> Result<user::Model> {
    let mut validator = Validator::default();
    let login = validator.text("login", &new.login, 100);
    let name = validator.text("name", &new.name, 100);
    if new.password.chars().count() < password::MIN_LENGTH {
        let message = format!("密码至少 {} 个字符", password::MIN_LENGTH);
        validator.report("password", UserErrorCode::Invalid, message);
    }
    let password_hash = password::hash(new.password).await?;
    let transaction = state.database.begin().await?;
    let organization = organization::Entity::find()
        .filter(organization::Column::Name.eq(new.organization.trim()))
        .one(&transaction)
        .await?
        .ok_or_else(|| Error::invalid("organization", UserErrorCode::NotFound, "没有这个组织，请先创建"))?;
    let taken = user::Entity::find()
        .filter(user::Column::Login.eq(&login))
        .one(&transaction)
        .await?;
    if taken.is_some() {
        validator.report("login", UserErrorCode::Taken, format!("登录名 {login} 已被使用"));
    }
    let team_id = validator
        .collect(team_named(&transaction, organization.id, new.team.as_deref()).await)?
        .flatten();
    let store_id = validator
        .collect(store_named(&transaction, organization.id, new.store.as_deref()).await)?
        .flatten();
    validator.finish()?;
    let now = state.clock.timestamp();
    let model = user::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(organization.id),
        team_id: Set(team_id),
        login: Set(login),
        name: Set(name),
        role: Set(new.role),
        store_id: Set(store_id),
        password_hash: Set(password_hash),
        disabled_at: Set(None),
        tokens_valid_from: Set(now),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    };
    let model = model.insert(&transaction).await?;
    transaction.commit().await?;
    Ok(model)
}

async fn team_named(connection: &impl ConnectionTrait, organization: Uuid, name: Option<&str>) -> Result<Option<Uuid>> {
    let Some(name) = name else { return Ok(None) };
    let found = team::Entity::find()
        .filter(team::Column::OrganizationId.eq(organization))
        .filter(team::Column::Name.eq(name))
        .one(connection)
        .await?;
    match found {
        Some(team) => Ok(Some(team.id)),
        None => Err(Error::invalid(
            "team",
            UserErrorCode::NotFound,
            format!("没有团队 {name}"),
        )),
    }
}

async fn store_named(
    connection: &impl ConnectionTrait,
    organization: Uuid,
    name: Option<&str>,
) -> Result<Option<Uuid>> {
    let Some(name) = name else { return Ok(None) };
    let found = store::Entity::find()
        .filter(store::Column::OrganizationId.eq(organization))
        .filter(store::Column::Name.eq(name))
        .one(connection)
        .await?;
    match found {
        Some(store) => Ok(Some(store.id)),
        None => Err(Error::invalid(
            "store",
            UserErrorCode::NotFound,
            format!("没有门店 {name}"),
        )),
    }
}
