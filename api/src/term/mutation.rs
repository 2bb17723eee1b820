//! Mutations of terms.

use async_graphql::{Context, Object};

use crate::{
    context::ContextExt,
    error::Result,
    term::{
        input::{AddTermInput, ChangeTermInput},
        service,
        types::{AddTermPayload, ChangeTermPayload},
    },
};

/// Mutations of terms.
#[derive(Debug, Default)]
pub struct TermMutation;

#[Object]
impl TermMutation {
    /// Adds a term to what the linter looks for, in force for the next lint. For HEADQUARTERS and ADMIN.
    async fn add_term(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The term.")] input: AddTermInput,
    ) -> Result<AddTermPayload> {
        AddTermPayload::from(service::add(context.state()?, context.actor()?, input.into()).await)
    }

    /// Changes a term or switches it off or on, in force for the next lint. For HEADQUARTERS and ADMIN.
    async fn change_term(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What changes.")] input: ChangeTermInput,
    ) -> Result<ChangeTermPayload> {
        let (state, actor) = (context.state()?, context.actor()?);
        ChangeTermPayload::from(async { service::change(state, actor, input.try_into()?).await }.await)
    }
}
