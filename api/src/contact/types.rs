//! Contacts in the schema.

use async_graphql::{Context, ID, Object};
use chrono::{DateTime, Utc};
use entity::{contact, customer};

use crate::{
    context::ContextExt,
    customer::Customer,
    error::Result,
    id::{self, NodeKind},
    payload::payloads,
};

/// 客户联系人: a person at a customer.
#[derive(Clone, Debug)]
pub struct Contact(pub contact::Model);

impl From<contact::Model> for Contact {
    fn from(model: contact::Model) -> Self {
        Self(model)
    }
}

/// 客户联系人: a person at a customer.
#[Object]
impl Contact {
    /// Global id.
    pub async fn id(&self) -> ID {
        id::encode(NodeKind::Contact, self.0.id)
    }

    /// Where the person works.
    async fn customer(&self, context: &Context<'_>) -> Option<Result<Customer>> {
        context.object::<customer::Entity, _>(self.0.customer_id).await
    }

    /// The person's name.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The person's position, such as 采购经理.
    async fn title(&self) -> Option<&str> {
        self.0.title.as_deref()
    }

    /// How to call.
    async fn phone(&self) -> Option<&str> {
        self.0.phone.as_deref()
    }

    /// Where to write.
    async fn email(&self) -> Option<&str> {
        self.0.email.as_deref()
    }

    /// When the person was added.
    async fn created_at(&self) -> DateTime<Utc> {
        *self.0.created_at
    }

    /// Goes into the next `changeContact`, so that nobody overwrites what they have not seen.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

payloads! {
    /// The answer of `addContact`.
    AddContactPayload {
        /// The new contact.
        contact: Contact
    }

    /// The answer of `changeContact`.
    ChangeContactPayload {
        /// The contact as it is now.
        contact: Contact
    }
}
