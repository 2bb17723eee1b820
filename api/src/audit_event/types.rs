//! Audit events in the schema.

use async_graphql::{Context, ID, Object};
use chrono::{DateTime, Utc};
use entity::{audit_event, user};

use crate::{
    audit_event::subject,
    context::ContextExt,
    error::Result,
    id::{self, NodeKind},
    node::{self, Node},
    user::User,
};

/// 审计: something that somebody changed.
#[derive(Clone, Debug)]
pub struct AuditEvent(pub audit_event::Model);

impl From<audit_event::Model> for AuditEvent {
    fn from(model: audit_event::Model) -> Self {
        Self(model)
    }
}

impl AuditEvent {
    fn kind_and_id(&self) -> Option<(NodeKind, uuid::Uuid)> {
        Some((subject::kind(&self.0.subject_type)?, self.0.subject_id?))
    }
}

/// 审计: something that somebody changed. Audit events are never changed themselves.
#[Object]
impl AuditEvent {
    /// Global id.
    pub async fn id(&self) -> ID {
        id::encode(NodeKind::AuditEvent, self.0.id)
    }

    /// Who did it; null for the server itself.
    async fn actor(&self, context: &Context<'_>) -> Option<Result<User>> {
        context.object::<user::Entity, _>(self.0.actor_id).await
    }

    /// What was done, such as `term.add`.
    async fn action(&self) -> &str {
        &self.0.action
    }

    /// What kind of thing it was done to, such as `term`.
    async fn subject_type(&self) -> &str {
        &self.0.subject_type
    }

    /// The global id of what it was done to; null for an action without a single object.
    async fn subject_id(&self) -> Option<ID> {
        self.kind_and_id().map(|(kind, id)| id::encode(kind, id))
    }

    /// What it was done to, as it is now; null where it is gone.
    async fn subject(&self, context: &Context<'_>) -> Option<Result<Node>> {
        let (kind, id) = self.kind_and_id()?;
        node::load(context, kind, id).await.transpose()
    }

    /// What changed, in a form that depends on the action; null where nothing more is known.
    async fn detail(&self) -> Option<&serde_json::Value> {
        self.0.detail.as_ref()
    }

    /// When it was done.
    async fn created_at(&self) -> DateTime<Utc> {
        *self.0.created_at
    }
}
