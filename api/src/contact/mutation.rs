//! Mutations of contacts.

use async_graphql::{Context, Object};

use crate::{
    contact::{
        input::{AddContactInput, ChangeContactInput},
        service,
        types::{AddContactPayload, ChangeContactPayload},
    },
    context::ContextExt,
    error::Result,
};

/// Mutations of contacts.
#[derive(Debug, Default)]
pub struct ContactMutation;

#[Object]
impl ContactMutation {
    /// Adds a person to a customer. For REP, SUPERVISOR and ADMIN.
    async fn add_contact(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The person.")] input: AddContactInput,
    ) -> Result<AddContactPayload> {
        AddContactPayload::from(service::add(context.state()?, context.actor()?, input.into()).await)
    }

    /// Changes a person of a customer. For REP, SUPERVISOR and ADMIN.
    async fn change_contact(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What changes.")] input: ChangeContactInput,
    ) -> Result<ChangeContactPayload> {
        ChangeContactPayload::from(service::change(context.state()?, context.actor()?, input.into()).await)
    }
}
