//! Mutations of customers.

use async_graphql::{Context, Object};

use crate::{
    context::ContextExt,
    customer::{
        input::{ChangeCustomerInput, CreateCustomerInput},
        service::{self, NewCustomer},
        types::{ChangeCustomerPayload, CreateCustomerPayload},
    },
    error::Result,
    id::{self, NodeKind},
};

/// Mutations of customers.
#[derive(Debug, Default)]
pub struct CustomerMutation;

#[Object]
impl CustomerMutation {
    /// Creates a customer. For REP, SUPERVISOR and ADMIN.
    async fn create_customer(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The customer.")] input: CreateCustomerInput,
    ) -> Result<CreateCustomerPayload> {
        let owner = input.owner_id.map(|owner| id::or_nil(NodeKind::User, &owner));
        let new = NewCustomer {
            name: input.name,
            industry: input.industry,
            region: input.region,
            phone: input.phone,
        };
        CreateCustomerPayload::from(service::create(context.state()?, context.actor()?, new, owner).await)
    }

    /// Changes a customer. For REP, SUPERVISOR and ADMIN.
    async fn change_customer(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What changes.")] input: ChangeCustomerInput,
    ) -> Result<ChangeCustomerPayload> {
        ChangeCustomerPayload::from(service::change(context.state()?, context.actor()?, input.into()).await)
    }
}
