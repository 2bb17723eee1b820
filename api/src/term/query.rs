//! Queries over terms.

use async_graphql::{Context, Object};
use entity::term;
use sea_orm::{ColumnTrait, QueryFilter};

use crate::{
    context::ContextExt,
    error::Result,
    filter::{contains, given, search},
    pagination::{Page, PageArgs, Sort, page},
    policy::select,
    term::{
        dry_run,
        input::{DryRunTermsInput, TermFilter},
        types::{Term, TermDryRun},
    },
};

/// Queries over terms.
#[derive(Debug, Default)]
pub struct TermQuery;

#[Object]
impl TermQuery {
    /// The organisation's own terms, newest first. Shipped rules are not among them.
    async fn terms(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which terms; all of them where it is left out.")] filter: Option<TermFilter>,
        #[graphql(desc = "How many from the start, at most 100; 20 where neither `first` nor `last` is given.")]
        first: Option<i32>,
        #[graphql(desc = "Start behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "End before this cursor.")] before: Option<String>,
    ) -> Option<Result<Page<Term>>> {
        let answer = async {
            let filter = filter.unwrap_or_default();
            let mut query = select::<term::Entity>(context.actor()?);
            if let Some(category) = given("category", filter.category)? {
                query = query.filter(term::Column::Category.eq(entity::types::FindingCategory::from(category)));
            }
            if let Some(active) = given("active", filter.active)? {
                query = query.filter(term::Column::Active.eq(active));
            }
            if let Some(text) = search("search", filter.search)? {
                query = query.filter(contains(term::Column::Text, &text));
            }
            let sort = Sort {
                column: term::Column::CreatedAt,
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

    /// What a change of terms would do to the submitted reports of the last days: which findings appear and which vanish.
    /// Nothing is changed. At most the latest 100,000 reports are linted; it may take a minute. For HEADQUARTERS and ADMIN.
    #[graphql(complexity = "500 + child_complexity")]
    async fn dry_run_terms(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What would change, and for how many days.")] input: DryRunTermsInput,
    ) -> Option<Result<TermDryRun>> {
        let answer = async {
            let (state, actor) = (context.state()?, context.actor()?);
            Ok(dry_run::run(state, actor, input.try_into()?).await?.into())
        };
        Some(answer.await)
    }
}
