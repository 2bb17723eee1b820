//! Stores in the schema.

use async_graphql::{Context, ID, Object};
use chrono::{DateTime, Utc};
use entity::{store, team};

use crate::{
    context::ContextExt,
    error::Result,
    id::{self, NodeKind},
    payload::payloads,
    user::Team,
};

/// 门店: a shop.
#[derive(Clone, Debug)]
pub struct Store(pub store::Model);

impl From<store::Model> for Store {
    fn from(model: store::Model) -> Self {
        Self(model)
    }
}

/// 门店: a shop, in a region.
#[Object]
impl Store {
    /// Global id.
    pub async fn id(&self) -> ID {
        id::encode(NodeKind::Store, self.0.id)
    }

    /// What it is called; unique in the organisation.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The sales region that it counts for, such as 华东.
    async fn region(&self) -> &str {
        &self.0.region
    }

    /// The team that looks after it; null while none does.
    async fn team(&self, context: &Context<'_>) -> Option<Result<Team>> {
        context.object::<team::Entity, _>(self.0.team_id).await
    }

    /// Where it stands; null where nobody has said so.
    async fn address(&self) -> Option<&str> {
        self.0.address.as_deref()
    }

    /// When it was added.
    async fn created_at(&self) -> DateTime<Utc> {
        *self.0.created_at
    }

    /// Goes into the next `changeStore`, so that nobody overwrites what they have not seen.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

payloads! {
    /// The answer of `createStore`.
    CreateStorePayload {
        /// The new store.
        store: Store
    }

    /// The answer of `changeStore`.
    ChangeStorePayload {
        /// The store as it is now.
        store: Store
    }
}
