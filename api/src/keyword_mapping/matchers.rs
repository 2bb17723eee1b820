//! The matcher of each organisation, made from its active mappings.

use std::sync::Arc;

use entity::keyword_mapping;
use nlp::matching::{Mapping, Matcher};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

use crate::{
    database::Database,
    error::Result,
    pack_cache::PackCache,
    policy::{Actor, select},
};

/// Compiled matchers by organisation.
#[derive(Clone, Debug, Default)]
pub struct Matchers {
    cache: Arc<PackCache<Matcher>>,
}

impl Matchers {
    /// The matcher of the actor's organisation, with every change of its mappings.
    pub async fn of(&self, database: &Database, actor: &Actor) -> Result<Arc<Matcher>> {
        let compile = |mappings| Ok(Matcher::new(mappings));
        self.cache.get(actor, load(database, actor), compile).await
    }
}

async fn load(database: &Database, actor: &Actor) -> Result<Vec<Mapping>> {
    let mappings = select::<keyword_mapping::Entity>(actor)
        .filter(keyword_mapping::Column::RetiredAt.is_null())
        .order_by_asc(keyword_mapping::Column::Id)
        .all(database.read())
        .await?;
    Ok(mappings
        .into_iter()
        .map(|mapping| Mapping {
            id: mapping.id.to_string(),
            name: mapping.name,
            keywords: mapping.keywords.0,
            synonyms: mapping.synonyms.0,
        })
        .collect())
}
