//! Mutations of stores.

use async_graphql::{Context, Object};

use crate::{
    context::ContextExt,
    error::Result,
    store::{
        input::{ChangeStoreInput, CreateStoreInput},
        service,
        types::{ChangeStorePayload, CreateStorePayload},
    },
};

/// Mutations of stores.
#[derive(Debug, Default)]
pub struct StoreMutation;

#[Object]
impl StoreMutation {
    /// Adds a store. For HEADQUARTERS and ADMIN.
    async fn create_store(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The store.")] input: CreateStoreInput,
    ) -> Result<CreateStorePayload> {
        let (state, actor) = (context.state()?, context.actor()?);
        CreateStorePayload::from(async { service::create(state, actor, input.try_into()?).await }.await)
    }

    /// Changes a store. For HEADQUARTERS and ADMIN.
    async fn change_store(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What changes.")] input: ChangeStoreInput,
    ) -> Result<ChangeStorePayload> {
        let (state, actor) = (context.state()?, context.actor()?);
        ChangeStorePayload::from(async { service::change(state, actor, input.try_into()?).await }.await)
    }
}
