//! Scripts in the schema.

use async_graphql::ID;
use chrono::{DateTime, Utc};
use entity::script;

use crate::{
    id::{self, NodeKind},
    payload::payloads,
    term::FindingCategory,
};

/// 话术: a standard wording with slots.
#[derive(Clone, Debug)]
pub struct Script(pub script::Model);

impl From<script::Model> for Script {
    fn from(model: script::Model) -> Self {
        Self(model)
    }
}

/// 话术: a standard wording with slots, offered in place of a vague phrase.
#[async_graphql::Object]
impl Script {
    /// Global id.
    pub async fn id(&self) -> ID {
        id::encode(NodeKind::Script, self.0.id)
    }

    /// The vague category that it replaces.
    async fn category(&self) -> FindingCategory {
        self.0.category.into()
    }

    /// The sales situation that it is for, such as 报价后.
    async fn scenario(&self) -> &str {
        &self.0.scenario
    }

    /// The wording; slots stand in braces: `{日期}与{联系人}确认{事项}`.
    async fn text(&self) -> &str {
        &self.0.text
    }

    /// Whether it is offered.
    async fn active(&self) -> bool {
        self.0.active
    }

    /// When it was added.
    async fn created_at(&self) -> DateTime<Utc> {
        *self.0.created_at
    }

    /// Goes into the next `changeScript`, so that nobody overwrites what they have not seen.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

payloads! {
    /// The answer of `addScript`.
    AddScriptPayload {
        /// The new script.
        script: Script
    }

    /// The answer of `changeScript`.
    ChangeScriptPayload {
        /// The script as it is now.
        script: Script
    }
}
