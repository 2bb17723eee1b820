//! The user on whose behalf something happens.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use entity::types::Role;
use uuid::Uuid;

use crate::{
    clock::Clock,
    error::{Error, Result},
    policy::Capability,
};

/// A logged-in user with everything that decides what they may see, read from the database for each request, so that a
/// change of role or a sign-out is in force at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The user.
    pub id: Uuid,
    /// The tenant.
    pub organization_id: Uuid,
    /// What the user may do.
    pub role: Role,
    /// Where the user works.
    pub team: Option<Team>,
    /// The shop of a clerk.
    pub store_id: Option<Uuid>,
    /// The zone of the organisation's calendar days.
    pub time_zone: Tz,
    /// The version of the organisation's terms, scripts and keyword mappings.
    pub pack_version: i32,
    /// When the token that speaks for the user was issued, in milliseconds since 1970; a sign-out since then ends it.
    pub token_issued_ms: i64,
}

/// A team with its place in the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    /// The team.
    pub id: Uuid,
    /// See `entity::team::Model::path`.
    pub path: String,
}

impl Actor {
    /// Fails unless the actor's role includes `capability`.
    pub fn require(&self, capability: Capability) -> Result<()> {
        if capability.roles().contains(&self.role) {
            Ok(())
        } else {
            Err(Error::Forbidden)
        }
    }

    /// Whether the team at `path` is the actor's own or below it.
    pub fn is_above(&self, path: &str) -> bool {
        self.team.as_ref().is_some_and(|team| path.starts_with(&team.path))
    }

    /// The day it is for the organisation.
    pub fn today(&self, clock: &Clock) -> NaiveDate {
        self.day_of(clock.now())
    }

    /// The day that it is for the organisation at `instant`.
    pub fn day_of(&self, instant: DateTime<Utc>) -> NaiveDate {
        instant.with_timezone(&self.time_zone).date_naive()
    }

    /// What a clock of the organisation shows at `instant`.
    pub fn local(&self, instant: DateTime<Utc>) -> NaiveDateTime {
        instant.with_timezone(&self.time_zone).naive_local()
    }

    /// The last instant of `day` for the organisation that can be stored: what is due on a day is due then.
    pub fn last_moment_of(&self, day: NaiveDate) -> DateTime<Utc> {
        self.end_of(day) - TimeDelta::milliseconds(1)
    }

    /// The instant at which `day` begins for the organisation.
    pub fn start_of(&self, day: NaiveDate) -> DateTime<Utc> {
        let midnight = day.and_time(chrono::NaiveTime::MIN);
        self.time_zone
            .from_local_datetime(&midnight)
            .earliest()
            .map_or_else(|| midnight.and_utc(), |local| local.to_utc())
    }

    /// The instant at which `day` ends for the organisation, which is when the next one begins.
    pub fn end_of(&self, day: NaiveDate) -> DateTime<Utc> {
        self.start_of(day.succ_opt().unwrap_or(day))
    }
}
