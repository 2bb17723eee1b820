//! The funnel week by week, in three statements over sums: no row of a lead leaves the database.

use chrono::{DateTime, Utc};
use entity::{
    activity, lead,
    types::{LeadStage, Timestamp},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, PaginatorTrait, QueryFilter,
    QuerySelect, QueryTrait, Select,
    sea_query::{Asterisk, CaseStatement, Expr, Func, Query, SelectStatement},
};

use crate::{
    error::{Error, Result},
    funnel::service::{Scope, Week},
    lead::{
        stage::OPEN,
        stale::{self, STALE_DAYS},
    },
    policy::Actor,
    state::State,
};

/// Where a lead stands in time that has not ended.
const STILL_OPEN: i32 = -1;

/// What happened in one week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeekCount {
    /// Which week.
    pub week: Week,
    /// Leads that were created in it.
    pub created: i64,
    /// Those of them that nothing has happened with until now.
    pub untouched: i64,
    /// Leads that something happened with in it.
    pub touched: i64,
    /// Leads that were open at its end and that nothing had happened with for seven days.
    pub stale: i64,
    /// Leads that were won in it.
    pub won: i64,
    /// Leads that were lost in it.
    pub lost: i64,
}

/// How many leads were created in one week, ended in another, and how.
#[derive(FromQueryResult)]
struct Cell {
    /// The number of the week of creation, from 1; 0 for any time before.
    created: i32,
    /// The number of the week in which the lead ended; [`STILL_OPEN`] where it has not.
    ended: i32,
    is_won: i32,
    is_untouched: i32,
    count: i64,
}

/// How many leads something happened with in one week, by the weeks of their creation and end.
#[derive(FromQueryResult)]
struct Touch {
    week: i32,
    created: i32,
    ended: i32,
    count: i64,
}

/// The weeks of the scope, the oldest first.
pub async fn count(state: &State, actor: &Actor, scope: &Scope) -> Result<Vec<WeekCount>> {
    let connection = state.database.read();
    let cells: Vec<Cell> = rows(connection, &cells(actor, scope)).await?;
    let touches: Vec<Touch> = rows(connection, &touches(actor, scope)).await?;
    let stale_now = scope
        .leads(actor)
        .filter(stale::condition(scope.now, STALE_DAYS))
        .count(connection)
        .await?;
    let stale_now = i64::try_from(stale_now).map_err(Error::fault)?;
    Ok((1..)
        .zip(&scope.weeks)
        .map(|(number, week)| {
            let sum = |counts: &dyn Fn(&Cell) -> bool| -> i64 {
                cells.iter().filter(|cell| counts(cell)).map(|cell| cell.count).sum()
            };
            let touched = |counts: &dyn Fn(&Touch) -> bool| -> i64 {
                let of_week = touches.iter().filter(|touch| touch.week == number && counts(touch));
                of_week.map(|touch| touch.count).sum()
            };
            // Who was there before the week and outlived it was seven days old at its end.
            let lived = |created: i32, ended: i32| created < number && (ended == STILL_OPEN || ended > number);
            WeekCount {
                week: *week,
                created: sum(&|cell| cell.created == number),
                untouched: sum(&|cell| cell.created == number && cell.is_untouched == 1),
                touched: touched(&|_| true),
                stale: if week.end > scope.now {
                    stale_now
                } else {
                    sum(&|cell| lived(cell.created, cell.ended)) - touched(&|touch| lived(touch.created, touch.ended))
                },
                won: sum(&|cell| cell.ended == number && cell.is_won == 1),
                lost: sum(&|cell| cell.ended == number && cell.is_won == 0),
            }
        })
        .collect())
}

/// All leads that were open in one of the weeks, counted by the weeks of their creation and end.
fn cells(actor: &Actor, scope: &Scope) -> SelectStatement {
    let flag = |condition: Condition| Expr::case(condition, 1).finally(0);
    let leads = scope
        .leads(actor)
        .filter(since(scope))
        .select_only()
        .expr_as(week_of(scope, lead::Column::CreatedAt), "created")
        .expr_as(ended(scope), "ended")
        .expr_as(
            flag(Condition::all().add(lead::Column::Stage.eq(LeadStage::Won))),
            "is_won",
        )
        .expr_as(
            flag(Condition::all().add(lead::Column::LastActivityAt.is_null())),
            "is_untouched",
        )
        .into_query();
    grouped(leads, &["created", "ended", "is_won", "is_untouched"])
}

/// Every lead once for each week in which something happened with it, counted likewise.
fn touches(actor: &Actor, scope: &Scope) -> SelectStatement {
    let activities = activities(actor, scope)
        .select_only()
        .distinct()
        .column(activity::Column::LeadId)
        .expr_as(week_of(scope, activity::Column::OccurredAt), "week")
        .into_query();
    let leads = scope
        .leads(actor)
        .filter(since(scope))
        .select_only()
        .column(lead::Column::Id)
        .expr_as(week_of(scope, lead::Column::CreatedAt), "created")
        .expr_as(ended(scope), "ended")
        .into_query();
    let joined = Query::select()
        .column("week")
        .column("created")
        .column("ended")
        .from_subquery(activities, "touch")
        .join_subquery(
            sea_orm::JoinType::InnerJoin,
            leads,
            "own",
            Expr::col(("own", lead::Column::Id)).equals(("touch", activity::Column::LeadId)),
        )
        .to_owned();
    grouped(joined, &["week", "created", "ended"])
}

/// The activities with leads in the weeks; whose leads they are shows when they are joined.
fn activities(actor: &Actor, scope: &Scope) -> Select<activity::Entity> {
    activity::Entity::find()
        .filter(activity::Column::OrganizationId.eq(actor.organization_id))
        .filter(activity::Column::LeadId.is_not_null())
        .filter(activity::Column::OccurredAt.gte(stamp(scope.start())))
        .filter(activity::Column::OccurredAt.lte(stamp(scope.now)))
}

/// The leads that were open in one of the weeks.
fn since(scope: &Scope) -> Condition {
    Condition::any()
        .add(lead::Column::Stage.is_in(OPEN))
        .add(lead::Column::StageChangedAt.gte(stamp(scope.start())))
}

/// The number of the week of an instant, from 1; 0 before the first one.
fn week_of(scope: &Scope, column: impl ColumnTrait) -> Expr {
    number(scope, CaseStatement::new(), column)
}

/// The number of the week in which a lead ended: the time of its last move, where that is final.
fn ended(scope: &Scope) -> Expr {
    let open = CaseStatement::new().case(lead::Column::Stage.is_in(OPEN), STILL_OPEN);
    number(scope, open, lead::Column::StageChangedAt)
}

fn number(scope: &Scope, case: CaseStatement, column: impl ColumnTrait) -> Expr {
    let cases = (0..).zip(&scope.weeks).fold(case, |case, (before, week): (i32, _)| {
        case.case(column.lt(stamp(week.start)), before)
    });
    let last = i32::try_from(scope.weeks.len()).unwrap_or_default();
    cases.finally(last).into()
}

fn grouped(rows: SelectStatement, by: &[&'static str]) -> SelectStatement {
    let mut query = Query::select();
    for column in by {
        query.column(*column).group_by_col(*column);
    }
    query
        .expr_as(Func::count(Expr::col(Asterisk)), "count")
        .from_subquery(rows, "counted");
    query
}

async fn rows<T: FromQueryResult>(connection: &impl ConnectionTrait, query: &SelectStatement) -> Result<Vec<T>> {
    let found = connection.query_all(query).await?;
    found.iter().map(|row| Ok(T::from_query_result(row, "")?)).collect()
}

fn stamp(instant: DateTime<Utc>) -> Timestamp {
    Timestamp::from(instant)
}
