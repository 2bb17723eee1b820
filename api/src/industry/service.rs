//! Setting how often the companies of a trade buy.

use std::ops::RangeInclusive;

use entity::industry::{self, Season};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, IntoActiveModel, QueryFilter, QuerySelect, SqlErr,
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    audit,
    error::{Error, Result, UserErrorCode, same_version},
    policy::{Actor, Capability, select},
    state::State,
    tier::jobs,
    validation::Validator,
};

const MAX_NAME: usize = 50;
const CYCLE: RangeInclusive<i32> = 1..=3650;
const FACTOR: RangeInclusive<i32> = 10..=1000;
const KNOWN: &str = "已有这个行业，请在它的当前版本上修改";

/// What is to be known of a trade.
#[derive(Clone, Debug)]
pub struct NewIndustry {
    /// The trade.
    pub name: String,
    /// The version that the user saw; none for a new one.
    pub version: Option<i32>,
    /// The usual days from order to order.
    pub cycle_days: i32,
    /// The season factors.
    pub season: Option<Vec<i32>>,
}

/// Says how often the companies of a trade buy.
pub async fn set(state: &State, actor: &Actor, new: NewIndustry) -> Result<industry::Model> {
    actor.require(Capability::KeepTierPolicy)?;
    let mut validator = Validator::default();
    let name = validator.text("name", &new.name, MAX_NAME);
    if !CYCLE.contains(&new.cycle_days) {
        let message = format!("采购周期应在 {} 到 {} 天之间", CYCLE.start(), CYCLE.end());
        validator.report("cycleDays", UserErrorCode::Invalid, message);
    }
    let season = check_season(&mut validator, new.season);
    let transaction = state.database.begin().await?;
    let found = select::<industry::Entity>(actor)
        .filter(industry::Column::Name.eq(&name))
        .lock_exclusive()
        .one(&transaction)
        .await?;
    match (&found, new.version) {
        (Some(found), Some(version)) => same_version(found.version, version)?,
        (Some(_), None) => validator.report("name", UserErrorCode::Taken, KNOWN),
        (None, Some(_)) => validator.report("name", UserErrorCode::NotFound, "还没有这个行业；新建时请勿填写版本"),
        (None, None) => {}
    }
    validator.finish()?;
    let now = state.clock.timestamp();
    let before = found.as_ref().map(|found| json!([found.cycle_days, found.season]));
    let model = match found {
        Some(found) => {
            let version = found.version + 1;
            let mut row = found.into_active_model();
            row.cycle_days = Set(new.cycle_days);
            row.season = Set(season);
            row.updated_at = Set(now);
            row.version = Set(version);
            row.update(&transaction).await?
        }
        None => {
            let row = industry::ActiveModel {
                id: Set(Uuid::now_v7()),
                organization_id: Set(actor.organization_id),
                name: Set(name),
                cycle_days: Set(new.cycle_days),
                season: Set(season),
                created_at: Set(now),
                updated_at: Set(now),
                version: Set(1),
            };
            row.insert(&transaction).await.map_err(taken_or)?
        }
    };
    let detail = json!({"name": model.name, "from": before, "to": [model.cycle_days, model.season]});
    let subject = ("industry", model.id);
    audit::record(state, &transaction, actor, "industry.set", subject, Some(detail)).await?;
    jobs::organization_changed(state, &transaction, actor.organization_id).await?;
    transaction.commit().await?;
    Ok(model)
}

fn check_season(validator: &mut Validator, factors: Option<Vec<i32>>) -> Season {
    let Some(factors) = factors else {
        return Season::default();
    };
    for (month, factor) in factors.iter().enumerate() {
        if !FACTOR.contains(factor) {
            let message = format!("季节系数应在 {} 到 {} 之间", FACTOR.start(), FACTOR.end());
            validator.report(["season", &month.to_string()], UserErrorCode::Invalid, message);
        }
    }
    if let Ok(factors) = factors.try_into() {
        return Season(factors);
    }
    validator.report("season", UserErrorCode::Invalid, "应有 12 个月的系数，从一月开始");
    Season::default()
}

/// Somebody may have added the trade since it was looked for.
fn taken_or(error: DbErr) -> Error {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Error::invalid("name", UserErrorCode::Taken, KNOWN),
        _ => error.into(),
    }
}
