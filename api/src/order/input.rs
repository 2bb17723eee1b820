//! Inputs of the order mutations.

use async_graphql::{ID, InputObject};

use crate::{
    id::{self, NodeKind},
    order::service::NewOrder,
    scalar::{Date, Money},
};

/// An order of a customer.
#[derive(InputObject)]
pub struct RecordOrderInput {
    /// Who ordered.
    pub customer_id: ID,
    /// The number of the order, at most 50 characters; unique in the organisation.
    pub number: String,
    /// The day of the order, today at the latest.
    pub ordered_on: Date,
    /// What it cost.
    pub amount: Money,
}

impl From<RecordOrderInput> for NewOrder {
    fn from(input: RecordOrderInput) -> Self {
        Self {
            customer_id: id::or_nil(NodeKind::Customer, &input.customer_id),
            number: input.number,
            ordered_on: input.ordered_on.0,
            amount_fen: input.amount.0,
        }
    }
}

/// An order that was recorded by mistake.
#[derive(InputObject)]
pub struct RemoveOrderInput {
    /// Whose order it is.
    pub customer_id: ID,
    /// The number of the order.
    pub number: String,
}
