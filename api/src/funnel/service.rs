//! Which leads and which weeks a funnel counts.

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use entity::{lead, team, user};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, Select};
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    policy::{Actor, find, select, teams_from},
};

/// How many weeks a funnel counts at most.
pub const MAX_WEEKS: i32 = 26;

/// What to count.
#[derive(Clone, Debug)]
pub struct Scope {
    /// Only leads of this team and of all teams below it.
    pub team_id: Option<Uuid>,
    /// Only leads in the charge of this user.
    pub owner_id: Option<Uuid>,
    /// The weeks, the oldest first; the last one is the present one.
    pub weeks: Vec<Week>,
    /// The present.
    pub now: DateTime<Utc>,
}

/// A week of the organisation's calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its Monday.
    pub starts_on: NaiveDate,
    /// When it began.
    pub start: DateTime<Utc>,
    /// When the next one began, or will.
    pub end: DateTime<Utc>,
}

impl Scope {
    /// The last `weeks` weeks up to the present one.
    pub fn new(
        actor: &Actor,
        now: DateTime<Utc>,
        weeks: i32,
        team_id: Option<Uuid>,
        owner_id: Option<Uuid>,
    ) -> Result<Self> {
        let count = u64::try_from(weeks).ok().filter(|_| (1..=MAX_WEEKS).contains(&weeks));
        let count =
            count.ok_or_else(|| Error::BadRequest(format!("weeks 应在 1 到 {MAX_WEEKS} 之间，收到 {weeks}")))?;
        let today = actor.day_of(now);
        let monday = today - Days::new(today.weekday().num_days_from_monday().into());
        let weeks = (0..count).rev().map(|ago| {
            let starts_on = monday - Days::new(7 * ago);
            Week {
                starts_on,
                start: actor.start_of(starts_on),
                end: actor.start_of(starts_on + Days::new(7)),
            }
        });
        Ok(Self {
            team_id,
            owner_id,
            weeks: weeks.collect(),
            now,
        })
    }

    /// Fails where the team or the user is none of the organisation's.
    pub async fn check(&self, connection: &impl ConnectionTrait, actor: &Actor) -> Result<()> {
        if let Some(id) = self.team_id {
            find::<team::Entity>(connection, actor, id).await?;
        }
        if let Some(id) = self.owner_id {
            find::<user::Entity>(connection, actor, id).await?;
        }
        Ok(())
    }

    /// When the first of the weeks began.
    pub fn start(&self) -> DateTime<Utc> {
        self.weeks.first().map_or(self.now, |week| week.start)
    }

    /// The leads to count, of those that the actor may see.
    pub fn leads(&self, actor: &Actor) -> Select<lead::Entity> {
        let mut leads = select::<lead::Entity>(actor);
        if let Some(team) = self.team_id {
            leads = leads.filter(lead::Column::TeamId.in_subquery(teams_from(actor, team)));
        }
        if let Some(owner) = self.owner_id {
            leads = leads.filter(lead::Column::OwnerId.eq(owner));
        }
        leads
    }
}
