//! Queries over scripts.

use async_graphql::{Context, Object};
use entity::script;
use sea_orm::{ColumnTrait, QueryFilter};

use crate::{
    context::ContextExt,
    error::Result,
    filter::{contains, given, search},
    pagination::{Page, PageArgs, Sort, page},
    policy::select,
    script::{input::ScriptFilter, types::Script},
};

/// Queries over scripts.
#[derive(Debug, Default)]
pub struct ScriptQuery;

#[Object]
impl ScriptQuery {
    /// The organisation's own scripts, newest first. Shipped ones are not among them.
    async fn scripts(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which scripts; all of them where it is left out.")] filter: Option<ScriptFilter>,
        #[graphql(desc = "How many from the start, at most 100; 20 where neither `first` nor `last` is given.")]
        first: Option<i32>,
        #[graphql(desc = "Start behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "End before this cursor.")] before: Option<String>,
    ) -> Option<Result<Page<Script>>> {
        let answer = async {
            let filter = filter.unwrap_or_default();
            let mut query = select::<script::Entity>(context.actor()?);
            if let Some(category) = given("category", filter.category)? {
                query = query.filter(script::Column::Category.eq(entity::types::FindingCategory::from(category)));
            }
            if let Some(scenario) = given("scenario", filter.scenario)? {
                query = query.filter(script::Column::Scenario.eq(scenario));
            }
            if let Some(active) = given("active", filter.active)? {
                query = query.filter(script::Column::Active.eq(active));
            }
            if let Some(text) = search("search", filter.search)? {
                query = query.filter(contains(script::Column::Text, &text));
            }
            let sort = Sort {
                column: script::Column::CreatedAt,
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
