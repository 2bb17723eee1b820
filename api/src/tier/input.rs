//! Inputs of the tier mutations.

use async_graphql::{ID, InputObject, MaybeUndefined};
use entity::tier_policy;

use crate::{change::Change, scalar::Money, tier::policy::PolicyChange};

/// Whose tiers to recompute.
#[derive(InputObject)]
pub struct RecomputeTiersInput {
    /// Only those of this lead and of the other leads of its customer; left out, those of the whole organisation.
    pub lead_id: Option<ID>,
}

/// The shares of the three dimensions in a score, in percent; they make 100.
#[derive(InputObject)]
pub struct TierWeightsInput {
    /// 采购周期.
    pub purchase_cycle: i32,
    /// 触达深度.
    pub contact_depth: i32,
    /// 预算匹配.
    pub budget_fit: i32,
}

/// The lowest scores of the tiers, each above the next; below that of COOL a lead is SLEEPING.
#[derive(InputObject)]
pub struct TierThresholdsInput {
    /// 热, at most 100.
    pub hot: i32,
    /// 温.
    pub warm: i32,
    /// 冷, at least 1.
    pub cool: i32,
}

/// What a fresh budget signal of a kind weighs.
#[derive(InputObject)]
pub struct SignalWeightInput {
    /// The kind, at most 50 characters.
    pub kind: String,
    /// Its points, 0 to 100.
    pub weight: i32,
}

/// A change of how leads are weighed; what is left out stays as it is.
#[derive(InputObject)]
pub struct ChangeTierPolicyInput {
    /// The version that the user saw.
    pub version: i32,
    /// Other shares of the dimensions.
    pub weights: Option<TierWeightsInput>,
    /// Other thresholds.
    pub thresholds: Option<TierThresholdsInput>,
    /// Another purchase cycle of trades without one of their own, 1 to 3650 days.
    pub default_cycle_days: Option<i32>,
    /// Another reach of purchase windows, 0 to 100 percent of the cycle.
    pub window_percent: Option<i32>,
    /// Another age at which a budget signal weighs nothing, 1 to 3650 days.
    pub decay_days: Option<i32>,
    /// Another amount at which a budget fits in full; null lets amounts weigh nothing.
    pub budget_target: MaybeUndefined<Money>,
    /// Other weights of kinds of budget signals, all of them, at most 50.
    pub signal_weights: Option<Vec<SignalWeightInput>>,
    /// Another weight of kinds that are not listed, 0 to 100.
    pub other_signal_weight: Option<i32>,
}

impl From<ChangeTierPolicyInput> for PolicyChange {
    fn from(input: ChangeTierPolicyInput) -> Self {
        let signals = |weights: Vec<SignalWeightInput>| {
            let weights = weights.into_iter();
            weights
                .map(|SignalWeightInput { kind, weight }| tier_policy::SignalWeight { kind, weight })
                .collect()
        };
        Self {
            version: input.version,
            weights: input
                .weights
                .map(|weights| [weights.purchase_cycle, weights.contact_depth, weights.budget_fit]),
            thresholds: input.thresholds.map(|from| [from.hot, from.warm, from.cool]),
            default_cycle_days: input.default_cycle_days,
            window_percent: input.window_percent,
            decay_days: input.decay_days,
            budget_target_fen: Change::from(input.budget_target).and_then(|target| Some(target.0)),
            signal_weights: input.signal_weights.map(signals),
            other_signal_weight: input.other_signal_weight,
        }
    }
}
