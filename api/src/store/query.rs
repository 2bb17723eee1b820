//! Queries over stores.

use async_graphql::{Context, Object};
use entity::store;
use sea_orm::{ColumnTrait, Condition, QueryFilter};

use crate::{
    context::ContextExt,
    error::Result,
    filter::{contains, given, given_id, search},
    id::NodeKind,
    pagination::{Page, PageArgs, Sort, page},
    policy::{select, teams_from},
    store::{input::StoreFilter, types::Store},
};

/// Queries over stores.
#[derive(Debug, Default)]
pub struct StoreQuery;

#[Object]
impl StoreQuery {
    /// The stores of the organisation, oldest first.
    async fn stores(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which stores; all of them where it is left out.")] filter: Option<StoreFilter>,
        #[graphql(desc = "How many from the start, at most 100; 20 where neither `first` nor `last` is given.")]
        first: Option<i32>,
        #[graphql(desc = "Start behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "End before this cursor.")] before: Option<String>,
    ) -> Option<Result<Page<Store>>> {
        let answer = async {
            let filter = filter.unwrap_or_default();
            let actor = context.actor()?;
            let mut query = select::<store::Entity>(actor);
            if let Some(region) = given("region", filter.region)? {
                query = query.filter(store::Column::Region.eq(region));
            }
            if let Some(team) = given_id(NodeKind::Team, "teamId", filter.team_id)? {
                query = query.filter(store::Column::TeamId.in_subquery(teams_from(actor, team)));
            }
            if let Some(text) = search("search", filter.search)? {
                let found = Condition::any()
                    .add(contains(store::Column::Name, &text))
                    .add(contains(store::Column::Address, &text));
                query = query.filter(found);
            }
            let sort = Sort {
                column: store::Column::CreatedAt,
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
