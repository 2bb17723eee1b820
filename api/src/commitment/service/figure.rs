//! How many promises were kept by the day that was promised first.

use chrono::NaiveDate;
use entity::{commitment, commitment_kind, team, user};
use sea_orm::{
    ColumnTrait, Condition, ExprTrait, FromQueryResult, QueryFilter, QuerySelect, QueryTrait, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    commitment::filter::{counts, is_kept, is_overdue_first},
    error::{Error, Result, UserErrorCode},
    policy::{Actor, select, teams_from},
    state::State,
    validation::Validator,
};

/// Which promises count.
#[derive(Clone, Debug)]
pub struct FigureFilter {
    /// Those that were due first on this day or later.
    pub from: NaiveDate,
    /// Those that were due first on this day or earlier.
    pub to: NaiveDate,
    /// Those of this kind.
    pub kind_id: Option<Uuid>,
    /// Those that this user made.
    pub made_by: Option<Uuid>,
    /// Those that this user delivers.
    pub deliverer_id: Option<Uuid>,
    /// Those that were made in this team or below it.
    pub team_id: Option<Uuid>,
}

/// The figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Figure {
    /// Those that were due, or ended before; none that was cancelled.
    pub due: i64,
    /// Of these, those that were kept by the day that was promised first.
    pub on_time: i64,
    /// Of these, those that are open still.
    pub still_open: i64,
}

/// Counts in one statement.
pub async fn figure(state: &State, actor: &Actor, filter: FigureFilter) -> Result<Figure> {
    check(state, actor, &filter).await?;
    let today = actor.today(&state.clock);
    let of_team = filter.team_id.map(|team| {
        select::<user::Entity>(actor)
            .select_only()
            .column(user::Column::Id)
            .filter(user::Column::TeamId.in_subquery(teams_from(actor, team)))
            .into_query()
    });
    let found = select::<commitment::Entity>(actor)
        .filter(commitment::Column::FirstDueOn.between(filter.from, filter.to))
        .filter(counts(today))
        .apply_if(filter.kind_id, |query, id| {
            query.filter(commitment::Column::KindId.eq(id))
        })
        .apply_if(filter.made_by, |query, id| {
            query.filter(commitment::Column::MadeBy.eq(id))
        })
        .apply_if(filter.deliverer_id, |query, id| {
            query.filter(commitment::Column::DelivererId.eq(id))
        })
        .apply_if(of_team, |query, users| {
            query.filter(commitment::Column::MadeBy.in_subquery(users))
        })
        .select_only()
        .expr_as(commitment::Column::Id.count(), "due")
        .expr_as(how_many(is_kept()), "on_time")
        .expr_as(how_many(is_overdue_first(today)), "still_open")
        .into_model::<Figure>()
        .one(state.database.read())
        .await?;
    found.ok_or_else(|| Error::fault("counting answered nothing"))
}

async fn check(state: &State, actor: &Actor, filter: &FigureFilter) -> Result<()> {
    let connection = state.database.read();
    let mut validator = Validator::default();
    if filter.to < filter.from {
        validator.report("to", UserErrorCode::Invalid, "结束日期不能早于开始日期");
    }
    if let Some(id) = filter.kind_id {
        validator
            .row::<commitment_kind::Entity>(connection, actor, "kindId", id)
            .await?;
    }
    for (field, id) in [("madeById", filter.made_by), ("delivererId", filter.deliverer_id)] {
        if let Some(id) = id {
            validator.row::<user::Entity>(connection, actor, field, id).await?;
        }
    }
    if let Some(id) = filter.team_id {
        validator.row::<team::Entity>(connection, actor, "teamId", id).await?;
    }
    validator.finish()
}

fn how_many(condition: Condition) -> Expr {
    Expr::case(condition, 1).count()
}
