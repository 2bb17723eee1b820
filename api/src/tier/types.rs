//! Scores, tiers and their policy in the schema.

use async_graphql::{Context, Object, SimpleObject};
use chrono::{DateTime, Utc};
use entity::{lead_score, tier_change, tier_policy};

use crate::{
    context::ContextExt,
    error::{Error, Result},
    graphql_enum::mirror_enum,
    lead::types::Tier,
    payload::payloads,
    scalar::{Date, Money},
    tier::service,
};

mirror_enum! {
    /// 触达深度: how deep the contact about a lead is, by the deepest of its activities.
    ContactDepth {
        /// 未触达: nothing shows a contact.
        None,
        /// 已触达: a call, a visit or a reply.
        Contacted,
        /// 已发方案: a proposal was sent.
        ProposalSent,
        /// 方案已读: the customer opened the proposal or an attachment, or downloaded it.
        ProposalViewed,
        /// 技术交流: a technical exchange.
        TechnicalExchange,
        /// 已报价: a quote, or an order.
        Quoted,
    }
}

/// 采购窗口: the days on which a customer is likely to buy next.
#[derive(SimpleObject, Clone, Copy, Debug)]
pub struct PurchaseWindow {
    /// The first day.
    pub starts_on: Date,
    /// The last day.
    pub ends_on: Date,
}

impl PurchaseWindow {
    /// The window of a scored lead; none where the customer has no order yet.
    pub fn of(score: &lead_score::Model) -> Option<Self> {
        Some(Self {
            starts_on: Date(score.window_starts_on?),
            ends_on: Date(score.window_ends_on?),
        })
    }
}

/// 采购周期: how often a customer buys, and how near that is.
#[derive(Debug)]
pub struct PurchaseCycle(lead_score::Model);

/// 采购周期: how often a customer buys, and how near that is.
#[Object]
impl PurchaseCycle {
    /// The days from order to order in this season: the median of the customer's own gaps, or the usual cycle of its industry,
    /// times the season factor of the month.
    async fn days(&self) -> i32 {
        self.0.cycle_days
    }

    /// Whether the cycle is that of the industry, since the customer has ordered on fewer than two days.
    async fn estimated(&self) -> bool {
        self.0.cycle_estimated
    }

    /// The day of the latest order; null without one.
    async fn last_ordered_on(&self) -> Option<Date> {
        self.0.last_ordered_on.map(Date)
    }

    /// The days since then.
    async fn days_since_last_order(&self, context: &Context<'_>) -> Result<Option<i32>> {
        let Some(last) = self.0.last_ordered_on else {
            return Ok(None);
        };
        let days = (context.actor()?.today(&context.state()?.clock) - last).num_days();
        i32::try_from(days).map(Some).map_err(Error::fault)
    }

    /// How many purchase windows have passed without an order since the latest.
    async fn missed_windows(&self) -> i32 {
        self.0.missed_windows
    }

    /// 100 within the window, fewer the farther it is, and divided by the windows since the latest order.
    async fn points(&self) -> i32 {
        self.0.purchase_points
    }

    /// What it adds to the score: weight × points ÷ 100, without the remainder.
    async fn contribution(&self) -> i32 {
        self.0.purchase_part
    }
}

/// How deep the contact about a lead is.
#[derive(SimpleObject, Clone, Copy, Debug)]
pub struct ContactDepthAssessment {
    /// The depth.
    pub depth: ContactDepth,
    /// 0 for none, 20 more for each step, 100 for a quote.
    pub points: i32,
    /// What it adds to the score: weight × points ÷ 100, without the remainder.
    pub contribution: i32,
}

/// How well the budget of a customer fits.
#[derive(SimpleObject, Clone, Copy, Debug)]
pub struct BudgetFit {
    /// The sum over the budget signals of what each weighs by its kind, its age and its amount; at most 100.
    pub points: i32,
    /// What it adds to the score: weight × points ÷ 100, without the remainder.
    pub contribution: i32,
}

/// 评分依据: what the score of a lead follows from. The three contributions make the score.
#[derive(Debug)]
pub struct Assessment(pub lead_score::Model);

/// 评分依据: what the score of a lead follows from. The three contributions make the score.
#[Object]
impl Assessment {
    /// 采购周期.
    async fn purchase_cycle(&self) -> PurchaseCycle {
        PurchaseCycle(self.0.clone())
    }

    /// 触达深度.
    async fn contact_depth(&self) -> ContactDepthAssessment {
        ContactDepthAssessment {
            depth: self.0.depth.into(),
            points: self.0.depth_points,
            contribution: self.0.depth_part,
        }
    }

    /// 预算匹配.
    async fn budget_fit(&self) -> BudgetFit {
        BudgetFit {
            points: self.0.budget_points,
            contribution: self.0.budget_part,
        }
    }

    /// The score that it makes, 0 to 100.
    async fn score(&self) -> i32 {
        self.0.score
    }

    /// Since when it has stood like this; it is computed more often than it changes.
    async fn since(&self) -> DateTime<Utc> {
        *self.0.scored_at
    }
}

/// 分层变化: a lead's way from tier to tier.
#[derive(Debug)]
pub struct TierChange(pub tier_change::Model);

/// 分层变化: a lead's way from tier to tier.
#[Object]
impl TierChange {
    /// The tier before; null for the first one.
    async fn from(&self) -> Option<Tier> {
        self.0.from_tier.map(Into::into)
    }

    /// The tier from then on.
    async fn to(&self) -> Tier {
        self.0.to_tier.into()
    }

    /// The score that put it there.
    async fn score(&self) -> i32 {
        self.0.score
    }

    /// When it changed.
    async fn at(&self) -> DateTime<Utc> {
        *self.0.created_at
    }
}

/// The shares of the three dimensions in a score, in percent; they make 100.
#[derive(SimpleObject, Clone, Copy, Debug)]
pub struct TierWeights {
    /// 采购周期.
    pub purchase_cycle: i32,
    /// 触达深度.
    pub contact_depth: i32,
    /// 预算匹配.
    pub budget_fit: i32,
}

/// The lowest scores of the tiers; below that of COOL a lead is SLEEPING.
#[derive(SimpleObject, Clone, Copy, Debug)]
pub struct TierThresholds {
    /// 热.
    pub hot: i32,
    /// 温.
    pub warm: i32,
    /// 冷.
    pub cool: i32,
}

/// What a fresh budget signal of a kind weighs.
#[derive(SimpleObject, Clone, Debug)]
pub struct SignalWeight {
    /// The kind, in the organisation's own words.
    pub kind: String,
    /// Its points, 0 to 100.
    pub weight: i32,
}

/// 分层规则: how the organisation weighs what is known of its leads.
#[derive(Debug)]
pub struct TierPolicy(pub tier_policy::Model);

impl From<tier_policy::Model> for TierPolicy {
    fn from(model: tier_policy::Model) -> Self {
        Self(model)
    }
}

/// 分层规则: how the organisation weighs what is known of its leads.
#[Object]
impl TierPolicy {
    /// The shares of the three dimensions in a score.
    async fn weights(&self) -> TierWeights {
        TierWeights {
            purchase_cycle: self.0.purchase_weight,
            contact_depth: self.0.depth_weight,
            budget_fit: self.0.budget_weight,
        }
    }

    /// The lowest scores of the tiers.
    async fn thresholds(&self) -> TierThresholds {
        TierThresholds {
            hot: self.0.hot_from,
            warm: self.0.warm_from,
            cool: self.0.cool_from,
        }
    }

    /// The purchase cycle of a trade that stands not in `industries`, in days.
    async fn default_cycle_days(&self) -> i32 {
        self.0.default_cycle_days
    }

    /// How far a purchase window reaches to either side of its day, in percent of the cycle; 3 days at least.
    async fn window_percent(&self) -> i32 {
        self.0.window_percent
    }

    /// The age at which a budget signal weighs nothing any more, in days; until then it fades evenly.
    async fn decay_days(&self) -> i32 {
        self.0.decay_days
    }

    /// The amount at which a budget fits in full: a signal of half of it weighs half, and so does one without an amount. Null
    /// where amounts weigh nothing.
    async fn budget_target(&self) -> Option<Money> {
        self.0.budget_target_fen.map(Money)
    }

    /// What fresh budget signals weigh, by kind.
    async fn signal_weights(&self) -> Vec<SignalWeight> {
        let weights = self.0.signal_weights.0.iter();
        weights
            .map(|signal| SignalWeight {
                kind: signal.kind.clone(),
                weight: signal.weight,
            })
            .collect()
    }

    /// What a fresh budget signal of another kind weighs, 0 to 100.
    async fn other_signal_weight(&self) -> i32 {
        self.0.other_signal_weight
    }

    /// Goes into the next `changeTierPolicy`, so that nobody overwrites what they have not seen; 1 for the defaults.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// What a scoring changed.
#[derive(SimpleObject, Clone, Copy, Debug)]
pub struct Recomputation {
    /// How many leads have another assessment.
    pub assessments: u64,
    /// How many leads have another score.
    pub scores: u64,
    /// How many leads are in another tier, or in their first.
    pub tiers: u64,
}

impl From<service::Rescored> for Recomputation {
    fn from(rescored: service::Rescored) -> Self {
        Self {
            assessments: rescored.assessments,
            scores: rescored.leads,
            tiers: rescored.tiers,
        }
    }
}

payloads! {
    /// The answer of `recomputeTiers`.
    RecomputeTiersPayload {
        /// What changed.
        recomputation: Recomputation
    }

    /// The answer of `changeTierPolicy`.
    ChangeTierPolicyPayload {
        /// The policy as it is now.
        tier_policy: TierPolicy
    }
}
