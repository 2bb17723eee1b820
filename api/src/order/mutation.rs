//! Mutations of orders.

use async_graphql::{Context, Object};

use crate::{
    context::ContextExt,
    error::Result,
    id::{self, NodeKind},
    order::{
        input::{RecordOrderInput, RemoveOrderInput},
        service,
        types::{RecordOrderPayload, RemoveOrderPayload},
    },
};

/// Mutations of orders.
#[derive(Debug, Default)]
pub struct OrderMutation;

#[Object]
impl OrderMutation {
    /// Records an order of a customer; its leads are scored anew within seconds. For REP, SUPERVISOR and ADMIN.
    async fn record_order(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The order.")] input: RecordOrderInput,
    ) -> Result<RecordOrderPayload> {
        RecordOrderPayload::from(service::record(context.state()?, context.actor()?, input.into()).await)
    }

    /// Removes an order that was recorded by mistake; the audit keeps it. For SUPERVISOR and ADMIN.
    async fn remove_order(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The order.")] input: RemoveOrderInput,
    ) -> Result<RemoveOrderPayload> {
        let customer_id = id::or_nil(NodeKind::Customer, &input.customer_id);
        let answer = service::remove(context.state()?, context.actor()?, customer_id, &input.number).await;
        RemoveOrderPayload::from(answer)
    }
}
