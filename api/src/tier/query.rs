//! Queries over tiers.

use async_graphql::{Context, Object};

use crate::{
    context::ContextExt,
    error::{Result, alone},
    tier::{policy, types::TierPolicy},
};

/// Queries over tiers.
#[derive(Debug, Default)]
pub struct TierQuery;

#[Object]
impl TierQuery {
    /// How the organisation weighs what is known of its leads.
    async fn tier_policy(&self, context: &Context<'_>) -> Option<Result<TierPolicy>> {
        alone(async {
            let actor = context.actor()?;
            let found = policy::of(context.state()?.database.read(), actor.organization_id).await;
            found.map(TierPolicy)
        })
        .await
    }
}
