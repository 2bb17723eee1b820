//! Queries over attachments.

use async_graphql::{Context, ID, Object};
use entity::attachment;

use crate::{
    attachment::{input::AttachmentFilter, types::Attachment},
    context::ContextExt,
    error::{Result, alone},
    id::{self, NodeKind},
    pagination::{Page, PageArgs, Sort, page},
    policy::{find, select},
};

/// Queries over attachments.
#[derive(Debug, Default)]
pub struct AttachmentQuery;

#[Object]
impl AttachmentQuery {
    /// The attachment with this id; null with `NOT_FOUND` where there is none that the user may see.
    async fn attachment(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Its global id.")] id: ID,
    ) -> Option<Result<Attachment>> {
        alone(async {
            let actor = context.actor()?;
            let id = id::of(NodeKind::Attachment, &id)?;
            let found = find::<attachment::Entity>(context.state()?.database.read(), actor, id).await;
            found.map(Attachment)
        })
        .await
    }

    /// The attachments of the customers that the user may see, the latest first.
    async fn attachments(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which attachments; all of them where it is left out.")] filter: Option<AttachmentFilter>,
        #[graphql(desc = "How many from the start, at most 100; 20 where neither `first` nor `last` is given.")]
        first: Option<i32>,
        #[graphql(desc = "Start behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "End before this cursor.")] before: Option<String>,
    ) -> Option<Result<Page<Attachment>>> {
        let answer = async {
            let query = filter
                .unwrap_or_default()
                .apply(select::<attachment::Entity>(context.actor()?))?;
            let sort = Sort {
                column: attachment::Column::CreatedAt,
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
