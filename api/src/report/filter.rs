//! Which reports a list shows, and in which order.

use async_graphql::{Enum, ID, InputObject, MaybeUndefined};
use entity::{finding, report, team, user};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect, QueryTrait, Select};

use crate::{
    error::Result,
    filter::given,
    id::{self, NodeKind},
    pagination::Sort,
    policy::{Actor, find, select, teams_below},
    report::types::ReportStatus,
    scalar::Date,
    state::State,
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

/// The order of a list of reports.
#[derive(Enum, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReportOrder {
    /// Reports about later days first.
    #[default]
    ReportOnDesc,
    /// Reports about earlier days first.
    ReportOnAsc,
    /// Those submitted last first; drafts that never were come at the end.
    SubmittedAtDesc,
    /// The best score first; empty reports come at the end.
    ScoreDesc,
    /// The worst score first; empty reports come at the end.
    ScoreAsc,
    /// Those with most findings first.
    FindingCountDesc,
}

impl From<ReportOrder> for Sort<report::Column> {
    fn from(order: ReportOrder) -> Self {
        let (column, descending) = match order {
            ReportOrder::ReportOnDesc => (report::Column::ReportOn, true),
            ReportOrder::ReportOnAsc => (report::Column::ReportOn, false),
            ReportOrder::SubmittedAtDesc => (report::Column::SubmittedAt, true),
            ReportOrder::ScoreDesc => (report::Column::Score, true),
            ReportOrder::ScoreAsc => (report::Column::Score, false),
            ReportOrder::FindingCountDesc => (report::Column::FindingCount, true),
        };
        Self { column, descending }
    }
}

impl ReportFilter {
    /// The reports that the actor may see and that pass the filter.
    pub async fn select(self, state: &State, actor: &Actor) -> Result<Select<report::Entity>> {
        let mut query = select::<report::Entity>(actor);
        if let Some(statuses) = given("statuses", self.statuses)? {
            let statuses = statuses.into_iter().map(entity::types::ReportStatus::from);
            query = query.filter(report::Column::Status.is_in(statuses));
        }
        if let Some(id) = given("authorId", self.author_id)? {
            let id = id::of(NodeKind::User, &id)?;
            let author = find::<user::Entity>(state.database.read(), actor, id).await?;
            query = query.filter(report::Column::AuthorId.eq(author.id));
        }
        if let Some(id) = given("teamId", self.team_id)? {
            let id = id::of(NodeKind::Team, &id)?;
            let team = find::<team::Entity>(state.database.read(), actor, id).await?;
            query = query.filter(report::Column::TeamId.in_subquery(teams_below(actor, &team.path)));
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
