//! The linter of each organisation: the shipped rules with its own terms and scripts.

use std::sync::Arc;

use entity::{script, term};
use nlp::{Linter, RulePack};
use sea_orm::{ColumnTrait, QueryFilter};

use crate::{
    database::Database,
    error::{Error, Result},
    pack_cache::PackCache,
    policy::{Actor, select},
    report::lint::{category_to_nlp, named, severity_to_nlp},
};

/// Compiled linters by organisation.
#[derive(Clone, Debug, Default)]
pub struct Linters {
    cache: Arc<PackCache<Linter>>,
}

impl Linters {
    /// The linter of the actor's organisation, with every change of its terms and scripts.
    pub async fn of(&self, database: &Database, actor: &Actor) -> Result<Arc<Linter>> {
        let compile = |pack| Linter::new(pack).map_err(Error::fault);
        self.cache.get(actor, pack(database, actor), compile).await
    }
}

/// The pack of the actor's organisation: its active terms and scripts.
pub async fn pack(database: &Database, actor: &Actor) -> Result<RulePack> {
    let terms = select::<term::Entity>(actor)
        .filter(term::Column::Active.eq(true))
        .all(database.read())
        .await?;
    let scripts = select::<script::Entity>(actor)
        .filter(script::Column::Active.eq(true))
        .all(database.read())
        .await?;
    Ok(RulePack {
        terms: terms.into_iter().map(term).collect(),
        scripts: scripts
            .into_iter()
            .map(|script| nlp::Script {
                id: script.id.to_string(),
                category: category_to_nlp(script.category),
                scenario: script.scenario,
                text: script.text,
            })
            .collect(),
        ..RulePack::default()
    })
}

/// A term of an organisation as the linter knows it.
pub fn term(model: term::Model) -> nlp::pack::Term {
    nlp::pack::Term {
        severity: model.severity.map(severity_to_nlp),
        exceptions: model.exceptions.0,
        alignment: model.alignment.0.iter().filter_map(|name| named(name)).collect(),
        ..nlp::pack::Term::new(model.id.to_string(), category_to_nlp(model.category), model.text)
    }
}
