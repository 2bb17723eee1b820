//! Mutations of keyword mappings.

use async_graphql::{Context, Object};

use crate::{
    context::ContextExt,
    error::Result,
    keyword_mapping::{
        input::{
            ChangeKeywordMappingInput, CreateKeywordMappingInput, RestoreKeywordMappingInput, RetireKeywordMappingInput,
        },
        service,
        types::{
            ChangeKeywordMappingPayload, CreateKeywordMappingPayload, RestoreKeywordMappingPayload,
            RetireKeywordMappingPayload,
        },
    },
};

/// Mutations of keyword mappings.
#[derive(Debug, Default)]
pub struct KeywordMappingMutation;

#[Object]
impl KeywordMappingMutation {
    /// Adds a keyword mapping, in force for the next question. For HEADQUARTERS and ADMIN.
    async fn create_keyword_mapping(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The mapping.")] input: CreateKeywordMappingInput,
    ) -> Result<CreateKeywordMappingPayload> {
        CreateKeywordMappingPayload::from(service::create(context.state()?, context.actor()?, input.into()).await)
    }

    /// Changes a keyword mapping, in force for the next question. For HEADQUARTERS and ADMIN.
    async fn change_keyword_mapping(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What changes.")] input: ChangeKeywordMappingInput,
    ) -> Result<ChangeKeywordMappingPayload> {
        let (state, actor) = (context.state()?, context.actor()?);
        ChangeKeywordMappingPayload::from(async { service::change(state, actor, input.try_into()?).await }.await)
    }

    /// Retires a keyword mapping: from the next question on, none is matched with it. For HEADQUARTERS and ADMIN.
    async fn retire_keyword_mapping(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which mapping.")] input: RetireKeywordMappingInput,
    ) -> Result<RetireKeywordMappingPayload> {
        let (state, actor) = (context.state()?, context.actor()?);
        RetireKeywordMappingPayload::from(async { service::retire(state, actor, input.try_into()?).await }.await)
    }

    /// Restores a retired keyword mapping, in force for the next question. For HEADQUARTERS and ADMIN.
    async fn restore_keyword_mapping(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which mapping.")] input: RestoreKeywordMappingInput,
    ) -> Result<RestoreKeywordMappingPayload> {
        let (state, actor) = (context.state()?, context.actor()?);
        RestoreKeywordMappingPayload::from(async { service::restore(state, actor, input.try_into()?).await }.await)
    }
}
