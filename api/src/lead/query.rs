//! Queries over leads.

use async_graphql::{Context, ID, Object};
use entity::lead;
use sea_orm::QueryFilter;

use crate::{
    context::ContextExt,
    error::Result,
    id::{self, NodeKind},
    lead::{filter::LeadFilter, input::LeadOrder, types::Lead},
    pagination::{Page, PageArgs, page},
    policy::{find, select},
};

/// Queries over leads.
#[derive(Debug, Default)]
pub struct LeadQuery;

#[Object]
impl LeadQuery {
    /// The lead with this id; null with `NOT_FOUND` where there is none that the user may see.
    async fn lead(&self, context: &Context<'_>, #[graphql(desc = "The id of a lead.")] id: ID) -> Option<Result<Lead>> {
        Some(one(context, &id).await)
    }

    /// The leads that the user may see.
    async fn leads(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which leads; all of them where it is left out.")] filter: Option<LeadFilter>,
        #[graphql(desc = "The order; newest first where it is left out.")] order_by: Option<LeadOrder>,
        #[graphql(desc = "How many from the start, at most 100; 20 where neither `first` nor `last` is given.")]
        first: Option<i32>,
        #[graphql(desc = "Start behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "End before this cursor.")] before: Option<String>,
    ) -> Option<Result<Page<Lead>>> {
        let answer = async {
            let now = context.state()?.clock.now();
            let condition = filter.unwrap_or_default().condition(context.actor()?, now)?;
            let query = select::<lead::Entity>(context.actor()?).filter(condition);
            let arguments = PageArgs {
                first,
                after,
                last,
                before,
            };
            let sort = order_by.unwrap_or_default().into();
            page(context.state()?.database.read(), query, sort, &arguments).await
        };
        Some(answer.await)
    }
}

async fn one(context: &Context<'_>, id: &ID) -> Result<Lead> {
    let id = id::of(NodeKind::Lead, id)?;
    let found = find::<lead::Entity>(context.state()?.database.read(), context.actor()?, id).await?;
    Ok(Lead(found))
}
