//! How often each rule finds something, and how often people say that it errs.

use chrono::NaiveDate;
use entity::{finding, types::FindingCategory};
use sea_orm::{
    ColumnTrait, FromQueryResult, Order, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Alias, Expr},
};

use crate::{
    error::{Error, Result},
    policy::{Actor, Capability, select},
    state::State,
};

/// How many rules one answer names.
const MAX_RULES: u64 = 1_000;

/// The figures of a rule.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct RuleFigures {
    /// The rule or term.
    pub rule: String,
    /// What it finds.
    pub category: FindingCategory,
    /// How often it found something.
    pub found: i64,
    /// How many of these were dismissed.
    pub dismissed: i64,
}

/// The figures of every rule that found something in the reports submitted from `from` to `to`, both inclusive; the one that
/// found most comes first.
pub async fn by_rule(state: &State, actor: &Actor, from: NaiveDate, to: NaiveDate) -> Result<Vec<RuleFigures>> {
    actor.require(Capability::KeepPack)?;
    if from > to {
        return Err(Error::BadRequest("from 不能晚于 to".into()));
    }
    let start = from.pred_opt().map(|before| actor.end_of(before).timestamp_millis());
    let figures = select::<finding::Entity>(actor)
        .select_only()
        .columns([finding::Column::Rule, finding::Column::Category])
        .column_as(finding::Column::Id.count(), "found")
        .column_as(finding::Column::DismissedAt.count(), "dismissed")
        .filter(finding::Column::CreatedAt.gte(start.unwrap_or(i64::MIN)))
        .filter(finding::Column::CreatedAt.lt(actor.end_of(to).timestamp_millis()))
        .group_by(finding::Column::Rule)
        .group_by(finding::Column::Category)
        .order_by(Expr::col(Alias::new("found")), Order::Desc)
        .order_by(finding::Column::Rule, Order::Asc)
        .order_by(finding::Column::Category, Order::Asc)
        .limit(MAX_RULES)
        .into_model::<RuleFigures>()
        .all(state.database.read())
        .await?;
    Ok(figures)
}
