//! Logging in, staying logged in, logging out.

use chrono::{DateTime, Utc};
use entity::{session, types::Timestamp, user};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    auth::{password, token},
    error::{Error, Result, UserErrorCode},
    state::State,
};

/// Fresh tokens of a user.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// Whose they are.
    pub user: user::Model,
    /// Sent as `Authorization: Bearer …`.
    pub access_token: String,
    /// When the access token ends.
    pub access_token_expires_at: DateTime<Utc>,
    /// Exchanged for new tokens, once.
    pub refresh_token: String,
    /// When the refresh token ends.
    pub refresh_token_expires_at: DateTime<Utc>,
}

/// Logs in. An unknown name and a wrong password answer alike, after the same time.
pub async fn log_in(state: &State, login: &str, password: String) -> Result<Tokens> {
    let found = user::Entity::find()
        .filter(user::Column::Login.eq(login.trim()))
        .filter(user::Column::DisabledAt.is_null())
        .one(state.database.read())
        .await?;
    let stored = found.as_ref().map(|user| user.password_hash.clone());
    let matches = password::verify(password, stored).await?;
    let Some(user) = found.filter(|_| matches) else {
        return Err(Error::invalid(
            (),
            UserErrorCode::WrongCredentials,
            "登录名或密码不正确",
        ));
    };
    let transaction = state.database.begin().await?;
    let tokens = issue(state, &transaction, user, Uuid::now_v7()).await?;
    transaction.commit().await?;
    Ok(tokens)
}

/// Exchanges a refresh token for new tokens.
pub async fn refresh(state: &State, refresh_token: &str) -> Result<Tokens> {
    let transaction = state.database.begin().await?;
    let session = session::Entity::find()
        .filter(session::Column::RefreshHash.eq(token::digest(refresh_token)))
        .one(&transaction)
        .await?
        .ok_or(Error::Unauthenticated)?;
    let now = state.clock.timestamp();
    if session.revoked_at.is_some() || *session.expires_at <= *now {
        return Err(Error::Unauthenticated);
    }
    // Marking it is what decides between two exchanges at the same time.
    let marked = session::Entity::update_many()
        .col_expr(session::Column::RotatedAt, Expr::value(now))
        .filter(session::Column::Id.eq(session.id))
        .filter(session::Column::RotatedAt.is_null())
        .exec(&transaction)
        .await?;
    if marked.rows_affected == 0 {
        revoke_family(&transaction, session.family_id, now).await?;
        transaction.commit().await?;
        tracing::warn!(user = %session.user_id, "a refresh token was used twice; its login is revoked");
        return Err(Error::Unauthenticated);
    }
    let user = user::Entity::find_by_id(session.user_id)
        .filter(user::Column::DisabledAt.is_null())
        .one(&transaction)
        .await?
        .ok_or(Error::Unauthenticated)?;
    let tokens = issue(state, &transaction, user, session.family_id).await?;
    transaction.commit().await?;
    Ok(tokens)
}

/// Ends the login that a refresh token belongs to. A token that is not known ends nothing, which is what was asked for.
pub async fn log_out(state: &State, refresh_token: &str) -> Result<()> {
    let transaction = state.database.begin().await?;
    let session = session::Entity::find()
        .filter(session::Column::RefreshHash.eq(token::digest(refresh_token)))
        .one(&transaction)
        .await?;
    if let Some(session) = session {
        let now = state.clock.timestamp();
        revoke_family(&transaction, session.family_id, now).await?;
        let user = user::ActiveModel {
            id: Unchanged(session.user_id),
            tokens_valid_from: Set(now),
            ..Default::default()
        };
        user.update(&transaction).await?;
    }
    Ok(transaction.commit().await?)
}

async fn revoke_family(connection: &impl ConnectionTrait, family: Uuid, now: Timestamp) -> Result<()> {
    session::Entity::update_many()
        .col_expr(session::Column::RevokedAt, Expr::value(now))
        .filter(session::Column::FamilyId.eq(family))
        .filter(session::Column::RevokedAt.is_null())
        .exec(connection)
        .await?;
    Ok(())
}

async fn issue(state: &State, connection: &impl ConnectionTrait, user: user::Model, family_id: Uuid) -> Result<Tokens> {
    let now = state.clock.now();
    let refresh_token = token::refresh_token();
    let refresh_token_expires_at = now + token::REFRESH_LIFETIME;
    let session = session::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(user.organization_id),
        user_id: Set(user.id),
        family_id: Set(family_id),
        refresh_hash: Set(token::digest(&refresh_token)),
        expires_at: Set(refresh_token_expires_at.into()),
        rotated_at: Set(None),
        revoked_at: Set(None),
        created_at: Set(now.into()),
    };
    session.insert(connection).await?;
    let (access_token, access_token_expires_at) = state.keys.sign(user.id, now, token::ACCESS_LIFETIME)?;
    Ok(Tokens {
        user,
        access_token,
        access_token_expires_at,
        refresh_token,
        refresh_token_expires_at,
    })
}
