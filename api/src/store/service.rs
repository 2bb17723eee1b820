//! Adding and changing stores.

use entity::{organization, store, team};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, IntoActiveModel, QueryFilter,
};
use uuid::Uuid;

use crate::{
    audit,
    change::Change,
    error::{Result, UserErrorCode, same_version},
    policy::{Actor, Capability, find_for_update, select},
    state::State,
    validation::Validator,
};

const MAX_NAME: usize = 50;
const MAX_REGION: usize = 20;
const MAX_ADDRESS: usize = 200;

/// A store to be added.
#[derive(Clone, Debug)]
pub struct NewStore {
    /// What it is called.
    pub name: String,
    /// The region that it counts for.
    pub region: String,
    /// The team that looks after it.
    pub team_id: Option<Uuid>,
    /// Where it stands.
    pub address: Option<String>,
}

/// A change of a store; what is `None` or `Keep` stays as it is.
#[derive(Clone, Debug)]
pub struct StoreChange {
    /// The store.
    pub id: Uuid,
    /// The version that the user saw.
    pub version: i32,
    /// Another name.
    pub name: Option<String>,
    /// Another region.
    pub region: Option<String>,
    /// Another team, or none.
    pub team_id: Change<Uuid>,
    /// Another address, or none.
    pub address: Change<String>,
}

/// Adds a store.
pub async fn create(state: &State, actor: &Actor, new: NewStore) -> Result<store::Model> {
    actor.require(Capability::KeepStores)?;
    let transaction = begin(state, actor).await?;
    let mut validator = Validator::default();
    let name = name(&mut validator, &transaction, actor, &new.name, None).await?;
    let region = validator.text("region", &new.region, MAX_REGION);
    if let Some(team_id) = new.team_id {
        validator
            .row::<team::Entity>(&transaction, actor, "teamId", team_id)
            .await?;
    }
    let address = validator.optional_text("address", new.address.as_deref(), MAX_ADDRESS);
    validator.finish()?;
    let now = state.clock.timestamp();
    let model = store::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(actor.organization_id),
        name: Set(name),
        region: Set(region),
        team_id: Set(new.team_id),
        address: Set(address),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    };
    let model = model.insert(&transaction).await?;
    audit::record(state, &transaction, actor, "store.create", ("store", model.id), None).await?;
    transaction.commit().await?;
    Ok(model)
}

/// Changes a store.
pub async fn change(state: &State, actor: &Actor, change: StoreChange) -> Result<store::Model> {
    actor.require(Capability::KeepStores)?;
    let transaction = begin(state, actor).await?;
    let found = find_for_update::<store::Entity>(&transaction, actor, change.id).await?;
    same_version(found.version, change.version)?;
    let mut validator = Validator::default();
    let version = found.version + 1;
    let mut model = found.into_active_model();
    if let Some(new) = change.name {
        model.name = Set(name(&mut validator, &transaction, actor, &new, Some(change.id)).await?);
    }
    if let Some(region) = change.region {
        model.region = Set(validator.text("region", &region, MAX_REGION));
    }
    if let Change::To(team_id) = change.team_id {
        validator
            .row::<team::Entity>(&transaction, actor, "teamId", team_id)
            .await?;
    }
    change.team_id.apply(&mut model.team_id);
    let address = validator.changed_text("address", change.address, MAX_ADDRESS);
    address.apply(&mut model.address);
    validator.finish()?;
    model.updated_at = Set(state.clock.timestamp());
    model.version = Set(version);
    let model = model.update(&transaction).await?;
    audit::record(state, &transaction, actor, "store.change", ("store", model.id), None).await?;
    transaction.commit().await?;
    Ok(model)
}

/// A transaction in which nobody else of the organisation gives a store a name.
async fn begin(state: &State, actor: &Actor) -> Result<DatabaseTransaction> {
    let transaction = state.database.begin().await?;
    find_for_update::<organization::Entity>(&transaction, actor, actor.organization_id).await?;
    Ok(transaction)
}

/// The name of the store `own`, or of a new one, which no other may have.
async fn name(
    validator: &mut Validator,
    connection: &impl ConnectionTrait,
    actor: &Actor,
    value: &str,
    own: Option<Uuid>,
) -> Result<String> {
    let name = validator.text("name", value, MAX_NAME);
    let namesake = select::<store::Entity>(actor)
        .filter(store::Column::Name.eq(&name))
        .one(connection)
        .await?;
    if namesake.is_some_and(|namesake| Some(namesake.id) != own) {
        validator.report("name", UserErrorCode::Taken, "已有同名门店");
    }
    Ok(name)
}
