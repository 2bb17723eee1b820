//! A believable organisation to try the server with: `zhiyan demo`.
//!
//! Everything is made from a fixed seed and lies in the year before the present, so that two demos of the same day hold the
//! same. The rows are made in memory, one file an area, and written in one transaction. Nobody of the demo has a password:
//! its tokens are printed, and end after a day.

mod cast;
mod dice;
mod documents;
mod people;
mod promises;
mod reports;
mod rows;
mod sales;
mod scoring;
mod shops;

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, TimeZone, Utc, Weekday};
use chrono_tz::{Asia::Shanghai, Tz};
use entity::{
    organization,
    types::{Role, Timestamp},
    user,
};
use sea_orm::{EntityTrait, PaginatorTrait};
use serde::Serialize;
use uuid::{NoContext, Uuid};

use self::{dice::Dice, rows::Rows};
use crate::{
    error::{Error, Result, UserErrorCode},
    state::State,
};

/// How long the printed tokens are good for.
const TOKEN_LIFETIME: TimeDelta = TimeDelta::days(1);

/// A token for each role.
#[derive(Clone, Debug, Serialize)]
pub struct Tokens {
    /// 销售.
    pub rep: String,
    /// 主管, in charge of the rep.
    pub supervisor: String,
    /// 实施经理.
    pub implementer: String,
    /// 店员.
    pub clerk: String,
    /// 总部.
    pub headquarters: String,
    /// 管理员.
    pub admin: String,
    /// The admin of the second organisation.
    pub other_admin: String,
}

/// Fills an empty database.
pub async fn seed(state: &State) -> Result<Tokens> {
    if organization::Entity::find().count(state.database.read()).await? > 0 {
        let message = "数据库不是空的；演示数据只写入空数据库";
        return Err(Error::invalid("databaseUrl", UserErrorCode::WrongState, message));
    }
    let mut stage = Stage::new(state.clock.now());
    let main = people::organization(&mut stage);
    let other = people::second_organization(&mut stage);
    scoring::settings(&mut stage, main.organization_id);
    sales::customers(&mut stage, &main);
    sales::small_pipeline(&mut stage, &other);
    promises::commitments(&mut stage, &main);
    shops::questions(&mut stage, &main).await?;
    reports::reports(&mut stage, &main).await?;
    documents::store(state, stage.now, main.organization_id).await?;
    let transaction = state.database.begin().await?;
    stage.rows.insert(&transaction).await?;
    for organization in [main.organization_id, other.organization_id] {
        scoring::score(&transaction, organization, state.clock.now()).await?;
    }
    transaction.commit().await?;

    let token = |people: &[user::Model], role: Role| {
        let user = people
            .iter()
            .find(|user| user.role == role)
            .ok_or_else(|| Error::fault(format!("the demo has nobody of role {role:?}")))?;
        let (token, _) = state.keys.sign(user.id, state.clock.now(), TOKEN_LIFETIME)?;
        Ok::<_, Error>(token)
    };
    Ok(Tokens {
        rep: token(&main.people, Role::Rep)?,
        supervisor: token(&main.people, Role::Supervisor)?,
        implementer: token(&main.people, Role::Implementer)?,
        clerk: token(&main.people, Role::Clerk)?,
        headquarters: token(&main.people, Role::Headquarters)?,
        admin: token(&main.people, Role::Admin)?,
        other_admin: token(&other.people, Role::Admin)?,
    })
}

/// Where the demo is put together: the present, chance, and the rows made so far.
struct Stage {
    now: DateTime<Utc>,
    dice: Dice,
    rows: Rows,
}

impl Stage {
    fn new(now: DateTime<Utc>) -> Self {
        Self {
            now,
            dice: Dice::new(),
            rows: Rows::default(),
        }
    }

    /// An id of a row that was made at `at`: ids grow with time.
    fn id(at: DateTime<Utc>) -> Uuid {
        let seconds = u64::try_from(at.timestamp()).unwrap_or_default();
        Uuid::new_v7(uuid::Timestamp::from_unix(
            NoContext,
            seconds,
            at.timestamp_subsec_nanos(),
        ))
    }

    /// The day it is in the organisation.
    fn today(&self) -> NaiveDate {
        self.now.with_timezone(&zone()).date_naive()
    }

    /// The last instant of `day`, at which what is due on it is due.
    fn last_moment_of(&self, day: NaiveDate) -> DateTime<Utc> {
        let midnight = (day + Days::new(1)).and_time(chrono::NaiveTime::MIN);
        zone()
            .from_local_datetime(&midnight)
            .earliest()
            .map_or(self.now, |local| local.to_utc() - TimeDelta::milliseconds(1))
    }

    /// A moment in working hours, some days ago: no weekend, and never later than now.
    fn working_moment(&mut self, days_ago: u64) -> DateTime<Utc> {
        let mut day = self.today() - Days::new(days_ago);
        while matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            day = day - Days::new(1);
        }
        let minutes = self.dice.between(8 * 60 + 30, 18 * 60);
        let local = day.and_time(chrono::NaiveTime::MIN) + TimeDelta::minutes(minutes);
        let moment = zone()
            .from_local_datetime(&local)
            .earliest()
            .map_or(self.now, |local| local.to_utc());
        moment.min(self.now - TimeDelta::minutes(self.dice.between(1, 50)))
    }
}

fn zone() -> Tz {
    Shanghai
}

fn stamp(at: DateTime<Utc>) -> Timestamp {
    at.into()
}
