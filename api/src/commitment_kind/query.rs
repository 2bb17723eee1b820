//! Queries over commitment kinds.

use async_graphql::{Context, ID, Object};
use entity::commitment_kind;
use sea_orm::{ColumnTrait, QueryFilter};

use crate::{
    commitment_kind::types::CommitmentKind,
    context::ContextExt,
    error::{Result, alone},
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
        #[graphql(desc = "Only kinds that are in use (true) or retired (false).")] active: Option<bool>,
        #[graphql(desc = "How many from the start, at most 100; 20 where neither `first` nor `last` is given.")]
        first: Option<i32>,
        #[graphql(desc = "Start behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "End before this cursor.")] before: Option<String>,
    ) -> Option<Result<Page<CommitmentKind>>> {
        let answer = async {
            let mut query = select::<commitment_kind::Entity>(context.actor()?);
            if let Some(active) = active {
                query = query.filter(commitment_kind::Column::Active.eq(active));
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
