//! Keyword mappings in the schema.

use async_graphql::ID;
use chrono::{DateTime, Utc};
use entity::keyword_mapping;

use crate::{
    graphql_enum::mirror_enum,
    id::{self, NodeKind},
    payload::payloads,
};

mirror_enum! {
    /// What an action of a keyword mapping offers.
    ActionKind {
        /// 产品: something to sell or to show.
        Product,
        /// 内容: something to read, hear or see.
        Content,
        /// 服务: something to do for the customer.
        Service,
    }
}

/// 需求关键词映射: a customer's need.
#[derive(Clone, Debug)]
pub struct KeywordMapping(pub keyword_mapping::Model);

impl From<keyword_mapping::Model> for KeywordMapping {
    fn from(model: keyword_mapping::Model) -> Self {
        Self(model)
    }
}

/// 需求关键词映射: a customer's need, the words that express it, and exactly what the clerk should do about it.
#[async_graphql::Object]
impl KeywordMapping {
    /// Global id.
    pub async fn id(&self) -> ID {
        id::encode(NodeKind::KeywordMapping, self.0.id)
    }

    /// What the need is called; unique in the organisation.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Words that mean this need and no other.
    async fn keywords(&self) -> &[String] {
        &self.0.keywords.0
    }

    /// Other words for it, of a little less weight.
    async fn synonyms(&self) -> &[String] {
        &self.0.synonyms.0
    }

    /// What the clerk should do, in order.
    async fn actions(&self) -> Vec<MappingAction<'_>> {
        self.0.actions.0.iter().map(MappingAction).collect()
    }

    /// Since when questions are no longer matched with it; null while they are.
    async fn retired_at(&self) -> Option<DateTime<Utc>> {
        self.0.retired_at.map(|at| *at)
    }

    /// When it was added.
    async fn created_at(&self) -> DateTime<Utc> {
        *self.0.created_at
    }

    /// When it last changed.
    async fn updated_at(&self) -> DateTime<Utc> {
        *self.0.updated_at
    }

    /// Goes into the next change, so that nobody overwrites what they have not seen.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// 动作: one thing that the clerk should do.
#[derive(Clone, Debug)]
pub struct MappingAction<'a>(&'a keyword_mapping::MappingAction);

/// 动作: one thing that the clerk should do.
#[async_graphql::Object]
impl MappingAction<'_> {
    /// What it offers.
    async fn kind(&self) -> ActionKind {
        self.0.kind.into()
    }

    /// What to do.
    async fn text(&self) -> &str {
        &self.0.text
    }
}

payloads! {
    /// The answer of `createKeywordMapping`.
    CreateKeywordMappingPayload {
        /// The new mapping.
        keyword_mapping: KeywordMapping
    }

    /// The answer of `changeKeywordMapping`.
    ChangeKeywordMappingPayload {
        /// The mapping as it is now.
        keyword_mapping: KeywordMapping
    }

    /// The answer of `retireKeywordMapping`.
    RetireKeywordMappingPayload {
        /// The mapping as it is now.
        keyword_mapping: KeywordMapping
    }

    /// The answer of `restoreKeywordMapping`.
    RestoreKeywordMappingPayload {
        /// The mapping as it is now.
        keyword_mapping: KeywordMapping
    }
}
