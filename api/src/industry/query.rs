//! Queries over industries.

use async_graphql::{Context, Object};
use entity::industry;
use sea_orm::QueryOrder;

use crate::{
    context::ContextExt,
    error::{Result, alone},
    industry::types::Industry,
    policy::select,
};

/// Queries over industries.
#[derive(Debug, Default)]
pub struct IndustryQuery;

#[Object]
impl IndustryQuery {
    /// The trades with a purchase cycle of their own, oldest first; the others go by the `tierPolicy`.
    async fn industries(&self, context: &Context<'_>) -> Option<Result<Vec<Industry>>> {
        alone(async {
            let query = select::<industry::Entity>(context.actor()?).order_by_asc(industry::Column::Id);
            let found = query.all(context.state()?.database.read()).await?;
            Ok(found.into_iter().map(Industry).collect())
        })
        .await
    }
}
