//! Queries over questions.

use async_graphql::{Context, Object};
use entity::{
    question::{self, QuestionMatches, SensitiveMarks},
    store,
};
use sea_orm::{ColumnTrait, Condition, QueryFilter, QuerySelect, QueryTrait, Select};

use crate::{
    context::ContextExt,
    error::Result,
    filter::{contains, given, given_id, search},
    id::NodeKind,
    pagination::{Page, PageArgs, Sort, page},
    policy::{Actor, select},
    question::{
        input::QuestionFilter,
        matching::matches,
        sensitive::{Speaker, lacking, marks},
        types::{MatchedQuestion, Question, QuestionMatch, SensitiveMark, categories},
    },
};

/// Queries over questions.
#[derive(Debug, Default)]
pub struct QuestionQuery;

#[Object]
impl QuestionQuery {
    /// What a question matches and which of its words are sensitive, without recording it.
    async fn match_question(
        &self,
        context: &Context<'_>,
        #[graphql(
            desc = "The customer's words, at most 2,000 characters.",
            validator(chars_max_length = 2000)
        )]
        text: String,
    ) -> Option<Result<MatchedQuestion>> {
        let answer = async {
            let (state, actor) = (context.state()?, context.actor()?);
            let matcher = state.matchers.of(&state.database, actor).await?;
            let linter = state.linters.of(&state.database, actor).await?;
            let found = marks(&linter, &text, actor.today(&state.clock), Speaker::Customer)?;
            let sensitive = SensitiveMarks(found);
            Ok(MatchedQuestion {
                matches: matches(&matcher, &text)?.0.into_iter().map(QuestionMatch).collect(),
                required_disclosures: categories(&lacking(&sensitive, &[])),
                sensitive: sensitive.0.into_iter().map(SensitiveMark).collect(),
            })
        };
        Some(answer.await)
    }

    /// The questions that the user may see, the latest asked first.
    async fn questions(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which questions; all of them where it is left out.")] filter: Option<QuestionFilter>,
        #[graphql(desc = "How many from the start, at most 100; 20 where neither `first` nor `last` is given.")]
        first: Option<i32>,
        #[graphql(desc = "Start behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "End before this cursor.")] before: Option<String>,
    ) -> Option<Result<Page<Question>>> {
        let answer = async {
            let query = filtered(context.actor()?, filter.unwrap_or_default())?;
            let sort = Sort {
                column: question::Column::AskedAt,
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

fn filtered(actor: &Actor, filter: QuestionFilter) -> Result<Select<question::Entity>> {
    let mut query = select::<question::Entity>(actor);
    if let Some(store) = given_id(NodeKind::Store, "storeId", filter.store_id)? {
        query = query.filter(question::Column::StoreId.eq(store));
    }
    if let Some(region) = given("region", filter.region)? {
        let stores = select::<store::Entity>(actor)
            .select_only()
            .column(store::Column::Id)
            .filter(store::Column::Region.eq(region))
            .into_query();
        query = query.filter(question::Column::StoreId.in_subquery(stores));
    }
    if let Some(status) = given("status", filter.status)? {
        query = query.filter(question::Column::Status.eq(entity::types::QuestionStatus::from(status)));
    }
    match given("matched", filter.matched)? {
        Some(true) => query = query.filter(question::Column::Matches.ne(QuestionMatches::default())),
        Some(false) => query = query.filter(question::Column::Matches.eq(QuestionMatches::default())),
        None => {}
    }
    if let Some(from) = given("from", filter.from)? {
        query = query.filter(question::Column::AskedAt.gte(actor.start_of(from.0).timestamp_millis()));
    }
    if let Some(to) = given("to", filter.to)? {
        query = query.filter(question::Column::AskedAt.lt(actor.end_of(to.0).timestamp_millis()));
    }
    if let Some(text) = search("search", filter.search)? {
        let found = Condition::any()
            .add(contains(question::Column::Text, &text))
            .add(contains(question::Column::Answer, &text));
        query = query.filter(found);
    }
    Ok(query)
}
