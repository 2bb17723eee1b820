//! The linter of each organisation: the shipped rules with its own terms and scripts.

use std::{collections::HashMap, sync::Arc};

use entity::{script, term};
use nlp::{Linter, RulePack};
use parking_lot::RwLock;
use sea_orm::{ColumnTrait, QueryFilter};
use uuid::Uuid;

use crate::{
    database::Database,
    error::{Error, Result},
    policy::{Actor, select},
    report::lint::{category_to_nlp, severity_to_nlp},
};

/// Compiled linters by organisation, each with the version of the pack that it was made from.
#[derive(Clone, Debug, Default)]
pub struct Linters {
    compiled: Arc<RwLock<HashMap<Uuid, Compiled>>>,
}

#[derive(Debug)]
struct Compiled {
    pack_version: i32,
    linter: Arc<Linter>,
}

impl Linters {
    /// The linter of the actor's organisation. The version of the pack comes with the actor, from the database, so a
    /// change is in force for the next lint on every server.
    pub async fn of(&self, database: &Database, actor: &Actor) -> Result<Arc<Linter>> {
        if let Some(compiled) = self.compiled.read().get(&actor.organization_id)
            && compiled.pack_version == actor.pack_version
        {
            return Ok(Arc::clone(&compiled.linter));
        }
        let pack = load(database, actor).await?;
        let linter = tokio::task::spawn_blocking(|| Linter::new(pack))
            .await
            .map_err(Error::fault)?
            .map_err(Error::fault)?;
        let linter = Arc::new(linter);
        let compiled = Compiled {
            pack_version: actor.pack_version,
            linter: Arc::clone(&linter),
        };
        self.compiled.write().insert(actor.organization_id, compiled);
        Ok(linter)
    }
}

async fn load(database: &Database, actor: &Actor) -> Result<RulePack> {
    let terms = select::<term::Entity>(actor)
        .filter(term::Column::Active.eq(true))
        .all(database.read())
        .await?;
    let scripts = select::<script::Entity>(actor)
        .filter(script::Column::Active.eq(true))
        .all(database.read())
        .await?;
    Ok(RulePack {
        terms: terms
            .into_iter()
            .map(|term| nlp::pack::Term {
                id: term.id.to_string(),
                category: category_to_nlp(term.category),
                text: term.text,
                severity: term.severity.map(severity_to_nlp),
                exceptions: term.exceptions.0,
            })
            .collect(),
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
