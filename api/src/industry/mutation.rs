//! Mutations of industries.

use async_graphql::{Context, Object};

use crate::{
    context::ContextExt,
    error::Result,
    industry::{input::SetIndustryInput, service, types::SetIndustryPayload},
};

/// Mutations of industries.
#[derive(Debug, Default)]
pub struct IndustryMutation;

#[Object]
impl IndustryMutation {
    /// Says how often the companies of a trade buy, and in which season; all leads are scored anew within seconds. Every
    /// change is audited. For HEADQUARTERS and ADMIN.
    async fn set_industry(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The trade.")] input: SetIndustryInput,
    ) -> Result<SetIndustryPayload> {
        SetIndustryPayload::from(service::set(context.state()?, context.actor()?, input.into()).await)
    }
}
