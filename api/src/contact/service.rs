//! Adding and changing the people of a customer.

use entity::{contact, customer};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use uuid::Uuid;

use crate::{
    change::Change,
    error::{Result, same_version},
    policy::{Actor, Capability, find, find_for_update},
    state::State,
    validation::Validator,
};

const MAX_NAME: usize = 50;
const MAX_TITLE: usize = 50;
const MAX_PHONE: usize = 30;
const MAX_EMAIL: usize = 254;

/// A person to be added to a customer.
#[derive(Clone, Debug)]
pub struct NewContact {
    /// Where the person works.
    pub customer_id: Uuid,
    /// The person's name.
    pub name: String,
    /// The person's position.
    pub title: Option<String>,
    /// How to call.
    pub phone: Option<String>,
    /// Where to write.
    pub email: Option<String>,
}

/// A change of a person.
#[derive(Clone, Debug)]
pub struct ContactChange {
    /// The person.
    pub id: Uuid,
    /// The version that the user saw.
    pub version: i32,
    /// Another name.
    pub name: Option<String>,
    /// The position.
    pub title: Change<String>,
    /// How to call.
    pub phone: Change<String>,
    /// Where to write.
    pub email: Change<String>,
}

/// Adds a person to a customer.
pub async fn add(state: &State, actor: &Actor, new: NewContact) -> Result<contact::Model> {
    actor.require(Capability::WorkLeads)?;
    let mut validator = Validator::default();
    let transaction = state.database.begin().await?;
    let customer = find::<customer::Entity>(&transaction, actor, new.customer_id).await;
    validator.collect(customer.map_err(|error| error.at("customerId")))?;
    let now = state.clock.timestamp();
    let model = contact::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(actor.organization_id),
        customer_id: Set(new.customer_id),
        name: Set(validator.text("name", &new.name, MAX_NAME)),
        title: Set(validator.optional_text("title", new.title.as_deref(), MAX_TITLE)),
        phone: Set(validator.optional_text("phone", new.phone.as_deref(), MAX_PHONE)),
        email: Set(validator.optional_email("email", new.email.as_deref(), MAX_EMAIL)),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    };
    validator.finish()?;
    let model = model.insert(&transaction).await?;
    transaction.commit().await?;
    Ok(model)
}

/// Changes a person.
pub async fn change(state: &State, actor: &Actor, change: ContactChange) -> Result<contact::Model> {
    actor.require(Capability::WorkLeads)?;
    let mut validator = Validator::default();
    let transaction = state.database.begin().await?;
    let found = find_for_update::<contact::Entity>(&transaction, actor, change.id).await?;
    same_version(found.version, change.version)?;
    let version = found.version + 1;
    let mut model = found.into_active_model();
    if let Some(name) = change.name {
        model.name = Set(validator.text("name", &name, MAX_NAME));
    }
    validator
        .changed_text("title", change.title, MAX_TITLE)
        .apply(&mut model.title);
    validator
        .changed_text("phone", change.phone, MAX_PHONE)
        .apply(&mut model.phone);
    change
        .email
        .and_then(|email| validator.optional_email("email", Some(&email), MAX_EMAIL))
        .apply(&mut model.email);
    validator.finish()?;
    model.updated_at = Set(state.clock.timestamp());
    model.version = Set(version);
    let model = model.update(&transaction).await?;
    transaction.commit().await?;
    Ok(model)
}
