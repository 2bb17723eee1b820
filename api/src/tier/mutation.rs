//! Mutations of tiers.

use async_graphql::{Context, Object};

use crate::{
    context::ContextExt,
    error::Result,
    id::{self, NodeKind},
    tier::{
        input::{ChangeTierPolicyInput, RecomputeTiersInput},
        policy, service,
        types::{ChangeTierPolicyPayload, RecomputeTiersPayload},
    },
};

/// Mutations of tiers.
#[derive(Debug, Default)]
pub struct TierMutation;

#[Object]
impl TierMutation {
    /// Scores open leads at once, which otherwise happens every 48 hours and seconds after something changed. The whole
    /// organisation is for SUPERVISOR, HEADQUARTERS and ADMIN, one lead for REP, SUPERVISOR and ADMIN.
    async fn recompute_tiers(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which leads.")] input: RecomputeTiersInput,
    ) -> Result<RecomputeTiersPayload> {
        let lead_id = input.lead_id.map(|id| id::or_nil(NodeKind::Lead, &id));
        RecomputeTiersPayload::from(service::recompute_now(context.state()?, context.actor()?, lead_id).await)
    }

    /// Changes how leads are weighed; all open leads are scored anew within seconds. Every change is audited. For
    /// HEADQUARTERS and ADMIN.
    async fn change_tier_policy(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What changes.")] input: ChangeTierPolicyInput,
    ) -> Result<ChangeTierPolicyPayload> {
        ChangeTierPolicyPayload::from(policy::change(context.state()?, context.actor()?, input.into()).await)
    }
}
