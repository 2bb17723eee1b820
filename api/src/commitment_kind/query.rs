//! Queries over commitment kinds.

use async_graphql::{Context, ID, Object};
use entity::commitment_kind;
use sea_orm::{ColumnTrait, QueryFilter};

use crate::{
    commitment_kind::{input::CommitmentKindFilter, types::CommitmentKind},
    context::ContextExt,
    error::{Result, alone},
    filter::{contains, given, search},
    id::{self, NodeKind},
    pagination::{Page, PageArgs, Sort, page},
    policy::{find, select},
};

/// Queries over commitment kinds.
#[derive(Debug, Default)]
pub struct CommitmentKindQuery;

#[Object]
impl CommitmentKindQuery {
    /// The kind of commitments with this id; null with `NOT_FOUND` where there is none.
    async fn commitment_kind(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Its global id.")] id: ID,
    ) -> Option<Result<CommitmentKind>> {
        alone(async {
            let actor = context.actor()?;
            let id = id::of(NodeKind::CommitmentKind, &id)?;
            let found = find::<commitment_kind::Entity>(context.state()?.database.read(), actor, id).await;
            found.map(CommitmentKind)
        })
        .await
    }

    /// The kinds of commitments of the organisation, oldest first.
    async fn commitment_kinds(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which kinds; all of them where it is left out.")] filter: Option<CommitmentKindFilter>,
        #[graphql(desc = "How many from the start, at most 100; 20 where neither `first` nor `last` is given.")]
        first: Option<i32>,
        #[graphql(desc = "Start behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "End before this cursor.")] before: Option<String>,
    ) -> Option<Result<Page<CommitmentKind>>> {
        let answer = async {
            let filter = filter.unwrap_or_default();
            let mut query = select::<commitment_kind::Entity>(context.actor()?);
            if let Some(active) = given("active", filter.active)? {
                query = query.filter(commitment_kind::Column::Active.eq(active));
            }
            if let Some(text) = search("search", filter.search)? {
                query = query.filter(contains(commitment_kind::Column::Name, &text));
            }
            let sort = Sort {
                column: commitment_kind::Column::CreatedAt,
                descending: false,
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
