//! Queries over reports, and linting a text.

use async_graphql::{Context, ID, Object};
use entity::report;

use crate::{
    context::ContextExt,
    error::{Error, Result},
    id::{self, NodeKind},
    pagination::{Page, PageArgs, page},
    policy::find,
    report::{
        filter::{ReportFilter, ReportOrder},
        input::LintTextInput,
        lint::{MAX_TEXT, is_too_long, lint},
        lint_types::LintResult,
        time_types::{ResolveTimesInput, ResolvedTime},
        types::Report,
    },
};

/// Queries over reports.
#[derive(Debug, Default)]
pub struct ReportQuery;

#[Object]
impl ReportQuery {
    /// What the linter says of a text, with the organisation's terms and scripts in force. Nothing is stored.
    #[graphql(complexity = "20 + child_complexity")]
    async fn lint_text(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The text and its day.")] input: LintTextInput,
    ) -> Option<Result<LintResult>> {
        let answer = async {
            let (state, actor) = (context.state()?, context.actor()?);
            if is_too_long(&input.text) {
                return Err(Error::BadRequest(format!("text 最多 {MAX_TEXT} 个字")));
            }
            let date = input.date.map_or_else(|| actor.today(&state.clock), |date| date.0);
            Ok(lint(state, actor, input.text.into(), date).await?.into())
        };
        Some(answer.await)
    }

    /// The time expressions of a text that a calendar can hold, with the days that they stand for and what they leave open.
    #[graphql(complexity = "20 + child_complexity")]
    async fn resolve_times(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The text and the moment.")] input: ResolveTimesInput,
    ) -> Option<Result<Vec<ResolvedTime>>> {
        let answer = async {
            let (state, actor) = (context.state()?, context.actor()?);
            if is_too_long(&input.text) {
                return Err(Error::BadRequest(format!("text 最多 {MAX_TEXT} 个字")));
            }
            let at = actor.local(input.at.unwrap_or_else(|| state.clock.now()));
            let times = tokio::task::spawn_blocking(move || nlp::time::resolve(&input.text, at));
            let times = times.await.map_err(Error::fault)?;
            Ok(times.into_iter().map(ResolvedTime::from).collect())
        };
        Some(answer.await)
    }

    /// The report with this id; null with `NOT_FOUND` where there is none that the user may see.
    async fn report(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Its global id.")] id: ID,
    ) -> Option<Result<Report>> {
        let answer = async {
            let id = id::of(NodeKind::Report, &id)?;
            let found = find::<report::Entity>(context.state()?.database.read(), context.actor()?, id).await?;
            Ok(Report(found))
        };
        Some(answer.await)
    }

    /// The reports that the user may see: one's own, and those submitted in the teams that one is in charge of.
    async fn reports(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which reports; all of them where it is left out.")] filter: Option<ReportFilter>,
        #[graphql(desc = "The order; by day, latest first, where it is left out.")] order_by: Option<ReportOrder>,
        #[graphql(desc = "How many from the start, at most 100; 20 where neither `first` nor `last` is given.")]
        first: Option<i32>,
        #[graphql(desc = "Start behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "End before this cursor.")] before: Option<String>,
    ) -> Option<Result<Page<Report>>> {
        let answer = async {
            let (state, actor) = (context.state()?, context.actor()?);
            let query = filter.unwrap_or_default().select(actor)?;
            let arguments = PageArgs {
                first,
                after,
                last,
                before,
            };
            page(
                state.database.read(),
                query,
                order_by.unwrap_or_default().into(),
                &arguments,
            )
            .await
        };
        Some(answer.await)
    }
}
