//! Which leads a list shows.

use async_graphql::{ID, InputObject, MaybeUndefined};
use chrono::{DateTime, Utc};
use entity::{
    customer,
    lead::Column,
    types::{self, Timestamp},
};
use sea_orm::{ColumnTrait, Condition, QueryFilter, QuerySelect, QueryTrait};

use crate::{
    customer::input::named,
    error::{Error, Result},
    filter::{contains, given, given_id, search},
    id::{self, NodeKind},
    lead::{
        stale::{self, STALE_DAYS},
        types::{LeadStage, Tier},
    },
    policy::{Actor, select, teams_from},
    scalar::FourDigitYear,
};

/// The longest time without activity that leads are listed by, in days.
const MAX_STALE_DAYS: i32 = 3650;

/// Which leads to list. All conditions that are given must hold; null is refused.
#[derive(InputObject, Default)]
pub struct LeadFilter {
    /// Only leads in one of these stages of the organisation's list, at most 50.
    #[graphql(validator(max_items = 50))]
    pub stage_ids: MaybeUndefined<Vec<ID>>,
    /// Only leads whose stage counts as one of these.
    pub phases: MaybeUndefined<Vec<LeadStage>>,
    /// Only leads of one of these tiers.
    pub tiers: MaybeUndefined<Vec<Tier>>,
    /// Only leads with this score or a higher one, 0 to 100.
    pub min_score: MaybeUndefined<i32>,
    /// Only leads in the charge of this user.
    pub owner_id: MaybeUndefined<ID>,
    /// Only leads of this team and of all teams below it.
    pub team_id: MaybeUndefined<ID>,
    /// Only leads of this customer.
    pub customer_id: MaybeUndefined<ID>,
    /// Only leads whose title or whose customer's name contains this text; at most 100 characters.
    pub search: MaybeUndefined<String>,
    /// Only leads that are stale (true): open, and without activity for 7 days; or only those that are not (false).
    pub stale: MaybeUndefined<bool>,
    /// Only open leads without activity for this many days, 1 to 3650.
    pub stale_days: MaybeUndefined<i32>,
    /// Only leads created at this time or later.
    #[graphql(validator(custom = "FourDigitYear"))]
    pub created_after: MaybeUndefined<DateTime<Utc>>,
    /// Only leads created before this time.
    #[graphql(validator(custom = "FourDigitYear"))]
    pub created_before: MaybeUndefined<DateTime<Utc>>,
}

impl LeadFilter {
    /// The filter as a condition over `lead`.
    pub(super) fn condition(self, actor: &Actor, now: DateTime<Utc>) -> Result<Condition> {
        let instant = |at: DateTime<Utc>| Timestamp::from(at);
        let stages = given("stageIds", self.stage_ids)?;
        let stages = stages.map(|ids| {
            ids.into_iter()
                .map(|id| id::or_nil(NodeKind::Stage, &id))
                .collect::<Vec<_>>()
        });
        let phases = given("phases", self.phases)?;
        let tiers = given("tiers", self.tiers)?;
        let min_score = given("minScore", self.min_score)?;
        let owner = given_id(NodeKind::User, "ownerId", self.owner_id)?;
        let team = given_id(NodeKind::Team, "teamId", self.team_id)?;
        let customer = given_id(NodeKind::Customer, "customerId", self.customer_id)?;
        let mut condition = Condition::all()
            .add_option(stages.map(|stages| Column::StageId.is_in(stages)))
            .add_option(phases.map(|phases| Column::Stage.is_in(phases.into_iter().map(types::LeadStage::from))))
            .add_option(tiers.map(|tiers| Column::Tier.is_in(tiers.into_iter().map(types::Tier::from))))
            .add_option(min_score.map(|score| Column::Score.gte(score)))
            .add_option(owner.map(|owner| Column::OwnerId.eq(owner)))
            .add_option(team.map(|team| Column::TeamId.in_subquery(teams_from(actor, team))))
            .add_option(customer.map(|customer| Column::CustomerId.eq(customer)))
            .add_option(given("createdAfter", self.created_after)?.map(|at| Column::CreatedAt.gte(instant(at))))
            .add_option(given("createdBefore", self.created_before)?.map(|at| Column::CreatedAt.lt(instant(at))));
        if let Some(text) = search("search", self.search)? {
            condition = condition.add(mentions(actor, &text));
        }
        if let Some(stale) = given("stale", self.stale)? {
            let is_stale = stale::condition(now, STALE_DAYS);
            condition = condition.add(if stale { is_stale } else { is_stale.not() });
        }
        if let Some(days) = given("staleDays", self.stale_days)? {
            if !(1..=MAX_STALE_DAYS).contains(&days) {
                let message = format!("staleDays 应在 1 到 {MAX_STALE_DAYS} 之间，收到 {days}");
                return Err(Error::BadRequest(message));
            }
            condition = condition.add(stale::condition(now, days));
        }
        Ok(condition)
    }
}

/// The leads whose title or customer's name contains `text`.
fn mentions(actor: &Actor, text: &str) -> Condition {
    let customers = select::<customer::Entity>(actor)
        .filter(named(text))
        .select_only()
        .column(customer::Column::Id)
        .into_query();
    Condition::any()
        .add(contains(Column::Title, text))
        .add(Column::CustomerId.in_subquery(customers))
}
