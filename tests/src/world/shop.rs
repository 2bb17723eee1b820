//! Stores, keyword mappings and questions.

use api::state::State;
use chrono::{DateTime, Utc};
use entity::{
    keyword_mapping::{self, MappingAction, MappingActions},
    question::{self, QuestionMatches, SensitiveMarks},
    store,
    types::{ActionKind, QuestionSource, QuestionStatus, Timestamp, Words},
};
use sea_orm::ActiveValue::Set;
use uuid::Uuid;

use super::{Person, World, insert};

impl World {
    /// A store of the first organisation that no team looks after.
    pub async fn store(&self, state: &State, name: &str, region: &str) -> store::Model {
        let now = state.clock.timestamp();
        let row = store::ActiveModel {
            id: Set(Uuid::now_v7()),
            organization_id: Set(self.organization_id),
            name: Set(name.to_owned()),
            region: Set(region.to_owned()),
            team_id: Set(None),
            address: Set(None),
            created_at: Set(now),
            updated_at: Set(now),
            version: Set(1),
        };
        insert(state, row).await
    }

    /// An active mapping of the first organisation, with its name in its only action. What has been compiled already does
    /// not know of it.
    pub async fn mapping(&self, state: &State, name: &str, keywords: &[&str]) -> keyword_mapping::Model {
        let now = state.clock.timestamp();
        let action = MappingAction {
            kind: ActionKind::Product,
            text: format!("推荐{name}用品"),
        };
        let row = keyword_mapping::ActiveModel {
            id: Set(Uuid::now_v7()),
            organization_id: Set(self.organization_id),
            name: Set(name.to_owned()),
            keywords: Set(Words(keywords.iter().map(|&word| word.to_owned()).collect())),
            synonyms: Set(Words::default()),
            actions: Set(MappingActions(vec![action])),
            retired_at: Set(None),
            created_at: Set(now),
            updated_at: Set(now),
            version: Set(1),
        };
        insert(state, row).await
    }

    /// An accepted question that `clerk` recorded in `store`, without matches.
    pub async fn question(
        &self,
        state: &State,
        clerk: &Person,
        store: &store::Model,
        text: &str,
        asked_at: DateTime<Utc>,
    ) -> question::Model {
        let now = state.clock.timestamp();
        let row = question::ActiveModel {
            id: Set(Uuid::now_v7()),
            organization_id: Set(store.organization_id),
            store_id: Set(store.id),
            clerk_id: Set(clerk.id()),
            text: Set(text.to_owned()),
            source: Set(QuestionSource::Typed),
            matches: Set(QuestionMatches::default()),
            sensitive: Set(SensitiveMarks::default()),
            answer: Set(None),
            status: Set(QuestionStatus::Accepted),
            asked_at: Set(Timestamp::from(asked_at)),
            accepted_at: Set(Some(now)),
            created_at: Set(now),
            updated_at: Set(now),
            version: Set(1),
        };
        insert(state, row).await
    }
}
