//! What every part of the server shares.

use std::sync::Arc;

use tokio::sync::Semaphore;

use crate::{
    attachment::Files,
    auth::token::TokenKeys,
    clock::Clock,
    database::Database,
    events::Events,
    job::Jobs,
    keyword_mapping::matchers::Matchers,
    report::{drafts::Drafts, linters::Linters},
};

/// Handles that are cheap to clone; services take it first.
#[derive(Clone, Debug)]
pub struct State {
    /// The database.
    pub database: Database,
    /// The present.
    pub clock: Clock,
    /// Where changes are announced to subscribers.
    pub events: Events,
    /// Wakes the workers of this server.
    pub jobs: Jobs,
    /// The compiled linter of each organisation.
    pub linters: Linters,
    /// The drafts that are being typed.
    pub drafts: Drafts,
    /// The compiled keyword mappings of each organisation.
    pub matchers: Matchers,
    /// Lets one dry run at a time lint stored reports on all cores.
    pub dry_runs: Arc<Semaphore>,
    /// Takes in, keeps and gives out the files of attachments.
    pub files: Files,
    /// Signs and verifies access tokens.
    pub keys: Arc<TokenKeys>,
}

impl State {
    /// The handles of a server over `database`.
    pub fn new(database: Database, clock: Clock, keys: TokenKeys, files: Files) -> Self {
        Self {
            database,
            clock,
            events: Events::default(),
            jobs: Jobs::default(),
            linters: Linters::default(),
            drafts: Drafts::default(),
            matchers: Matchers::default(),
            dry_runs: Arc::new(Semaphore::new(1)),
            files,
            keys: Arc::new(keys),
        }
    }
}
