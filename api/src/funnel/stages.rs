//! Conversion by stage, and time in stage, in one statement.

use entity::{
    lead, stage, stage_visit,
    types::{LeadStage, Timestamp},
};
use sea_orm::{
    Condition, ConnectionTrait, ExprTrait, FromQueryResult, QuerySelect, QueryTrait,
    sea_query::{Alias, Asterisk, Expr, Func, JoinType, Query},
};
use uuid::Uuid;

use crate::{error::Result, funnel::service::Scope, policy::Actor, stage::list::Stages, state::State};

/// What became of the leads that entered one stage.
#[derive(Clone, Debug)]
pub struct StageCount {
    /// The stage.
    pub stage: stage::Model,
    /// How many entered it.
    pub entered: i64,
    /// How many of them went on to a later stage, or were won.
    pub advanced: i64,
    /// How many were lost from it.
    pub lost: i64,
    /// How many are in it still.
    pub waiting: i64,
    /// How long those that left it had been in it, all together, in milliseconds.
    pub stayed_ms: i64,
    /// How long those in it have been in it, all together, in milliseconds.
    pub waiting_ms: i64,
}

#[derive(FromQueryResult)]
struct Row {
    stage_id: Uuid,
    entered: i64,
    advanced: i64,
    lost: i64,
    waiting: i64,
    stayed_ms: i64,
    waiting_ms: i64,
}

/// The stages in their order, with the leads that entered them in the weeks of the scope.
pub async fn count(state: &State, actor: &Actor, scope: &Scope) -> Result<Vec<StageCount>> {
    use stage_visit::Column;
    let connection = state.database.read();
    let stages = Stages::load(connection, actor.organization_id).await?;
    let visit = |column: Column| Expr::col((stage_visit::Entity, column));
    let next_phase = || Expr::col(("next", stage::Column::Phase));
    let left = || Condition::all().add(visit(Column::LeftAt).is_not_null());
    let lost = || left().add(next_phase().eq(LeadStage::Lost));
    let waiting = || Condition::all().add(visit(Column::LeftAt).is_null());
    let how_many = |condition: Condition| Expr::case(condition, 1).count();
    let sum = |condition: Condition, length: Expr| {
        let sum = Func::sum(Expr::case(condition, length).finally(0));
        Expr::expr(Func::coalesce([sum.into(), Expr::value(0)])).cast_as(Alias::new("bigint"))
    };
    let now = Timestamp::from(scope.now);
    let query = Query::select()
        .column((stage_visit::Entity, Column::StageId))
        .expr_as(Func::count(Expr::col(Asterisk)), "entered")
        .expr_as(how_many(left().add(next_phase().ne(LeadStage::Lost))), "advanced")
        .expr_as(how_many(lost()), "lost")
        .expr_as(how_many(waiting()), "waiting")
        .expr_as(
            sum(left(), visit(Column::LeftAt).sub(visit(Column::EnteredAt))),
            "stayed_ms",
        )
        .expr_as(
            sum(waiting(), Expr::value(now).sub(visit(Column::EnteredAt))),
            "waiting_ms",
        )
        .from(stage_visit::Entity)
        .join_as(
            JoinType::LeftJoin,
            stage::Entity,
            "next",
            Expr::col(("next", stage::Column::Id)).equals((stage_visit::Entity, Column::NextStageId)),
        )
        .and_where(visit(Column::OrganizationId).eq(actor.organization_id))
        .and_where(visit(Column::EnteredAt).gte(Timestamp::from(scope.start())))
        .and_where(
            visit(Column::LeadId).in_subquery(scope.leads(actor).select_only().column(lead::Column::Id).into_query()),
        )
        .group_by_col((stage_visit::Entity, Column::StageId))
        .to_owned();
    let found = connection.query_all(&query).await?;
    let rows: Vec<Row> = found
        .iter()
        .map(|row| Ok(Row::from_query_result(row, "")?))
        .collect::<Result<_>>()?;
    Ok(stages
        .into_all()
        .into_iter()
        .filter_map(|stage| {
            let row = rows.iter().find(|row| row.stage_id == stage.id);
            // Stages out of use count only where somebody was in them.
            (stage.active || row.is_some()).then(|| StageCount {
                entered: row.map_or(0, |row| row.entered),
                advanced: row.map_or(0, |row| row.advanced),
                lost: row.map_or(0, |row| row.lost),
                waiting: row.map_or(0, |row| row.waiting),
                stayed_ms: row.map_or(0, |row| row.stayed_ms),
                waiting_ms: row.map_or(0, |row| row.waiting_ms),
                stage,
            })
        })
        .collect())
}
