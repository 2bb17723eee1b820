//! Queries over keyword mappings.

use async_graphql::{Context, Object};
use entity::keyword_mapping;
use sea_orm::{ColumnTrait, Condition, QueryFilter};

use crate::{
    context::ContextExt,
    error::Result,
    filter::{contains, contains_in_json, given, search},
    keyword_mapping::{input::KeywordMappingFilter, types::KeywordMapping},
    pagination::{Page, PageArgs, Sort, page},
    policy::select,
};

/// Queries over keyword mappings.
#[derive(Debug, Default)]
pub struct KeywordMappingQuery;

#[Object]
impl KeywordMappingQuery {
    /// The keyword mappings of the organisation, newest first.
    async fn keyword_mappings(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which mappings; all of them where it is left out.")] filter: Option<KeywordMappingFilter>,
        #[graphql(desc = "How many from the start, at most 100; 20 where neither `first` nor `last` is given.")]
        first: Option<i32>,
        #[graphql(desc = "Start behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "End before this cursor.")] before: Option<String>,
    ) -> Option<Result<Page<KeywordMapping>>> {
        let answer = async {
            let filter = filter.unwrap_or_default();
            let mut query = select::<keyword_mapping::Entity>(context.actor()?);
            match given("active", filter.active)? {
                Some(true) => query = query.filter(keyword_mapping::Column::RetiredAt.is_null()),
                Some(false) => query = query.filter(keyword_mapping::Column::RetiredAt.is_not_null()),
                None => {}
            }
            if let Some(text) = search("search", filter.search)? {
                let found = Condition::any()
                    .add(contains(keyword_mapping::Column::Name, &text))
                    .add(contains_in_json(keyword_mapping::Column::Keywords, &text))
                    .add(contains_in_json(keyword_mapping::Column::Synonyms, &text));
                query = query.filter(found);
            }
            let sort = Sort {
                column: keyword_mapping::Column::CreatedAt,
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
