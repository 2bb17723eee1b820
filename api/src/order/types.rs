//! Orders in the schema.

use async_graphql::{Context, Object};
use entity::{customer, sales_order};

use crate::{
    context::ContextExt,
    customer::Customer,
    error::Result,
    payload::payloads,
    scalar::{Date, Money},
};

/// 订单: what a customer ordered.
#[derive(Clone, Debug)]
pub struct Order(pub sales_order::Model);

impl From<sales_order::Model> for Order {
    fn from(model: sales_order::Model) -> Self {
        Self(model)
    }
}

/// 订单: what a customer ordered.
#[Object]
impl Order {
    /// The number of the order; unique in the organisation.
    async fn number(&self) -> &str {
        &self.0.number
    }

    /// What it cost.
    async fn amount(&self) -> Money {
        Money(self.0.amount_fen)
    }

    /// The day of the order.
    async fn ordered_on(&self) -> Date {
        Date(self.0.ordered_on)
    }

    /// Who ordered.
    async fn customer(&self, context: &Context<'_>) -> Option<Result<Customer>> {
        context.object::<customer::Entity, _>(self.0.customer_id).await
    }
}

payloads! {
    /// The answer of `recordOrder`.
    RecordOrderPayload {
        /// The new order.
        order: Order
    }

    /// The answer of `removeOrder`.
    RemoveOrderPayload {
        /// The order as it was.
        order: Order
    }
}
