//! Auth in the schema.

use async_graphql::{InputObject, SimpleObject};
use chrono::{DateTime, Utc};

use crate::{auth::service, payload::payloads, user::User};

/// A name and a password.
#[derive(InputObject)]
pub struct LogInInput {
    /// The name to log in with.
    pub login: String,
    /// The password.
    pub password: String,
}

/// A refresh token to exchange.
#[derive(InputObject)]
pub struct RefreshTokensInput {
    /// The refresh token of the last `logIn` or `refreshTokens`. It is good for one exchange.
    pub refresh_token: String,
}

/// A login to end.
#[derive(InputObject)]
pub struct LogOutInput {
    /// The refresh token of the login.
    pub refresh_token: String,
}

/// Fresh tokens.
#[derive(SimpleObject, Debug)]
pub struct AuthTokens {
    /// Whose they are.
    pub user: User,
    /// Sent with every request as `Authorization: Bearer …`, and in the `connection_init` of a WebSocket.
    pub access_token: String,
    /// When the access token ends; refresh before.
    pub access_token_expires_at: DateTime<Utc>,
    /// Good for one `refreshTokens`. One that is used twice ends the login, since somebody else must have it.
    pub refresh_token: String,
    /// When the refresh token ends.
    pub refresh_token_expires_at: DateTime<Utc>,
}

impl From<service::Tokens> for AuthTokens {
    fn from(tokens: service::Tokens) -> Self {
        Self {
            user: User(tokens.user),
            access_token: tokens.access_token,
            access_token_expires_at: tokens.access_token_expires_at,
            refresh_token: tokens.refresh_token,
            refresh_token_expires_at: tokens.refresh_token_expires_at,
        }
    }
}

payloads! {
    /// The answer of `logIn`.
    LogInPayload {
        /// The tokens; null when the name or the password is wrong.
        tokens: AuthTokens
    }

    /// The answer of `refreshTokens`.
    RefreshTokensPayload {
        /// The new tokens.
        tokens: AuthTokens
    }

    /// The answer of `logOut`.
    LogOutPayload {
        /// True: the login has ended, also when it had ended before.
        logged_out: bool
    }
}
