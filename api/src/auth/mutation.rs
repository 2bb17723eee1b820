//! Mutations of auth. They are the only ones that need no login.

use async_graphql::{Context, Object};

use crate::{
    auth::{
        service,
        types::{LogInInput, LogInPayload, LogOutInput, LogOutPayload, RefreshTokensInput, RefreshTokensPayload},
    },
    context::ContextExt,
    error::Result,
};

/// Mutations of auth.
#[derive(Debug, Default)]
pub struct AuthMutation;

#[Object]
impl AuthMutation {
    /// Exchanges a name and a password for tokens. Needs no login.
    async fn log_in(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Who logs in.")] input: LogInInput,
    ) -> Result<LogInPayload> {
        LogInPayload::from(service::log_in(context.state()?, &input.login, input.password).await)
    }

    /// Exchanges a refresh token for new tokens. Needs no login; fails with `UNAUTHENTICATED` when the token is not good
    /// any more.
    async fn refresh_tokens(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The token to exchange.")] input: RefreshTokensInput,
    ) -> Result<RefreshTokensPayload> {
        RefreshTokensPayload::from(service::refresh(context.state()?, &input.refresh_token).await)
    }

    /// Ends a login: its refresh token and all access tokens of the user are refused from now on.
    async fn log_out(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The login to end.")] input: LogOutInput,
    ) -> Result<LogOutPayload> {
        let ended = service::log_out(context.state()?, &input.refresh_token).await;
        LogOutPayload::from(ended.map(|()| true))
    }
}
