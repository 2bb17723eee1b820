//! Inputs of the contact mutations.

use async_graphql::{ID, InputObject, MaybeUndefined};

use crate::{
    contact::service::{ContactChange, NewContact},
    id::{self, NodeKind},
};

/// A person to add to a customer.
#[derive(InputObject)]
pub struct AddContactInput {
    /// Where the person works.
    pub customer_id: ID,
    /// The person's name, at most 50 characters.
    pub name: String,
    /// The person's position, at most 50 characters.
    pub title: Option<String>,
    /// How to call, at most 30 characters.
    pub phone: Option<String>,
    /// Where to write: an e-mail address.
    pub email: Option<String>,
}

impl From<AddContactInput> for NewContact {
    fn from(input: AddContactInput) -> Self {
        Self {
            customer_id: id::or_nil(NodeKind::Customer, &input.customer_id),
            name: input.name,
            title: input.title,
            phone: input.phone,
            email: input.email,
        }
    }
}

/// A change of a contact; what is left out stays as it is.
#[derive(InputObject)]
pub struct ChangeContactInput {
    /// The contact.
    pub id: ID,
    /// The version that the user saw.
    pub version: i32,
    /// Another name, at most 50 characters.
    pub name: Option<String>,
    /// The position, at most 50 characters; null or blank empties it.
    pub title: MaybeUndefined<String>,
    /// How to call, at most 30 characters; null or blank empties it.
    pub phone: MaybeUndefined<String>,
    /// Where to write: an e-mail address; null or blank empties it.
    pub email: MaybeUndefined<String>,
}

impl From<ChangeContactInput> for ContactChange {
    fn from(input: ChangeContactInput) -> Self {
        Self {
            id: id::or_nil(NodeKind::Contact, &input.id),
            version: input.version,
            name: input.name,
            title: input.title.into(),
            phone: input.phone.into(),
            email: input.email.into(),
        }
    }
}
