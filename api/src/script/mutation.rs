//! Mutations of scripts.

use async_graphql::{Context, Object};

use crate::{
    context::ContextExt,
    error::Result,
    script::{
        input::{AddScriptInput, ChangeScriptInput},
        service,
        types::{AddScriptPayload, ChangeScriptPayload},
    },
};

/// Mutations of scripts.
#[derive(Debug, Default)]
pub struct ScriptMutation;

#[Object]
impl ScriptMutation {
    /// Adds a script, offered by the next lint on top of the shipped ones and before them where both fit alike. For
    /// HEADQUARTERS and ADMIN.
    async fn add_script(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The script.")] input: AddScriptInput,
    ) -> Result<AddScriptPayload> {
        AddScriptPayload::from(service::add(context.state()?, context.actor()?, input.into()).await)
    }

    /// Changes a script or switches it off or on, in force for the next lint. For HEADQUARTERS and ADMIN.
    async fn change_script(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What changes.")] input: ChangeScriptInput,
    ) -> Result<ChangeScriptPayload> {
        let (state, actor) = (context.state()?, context.actor()?);
        ChangeScriptPayload::from(async { service::change(state, actor, input.try_into()?).await }.await)
    }
}
