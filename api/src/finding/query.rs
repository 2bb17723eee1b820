//! Queries over findings.

use async_graphql::{Context, Object};

use crate::{
    context::ContextExt,
    error::Result,
    finding::{statistics, types::RuleStatistic},
    scalar::Date,
};

/// Queries over findings.
#[derive(Debug, Default)]
pub struct FindingQuery;

#[Object]
impl FindingQuery {
    /// How often each rule found something in the reports that were submitted within some days, and how often that was
    /// dismissed; the rule that found most comes first, at most 1,000 rules. For HEADQUARTERS and ADMIN.
    async fn rule_statistics(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The first day.")] from: Date,
        #[graphql(desc = "The last day, inclusive.")] to: Date,
    ) -> Option<Result<Vec<RuleStatistic>>> {
        let answer = async {
            let figures = statistics::by_rule(context.state()?, context.actor()?, from.0, to.0).await?;
            Ok(figures.into_iter().map(RuleStatistic).collect())
        };
        Some(answer.await)
    }
}
