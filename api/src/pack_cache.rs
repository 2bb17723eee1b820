//! What is compiled from an organisation's terms, scripts and mappings, kept until one of them changes.

use std::{collections::HashMap, sync::Arc};

use parking_lot::RwLock;
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    policy::Actor,
};

/// One compiled value for each organisation, with the version of the pack that it was made from.
///
/// The version comes with the actor, who is read from the database for each request. So a change is in force for the
/// next request on every server, and finding that nothing has changed costs no statement.
#[derive(Debug)]
pub struct PackCache<T> {
    compiled: RwLock<HashMap<Uuid, Compiled<T>>>,
}

#[derive(Debug)]
struct Compiled<T> {
    pack_version: i32,
    value: Arc<T>,
}

// Derived, it would ask for a default of `T`.
impl<T> Default for PackCache<T> {
    fn default() -> Self {
        Self {
            compiled: RwLock::default(),
        }
    }
}

impl<T: Send + Sync + 'static> PackCache<T> {
    /// The value of the actor's organisation: the cached one, or else what `load` finds in the database, put through
    /// `compile` away from the threads that answer requests.
    pub async fn get<P: Send + 'static>(
        &self,
        actor: &Actor,
        load: impl Future<Output = Result<P>>,
        compile: impl FnOnce(P) -> Result<T> + Send + 'static,
    ) -> Result<Arc<T>> {
        if let Some(compiled) = self.compiled.read().get(&actor.organization_id)
            && compiled.pack_version == actor.pack_version
        {
            return Ok(Arc::clone(&compiled.value));
        }
        let parts = load.await?;
        let value = tokio::task::spawn_blocking(|| compile(parts))
            .await
            .map_err(Error::fault)??;
        let value = Arc::new(value);
        // A request that began before the last change must not push out what a later one has compiled.
        let mut all = self.compiled.write();
        if all
            .get(&actor.organization_id)
            .is_none_or(|kept| kept.pack_version < actor.pack_version)
        {
            let compiled = Compiled {
                pack_version: actor.pack_version,
                value: Arc::clone(&value),
            };
            all.insert(actor.organization_id, compiled);
        }
        Ok(value)
    }
}
