//! Which reports a list shows, and in which order.

use async_graphql::{Enum, ID, InputObject, MaybeUndefined};
use entity::{finding, report};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect, QueryTrait, Select};

use crate::{
    error::Result,
    filter::{given, given_id},
    id::NodeKind,
    pagination::{OrderDirection, Sort},
    policy::{Actor, select, teams_from},
    report::types::ReportStatus,
    scalar::Date,
    term::FindingCategory,
};

/// Which reports a list shows. What is left out does not filter; null is refused.
#[derive(InputObject, Debug, Default)]
pub struct ReportFilter {
    /// Only reports in one of these states.
    pub statuses: MaybeUndefined<Vec<ReportStatus>>,
    /// Only reports of this author.
    pub author_id: MaybeUndefined<ID>,
    /// Only reports of this team or of one below it.
    pub team_id: MaybeUndefined<ID>,
    /// Only reports about this day or a later one.
    pub from: MaybeUndefined<Date>,
    /// Only reports about this day or an earlier one.
    pub to: MaybeUndefined<Date>,
    /// Only reports with a finding of this category that nobody has dismissed.
    pub category: MaybeUndefined<FindingCategory>,
    /// Only reports with this score or a better one.
    pub min_score: MaybeUndefined<i32>,
    /// Only reports with this score or a worse one.
    pub max_score: MaybeUndefined<i32>,
}

/// What a list of reports may be sorted by.
#[derive(Enum, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReportOrderField {
    /// The day that it is about.
    #[default]
    ReportOn,
    /// When it was last submitted; drafts that never were come last in either direction.
    SubmittedAt,
    /// The score; empty reports come last in either direction.
    Score,
    /// How many findings it has.
    FindingCount,
}

/// The order of a list of reports.
#[derive(InputObject, Clone, Copy, Debug, Default)]
pub struct ReportOrder {
    /// What to sort by.
    pub field: ReportOrderField,
    /// Which end comes first.
    #[graphql(default)]
    pub direction: OrderDirection,
}

impl From<ReportOrder> for Sort<report::Column> {
    fn from(order: ReportOrder) -> Self {
        Self {
            column: match order.field {
                ReportOrderField::ReportOn => report::Column::ReportOn,
                ReportOrderField::SubmittedAt => report::Column::SubmittedAt,
                ReportOrderField::Score => report::Column::Score,
                ReportOrderField::FindingCount => report::Column::FindingCount,
            },
            descending: order.direction == OrderDirection::Desc,
        }
    }
}

impl ReportFilter {
    /// The reports that the actor may see and that pass the filter.
    pub fn select(self, actor: &Actor) -> Result<Select<report::Entity>> {
        let mut query = select::<report::Entity>(actor);
        if let Some(statuses) = given("statuses", self.statuses)? {
            let statuses = statuses.into_iter().map(entity::types::ReportStatus::from);
            query = query.filter(report::Column::Status.is_in(statuses));
        }
        if let Some(author) = given_id(NodeKind::User, "authorId", self.author_id)? {
            query = query.filter(report::Column::AuthorId.eq(author));
        }
        if let Some(team) = given_id(NodeKind::Team, "teamId", self.team_id)? {
            query = query.filter(report::Column::TeamId.in_subquery(teams_from(actor, team)));
        }
        if let Some(day) = given("from", self.from)? {
            query = query.filter(report::Column::ReportOn.gte(day.0));
        }
        if let Some(day) = given("to", self.to)? {
            query = query.filter(report::Column::ReportOn.lte(day.0));
        }
        if let Some(category) = given("category", self.category)? {
            let found = select::<finding::Entity>(actor)
                .select_only()
                .column(finding::Column::ReportId)
                .filter(finding::Column::Category.eq(entity::types::FindingCategory::from(category)))
                .filter(finding::Column::DismissedAt.is_null())
                .into_query();
            query = query.filter(report::Column::Id.in_subquery(found));
        }
        if let Some(score) = given("minScore", self.min_score)? {
            query = query.filter(report::Column::Score.gte(score));
        }
        if let Some(score) = given("maxScore", self.max_score)? {
            query = query.filter(report::Column::Score.lte(score));
        }
        Ok(query)
    }
}
