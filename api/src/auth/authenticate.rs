//! From an access token to the user behind it, as the database knows them now.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use entity::{
    organization, team,
    types::{Role, Timestamp},
    user,
};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    policy::{Actor, Team},
    state::State,
};

/// A verified token.
#[derive(Clone, Debug)]
pub struct Authenticated {
    /// Who asks.
    pub actor: Actor,
    /// When the token ends.
    pub expires_at: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct Row {
    organization_id: Uuid,
    role: Role,
    team_id: Option<Uuid>,
    store_id: Option<Uuid>,
    tokens_valid_from: Timestamp,
    path: Option<String>,
    time_zone: String,
    pack_version: i32,
}

/// The user of `token`, unless the token is forged or past, or the user is disabled or was signed out since.
pub async fn authenticate(state: &State, token: &str) -> Result<Authenticated> {
    let claims = state.keys.verify(token, state.clock.now())?;
    Ok(Authenticated {
        actor: of_user(state, claims.sub, claims.iat_ms).await?,
        expires_at: DateTime::from_timestamp(claims.exp, 0).unwrap_or_default(),
    })
}

/// The user as the database knows them now, for what lasts longer than a request: a subscription asks again before each
/// event, so that a change of role or a sign-out is in force for the next one.
pub async fn refresh(state: &State, actor: &Actor) -> Result<Actor> {
    of_user(state, actor.id, actor.token_issued_ms).await
}

/// The user with a token that was issued then, unless the user is disabled or was signed out since.
pub(crate) async fn of_user(state: &State, user_id: Uuid, token_issued_ms: i64) -> Result<Actor> {
    let row = user::Entity::find()
        .select_only()
        .columns([
            user::Column::OrganizationId,
            user::Column::Role,
            user::Column::TeamId,
            user::Column::StoreId,
            user::Column::TokensValidFrom,
        ])
        .column(team::Column::Path)
        .columns([organization::Column::TimeZone, organization::Column::PackVersion])
        .inner_join(organization::Entity)
        .left_join(team::Entity)
        .filter(user::Column::Id.eq(user_id))
        .filter(user::Column::DisabledAt.is_null())
        .into_model::<Row>()
        .one(state.database.read())
        .await?
        .filter(|row| row.tokens_valid_from.timestamp_millis() <= token_issued_ms)
        .ok_or(Error::Unauthenticated)?;
    Ok(Actor {
        id: user_id,
        organization_id: row.organization_id,
        role: row.role,
        team: row.team_id.zip(row.path).map(|(id, path)| Team { id, path }),
        store_id: row.store_id,
        time_zone: row.time_zone.parse().unwrap_or(Tz::Asia__Shanghai),
        pack_version: row.pack_version,
        token_issued_ms,
    })
}
