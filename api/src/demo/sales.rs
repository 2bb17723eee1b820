//! Customers with a year of orders and activities, and the leads that they are.

use chrono::{DateTime, TimeDelta, Utc};
use entity::{
    activity, budget_signal, contact, customer,
    lead::{self, LeadFields},
    opportunity, sales_order, stage_visit,
    types::{ActivityKind, LeadStage, OpportunityStage, Role, Tier},
    user,
};
use sea_orm::{ActiveValue::Set, prelude::Json};
use serde_json::json;
use uuid::Uuid;

use super::{
    Stage,
    cast::{CITIES, COMPANY_WORDS, LEAD_SOURCES, NEXT_ACTIONS, NOTES, PRODUCTS, REGIONS, SIGNALS, TITLES, TRADES},
    people::{Cast, all_set, full_name},
    stamp,
};
use crate::customer::company_name;

const CUSTOMERS: usize = 400;
const LEADS: usize = 600;
/// Every stage before the present one was entered by an activity.
const LADDER: [LeadStage; 4] = [
    LeadStage::New,
    LeadStage::Contacted,
    LeadStage::Proposal,
    LeadStage::Negotiation,
];

/// 400 customers, 600 leads of theirs.
pub(super) fn customers(stage: &mut Stage, cast: &Cast) {
    let mut customers = Vec::new();
    for index in 0..CUSTOMERS {
        customers.push(add_customer(stage, cast, index));
    }
    for index in 0..LEADS {
        let customer = customers.get(index % CUSTOMERS).cloned();
        if let Some(customer) = customer {
            add_lead(stage, &customer);
        }
    }
}

/// A handful of customers and leads.
pub(super) fn small_pipeline(stage: &mut Stage, cast: &Cast) {
    for index in 0..6 {
        let customer = add_customer(stage, cast, index);
        add_lead(stage, &customer);
    }
}

fn add_customer(stage: &mut Stage, cast: &Cast, index: usize) -> customer::Model {
    let reps = cast.of_role(Role::Rep);
    let owner: user::Model = (*stage.dice.pick(&reps)).clone();
    let region = cast
        .groups
        .iter()
        .find(|(team, _)| Some(team.id) == owner.team_id)
        .map_or(0, |(_, region)| *region);
    let (trade, industry) = *TRADES.get(index % TRADES.len()).unwrap_or(&("机电", "机电设备"));
    let word = COMPANY_WORDS
        .get(index / TRADES.len() % COMPANY_WORDS.len())
        .copied()
        .unwrap_or("恒力");
    // Cities alternate, so that no two companies have the same name.
    let round = index / (TRADES.len() * COMPANY_WORDS.len());
    let cities = CITIES.get(region).copied().unwrap_or_default();
    let city = cities
        .get((index + round * 3) % cities.len())
        .copied()
        .unwrap_or("苏州");
    let form = if round == 0 {
        "有限公司"
    } else {
        "科技有限公司"
    };
    let name = format!("{city}{word}{trade}{form}");
    let days = 300 + stage.dice.count(0, 90);
    let at = stage.working_moment(days);
    let model = customer::Model {
        id: Stage::id(at),
        organization_id: cast.organization_id,
        owner_id: Some(owner.id),
        team_id: owner.team_id,
        normalized_name: company_name::normalise(&name),
        name,
        industry: industry.to_owned(),
        region: REGIONS.get(region).map(|(name, _)| (*name).to_owned()),
        phone: Some(format!("0512-6{:07}", stage.dice.between(0, 9_999_999))),
        created_at: stamp(at),
        updated_at: stamp(at),
        version: 1,
    };
    stage.rows.customers.push(all_set(model.clone()));
    for minute in 1..=stage.dice.between(1, 2) {
        add_contact(stage, &model, at + TimeDelta::minutes(minute));
    }
    add_orders(stage, &model);
    if stage.dice.chance(35) {
        add_signal(stage, &model);
    }
    model
}

fn add_contact(stage: &mut Stage, customer: &customer::Model, at: DateTime<Utc>) {
    let name = full_name(stage);
    stage.rows.contacts.push(contact::ActiveModel {
        id: Set(Stage::id(at)),
        organization_id: Set(customer.organization_id),
        customer_id: Set(customer.id),
        name: Set(name),
        title: Set(Some((*stage.dice.pick(&TITLES)).to_owned())),
        phone: Set(Some(format!("1380000{:04}", stage.dice.between(0, 9999)))),
        email: Set(Some(format!("contact{}@example.com", stage.rows.contacts.len()))),
        created_at: Set(stamp(at)),
        updated_at: Set(stamp(at)),
        version: Set(1),
    });
}

/// Orders in a rhythm of the customer's own, over the last year.
fn add_orders(stage: &mut Stage, customer: &customer::Model) {
    if stage.dice.chance(25) {
        return;
    }
    let rhythm = *stage.dice.pick(&[15, 30, 45, 60, 90]);
    let mut days_ago = stage.dice.between(0, rhythm);
    while days_ago < 365 {
        let at = stage.working_moment(days_ago.unsigned_abs());
        stage.rows.orders.push(sales_order::ActiveModel {
            id: Set(Stage::id(at)),
            organization_id: Set(customer.organization_id),
            customer_id: Set(customer.id),
            amount_fen: Set(stage.dice.between(20, 900) * 50_000),
            ordered_on: Set(at.with_timezone(&super::zone()).date_naive()),
            number: Set(format!("SO{:06}", stage.rows.orders.len() + 1)),
            created_at: Set(stamp(at)),
        });
        days_ago += rhythm + stage.dice.between(-rhythm / 4, rhythm / 4);
    }
}

fn add_signal(stage: &mut Stage, customer: &customer::Model) {
    let days = stage.dice.count(1, 120);
    let at = stage.working_moment(days);
    stage.rows.signals.push(budget_signal::ActiveModel {
        id: Set(Stage::id(at)),
        organization_id: Set(customer.organization_id),
        customer_id: Set(customer.id),
        kind: Set((*stage.dice.pick(&SIGNALS)).to_owned()),
        amount_fen: Set(Some(stage.dice.between(10, 300) * 1_000_000)),
        source_url: Set(Some(format!(
            "https://example.com/notice/{}",
            stage.rows.signals.len() + 1
        ))),
        seen_on: Set(at.with_timezone(&super::zone()).date_naive()),
        created_at: Set(stamp(at)),
    });
}

fn add_lead(stage: &mut Stage, customer: &customer::Model) {
    let (Some(owner_id), Some(team_id)) = (customer.owner_id, customer.team_id) else {
        return;
    };
    let age = stage.dice.between(0, 180);
    let created = stage.working_moment(age.unsigned_abs());
    let product = *stage.dice.pick(&PRODUCTS);
    let reached = *stage.dice.pick(&[0_usize, 0, 1, 1, 2, 2, 3]);
    let end = if reached == 3 && stage.dice.chance(60) {
        Some(if stage.dice.chance(55) {
            LeadStage::Won
        } else {
            LeadStage::Lost
        })
    } else {
        None
    };
    let id = Stage::id(created);
    let mut story = Story {
        organization_id: customer.organization_id,
        customer_id: customer.id,
        lead_id: id,
        user_id: owner_id,
        last: None,
        entered: created,
    };
    story.tell(stage, created, reached, end);
    let reached_phase = end.or(LADDER.get(reached).copied()).unwrap_or(LeadStage::New);
    story.stayed(stage, reached_phase, None);
    let last = story.last;
    let score = lead_score(stage, reached, last);
    stage.rows.leads.push(lead::ActiveModel {
        id: Set(id),
        organization_id: Set(customer.organization_id),
        customer_id: Set(customer.id),
        owner_id: Set(owner_id),
        team_id: Set(team_id),
        title: Set(format!("{product}采购")),
        stage: Set(reached_phase),
        stage_id: Set(Some(stage_id(stage, story.organization_id, reached_phase))),
        fields: Set(LeadFields::default()),
        source: Set(Some((*stage.dice.pick(&LEAD_SOURCES)).to_owned())),
        next_action: Set(end.is_none().then(|| (*stage.dice.pick(&NEXT_ACTIONS)).to_owned())),
        next_action_at: Set(if end.is_none() && stage.dice.chance(70) {
            Some(stamp(stage.now + TimeDelta::hours(stage.dice.between(2, 14 * 24))))
        } else {
            None
        }),
        tier: Set(tier(score)),
        score: Set(score),
        last_activity_at: Set(last.map(stamp)),
        stage_changed_at: Set(stamp(story.entered)),
        created_at: Set(stamp(created)),
        updated_at: Set(stamp(last.unwrap_or(created))),
        version: Set(1),
    });
    if reached == 3 {
        add_opportunity(stage, &story, product, end);
    }
}

/// The stage of an organisation that counts as `phase`.
fn stage_id(stage: &Stage, organization_id: Uuid, phase: LeadStage) -> Uuid {
    let mut own = stage.rows.stages.iter();
    let found = own.find(|row| row.organization_id == Set(organization_id) && row.phase == Set(phase));
    found.map_or_else(Uuid::nil, |row| row.id.clone().take().unwrap_or_default())
}

fn lead_score(stage: &mut Stage, reached: usize, last: Option<DateTime<Utc>>) -> i32 {
    let idle = last.map_or(60, |last| (stage.now - last).num_days());
    let depth = i64::try_from(reached).unwrap_or_default() * 22;
    let score = depth + 30 - idle.min(30) + stage.dice.between(0, 10);
    i32::try_from(score.clamp(0, 100)).unwrap_or_default()
}

fn tier(score: i32) -> Tier {
    match score {
        75.. => Tier::Hot,
        50..75 => Tier::Warm,
        25..50 => Tier::Cool,
        _ => Tier::Sleeping,
    }
}

fn add_opportunity(stage: &mut Stage, story: &Story, product: &str, end: Option<LeadStage>) {
    let at = story.entered;
    let (deal, signed) = match end {
        Some(LeadStage::Won) => (
            OpportunityStage::Won,
            Some(at.with_timezone(&super::zone()).date_naive()),
        ),
        Some(_) => (OpportunityStage::Lost, None),
        None => (OpportunityStage::Open, None),
    };
    stage.rows.opportunities.push(opportunity::ActiveModel {
        id: Set(Stage::id(at)),
        organization_id: Set(story.organization_id),
        lead_id: Set(story.lead_id),
        name: Set(format!("{product}项目")),
        stage: Set(deal),
        amount_fen: Set(stage.dice.between(5, 200) * 1_000_000),
        signed_on: Set(signed),
        created_at: Set(stamp(at)),
        updated_at: Set(stamp(at)),
        version: Set(1),
    });
}

/// What happened with one lead, from its creation on.
struct Story {
    organization_id: Uuid,
    customer_id: Uuid,
    lead_id: Uuid,
    user_id: Uuid,
    last: Option<DateTime<Utc>>,
    entered: DateTime<Utc>,
}

impl Story {
    /// Calls, visits and proposals, with a stage change wherever the lead moved on.
    fn tell(&mut self, stage: &mut Stage, created: DateTime<Utc>, reached: usize, end: Option<LeadStage>) {
        let span = (stage.now - created).num_hours().max(1);
        let moves = i64::try_from(reached).unwrap_or_default() + i64::from(end.is_some());
        // Two leads of five are left alone after their last move.
        let busy = if stage.dice.chance(60) { span } else { span / 3 };
        for step in 1..=moves {
            let at = created + TimeDelta::hours(busy * step / (moves + 1));
            for _ in 0..stage.dice.count(1, 3) {
                let kind =
                    *stage
                        .dice
                        .pick(&[ActivityKind::Call, ActivityKind::Visit, ActivityKind::TechnicalExchange]);
                let note = *stage.dice.pick(&NOTES);
                let before = at - TimeDelta::hours(stage.dice.between(1, (busy / (moves + 1)).max(2)));
                self.happened(stage, before.max(created), kind, note, None);
            }
            let index = usize::try_from(step).unwrap_or_default();
            let from = LADDER.get(index - 1).copied().unwrap_or(LeadStage::Negotiation);
            let to = LADDER
                .get(index)
                .copied()
                .filter(|_| index <= reached)
                .or(end)
                .unwrap_or(from);
            if to == LeadStage::Proposal {
                self.happened(stage, at, ActivityKind::ProposalSent, "方案V1已发邮件", None);
                if stage.dice.chance(65) {
                    self.happened(stage, at + TimeDelta::hours(3), ActivityKind::ProposalOpened, "", None);
                }
            }
            if to == LeadStage::Negotiation {
                self.happened(stage, at, ActivityKind::Quote, "报价单V1已发", None);
            }
            let detail = json!({"from": from, "to": to});
            self.happened(stage, at, ActivityKind::StageChange, "", Some(detail));
            self.stayed(stage, from, Some((at, to)));
            self.entered = at;
        }
    }

    /// A stay in the stage of a phase, until the move to another, if there was one.
    fn stayed(&self, stage: &mut Stage, phase: LeadStage, left: Option<(DateTime<Utc>, LeadStage)>) {
        let next = left.map(|(_, to)| stage_id(stage, self.organization_id, to));
        let row = stage_visit::ActiveModel {
            id: Set(Stage::id(self.entered)),
            organization_id: Set(self.organization_id),
            lead_id: Set(self.lead_id),
            stage_id: Set(stage_id(stage, self.organization_id, phase)),
            entered_at: Set(stamp(self.entered)),
            left_at: Set(left.map(|(at, _)| stamp(at))),
            next_stage_id: Set(next),
            created_at: Set(stamp(self.entered)),
        };
        stage.rows.visits.push(row);
    }

    fn happened(&mut self, stage: &mut Stage, at: DateTime<Utc>, kind: ActivityKind, note: &str, detail: Option<Json>) {
        let at = at.min(stage.now);
        self.last = self.last.max(Some(at));
        stage.rows.activities.push(activity::ActiveModel {
            id: Set(Stage::id(at)),
            organization_id: Set(self.organization_id),
            customer_id: Set(self.customer_id),
            lead_id: Set(Some(self.lead_id)),
            user_id: Set(self.user_id),
            kind: Set(kind),
            occurred_at: Set(stamp(at)),
            note: Set(note.to_owned()),
            detail: Set(detail),
            created_at: Set(stamp(at)),
        });
    }
}
