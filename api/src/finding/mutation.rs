//! Mutations of findings.

use async_graphql::{Context, Object};

use crate::{
    context::ContextExt,
    error::Result,
    finding::{
        input::{DismissFindingInput, RestoreFindingInput},
        service,
        types::{DismissFindingPayload, RestoreFindingPayload},
    },
    id::{self, NodeKind},
};

/// Mutations of findings.
#[derive(Debug, Default)]
pub struct FindingMutation;

#[Object]
impl FindingMutation {
    /// Dismisses a finding as wrong. For the author of the report and whoever may review it.
    async fn dismiss_finding(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The finding and the reason.")] input: DismissFindingInput,
    ) -> Result<DismissFindingPayload> {
        let (state, actor) = (context.state()?, context.actor()?);
        DismissFindingPayload::from(
            async {
                let id = id::of_field(NodeKind::Finding, &input.id, "id")?;
                service::dismiss(state, actor, id, &input.reason).await
            }
            .await,
        )
    }

    /// Puts a dismissed finding in force again. For the author of the report and whoever may review it.
    async fn restore_finding(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The finding.")] input: RestoreFindingInput,
    ) -> Result<RestoreFindingPayload> {
        let (state, actor) = (context.state()?, context.actor()?);
        RestoreFindingPayload::from(
            async {
                let id = id::of_field(NodeKind::Finding, &input.id, "id")?;
                service::restore(state, actor, id).await
            }
            .await,
        )
    }
}
