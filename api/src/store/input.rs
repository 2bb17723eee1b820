//! Inputs of stores.

use async_graphql::{ID, InputObject, MaybeUndefined};

use crate::{
    error::Result,
    id::{self, NodeKind},
    store::service::{NewStore, StoreChange},
};

/// Which stores a list holds; all conditions must hold.
#[derive(InputObject, Default)]
pub struct StoreFilter {
    /// Only stores of this region.
    pub region: MaybeUndefined<String>,
    /// Only stores that this team looks after, or one below it.
    pub team_id: MaybeUndefined<ID>,
    /// Only stores with this text in their name or address, at most 100 characters.
    pub search: MaybeUndefined<String>,
}

/// A store to be added.
#[derive(InputObject)]
pub struct CreateStoreInput {
    /// What it is called, at most 50 characters; unique in the organisation.
    pub name: String,
    /// The sales region that it counts for, such as 华东, at most 20 characters.
    pub region: String,
    /// The team that looks after it.
    pub team_id: Option<ID>,
    /// Where it stands, at most 200 characters.
    pub address: Option<String>,
}

impl TryFrom<CreateStoreInput> for NewStore {
    type Error = crate::error::Error;

    fn try_from(input: CreateStoreInput) -> Result<Self> {
        let team = input.team_id.map(|id| id::of_field(NodeKind::Team, &id, "teamId"));
        Ok(Self {
            name: input.name,
            region: input.region,
            team_id: team.transpose()?,
            address: input.address,
        })
    }
}

/// A change of a store; what is left out stays as it is.
#[derive(InputObject)]
pub struct ChangeStoreInput {
    /// The store.
    pub id: ID,
    /// The version that the user saw.
    pub version: i32,
    /// Another name.
    pub name: Option<String>,
    /// Another region.
    pub region: Option<String>,
    /// Another team; null for none.
    pub team_id: MaybeUndefined<ID>,
    /// Another address; null for none.
    pub address: MaybeUndefined<String>,
}

impl TryFrom<ChangeStoreInput> for StoreChange {
    type Error = crate::error::Error;

    fn try_from(input: ChangeStoreInput) -> Result<Self> {
        let team = input
            .team_id
            .map_value(|id| id::of_field(NodeKind::Team, &id, "teamId"));
        Ok(Self {
            id: id::of_field(NodeKind::Store, &input.id, "id")?,
            version: input.version,
            name: input.name,
            region: input.region,
            team_id: team.transpose()?.into(),
            address: input.address.into(),
        })
    }
}
