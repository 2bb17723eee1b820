//! Queries over audit events.

use async_graphql::{Context, Object};
use entity::audit_event;
use sea_orm::{ColumnTrait, QueryFilter};

use crate::{
    audit_event::{input::AuditEventFilter, subject, types::AuditEvent},
    context::ContextExt,
    error::Result,
    filter::{given, given_id},
    id::{self, NodeKind},
    pagination::{Page, PageArgs, Sort, page},
    policy::{Capability, select},
};

/// Queries over audit events.
#[derive(Debug, Default)]
pub struct AuditEventQuery;

#[Object]
impl AuditEventQuery {
    /// Who changed what in the organisation, the latest first. For ADMIN.
    async fn audit_events(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which events; all of them where it is left out.")] filter: Option<AuditEventFilter>,
        #[graphql(desc = "How many from the start, at most 100; 20 where neither `first` nor `last` is given.")]
        first: Option<i32>,
        #[graphql(desc = "Start behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "End before this cursor.")] before: Option<String>,
    ) -> Option<Result<Page<AuditEvent>>> {
        let answer = async {
            let actor = context.actor()?;
            actor.require(Capability::ReadAudit)?;
            let filter = filter.unwrap_or_default();
            let mut query = select::<audit_event::Entity>(actor);
            if let Some(user) = given_id(NodeKind::User, "actorId", filter.actor_id)? {
                query = query.filter(audit_event::Column::ActorId.eq(user));
            }
            if let Some(action) = given("action", filter.action)? {
                query = query.filter(audit_event::Column::Action.eq(action));
            }
            if let Some(id) = given("subjectId", filter.subject_id)? {
                let named = id::decode(&id).and_then(|(kind, id)| Some((subject::table(kind)?, id)));
                let (table, id) = named.unwrap_or_default();
                query = query
                    .filter(audit_event::Column::SubjectType.eq(table))
                    .filter(audit_event::Column::SubjectId.eq(id));
            }
            if let Some(from) = given("from", filter.from)? {
                query = query.filter(audit_event::Column::CreatedAt.gte(actor.start_of(from.0).timestamp_millis()));
            }
            if let Some(to) = given("to", filter.to)? {
                query = query.filter(audit_event::Column::CreatedAt.lt(actor.end_of(to.0).timestamp_millis()));
            }
            let sort = Sort {
                column: audit_event::Column::CreatedAt,
                descending: true,
            };
            let arguments = PageArgs {
                first,
                after,
                last,
                before,
            };
            page(context.state()?.database.read(), query, sort, &arguments).await
        };
        Some(answer.await)
    }
}
