//! 停滞: leads that nothing happens with.

use chrono::{DateTime, TimeDelta, Utc};
use entity::{
    lead::{Column, Model},
    types::Timestamp,
};
use sea_orm::{
    ColumnTrait, Condition, ExprTrait,
    sea_query::{Expr, Func},
};

use crate::lead::stage;

/// Days without activity after which a lead is stale.
pub const STALE_DAYS: i32 = 7;

/// Whether nothing has happened with an open lead for [`STALE_DAYS`] days before `now`. The days of a lead that nothing
/// ever happened with count from its creation.
pub fn is_stale(lead: &Model, now: DateTime<Utc>) -> bool {
    let touched = *lead.last_activity_at.unwrap_or(lead.created_at);
    stage::is_open(lead.stage) && touched <= before(now, STALE_DAYS)
}

/// The open leads that nothing has happened with for `days` days before `now`.
pub fn condition(now: DateTime<Utc>, days: i32) -> Condition {
    let columns = [Column::LastActivityAt, Column::CreatedAt];
    let touched = Expr::expr(Func::coalesce(columns.map(|column| Expr::col(column.as_column_ref()))));
    Condition::all()
        .add(Column::Stage.is_in(stage::OPEN))
        .add(touched.lte(Timestamp::from(before(now, days))))
}

fn before(now: DateTime<Utc>, days: i32) -> DateTime<Utc> {
    now - TimeDelta::days(days.into())
}
