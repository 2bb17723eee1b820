//! How an organisation weighs what is known of its leads.

use chrono::DateTime;
use entity::{
    tier_policy::{self, Entity, SignalWeight, SignalWeights},
    types::Timestamp,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Select};
use serde_json::json;
use uuid::Uuid;

use crate::{
    audit,
    change::Change,
    error::{Error, Result, UserErrorCode, same_version},
    policy::{Actor, Capability},
    state::State,
    tier::jobs,
    validation::Validator,
};

/// The longest kind of signal, in characters.
pub const MAX_KIND: usize = 50;
const MAX_KINDS: usize = 50;
const MAX_DAYS: i32 = 3650;
/// The largest amount at which a budget fits in full: ten trillion yuan, in fen.
const MAX_TARGET: i64 = 1_000_000_000_000_000;

/// A change of the policy; what is `None` stays as it is.
#[derive(Clone, Debug, Default)]
pub struct PolicyChange {
    /// The version that the user saw.
    pub version: i32,
    /// The weights of purchase cycle, contact depth and budget fit.
    pub weights: Option<[i32; 3]>,
    /// The lowest scores of hot, warm and cool leads.
    pub thresholds: Option<[i32; 3]>,
    /// The purchase cycle of industries without one.
    pub default_cycle_days: Option<i32>,
    /// How far a purchase window reaches.
    pub window_percent: Option<i32>,
    /// The age at which a signal weighs nothing.
    pub decay_days: Option<i32>,
    /// The amount at which a budget fits in full.
    pub budget_target_fen: Change<i64>,
    /// What signals weigh, by kind.
    pub signal_weights: Option<Vec<SignalWeight>>,
    /// What other signals weigh.
    pub other_signal_weight: Option<i32>,
}

/// The policy of an organisation that has not changed it.
pub fn default_of(organization_id: Uuid) -> tier_policy::Model {
    let weight = |kind: &str, weight| SignalWeight {
        kind: kind.to_owned(),
        weight,
    };
    let epoch = Timestamp::from(DateTime::UNIX_EPOCH);
    tier_policy::Model {
        id: Uuid::nil(),
        organization_id,
        purchase_weight: 40,
        depth_weight: 35,
        budget_weight: 25,
        hot_from: 70,
        warm_from: 45,
        cool_from: 20,
        default_cycle_days: 90,
        window_percent: 20,
        decay_days: 180,
        budget_target_fen: None,
        signal_weights: SignalWeights(vec![weight("招标", 100), weight("招聘", 40)]),
        other_signal_weight: 60,
        created_at: epoch,
        updated_at: epoch,
        version: 1,
    }
}

/// The policy of an organisation.
pub async fn of(connection: &impl ConnectionTrait, organization_id: Uuid) -> Result<tier_policy::Model> {
    let found = of_organization(organization_id).one(connection).await?;
    Ok(found.unwrap_or_else(|| default_of(organization_id)))
}

fn of_organization(id: Uuid) -> Select<Entity> {
    Entity::find().filter(tier_policy::Column::OrganizationId.eq(id))
}

/// Changes the policy; the leads of the organisation are scored by it within seconds.
pub async fn change(state: &State, actor: &Actor, change: PolicyChange) -> Result<tier_policy::Model> {
    actor.require(Capability::KeepTierPolicy)?;
    let mut validator = Validator::default();
    let transaction = state.database.begin().await?;
    let found = of_organization(actor.organization_id)
        .lock_exclusive()
        .one(&transaction)
        .await?;
    let is_new = found.is_none();
    let before = found.unwrap_or_else(|| default_of(actor.organization_id));
    same_version(before.version, change.version)?;
    let mut policy = before.clone();
    let version = change.version + 1;
    apply(&mut validator, &mut policy, change);
    validator.finish()?;
    let now = state.clock.timestamp();
    policy.updated_at = now;
    policy.version = version;
    let detail = json!({"from": described(&before), "to": described(&policy)});
    let policy = if is_new {
        policy.id = Uuid::now_v7();
        policy.created_at = now;
        insert(&transaction, policy).await?
    } else {
        tier_policy::ActiveModel::from(policy)
            .reset_all()
            .update(&transaction)
            .await?
    };
    let subject = ("tier_policy", policy.id);
    audit::record(state, &transaction, actor, "tier_policy.change", subject, Some(detail)).await?;
    jobs::organization_changed(state, &transaction, actor.organization_id).await?;
    transaction.commit().await?;
    Ok(policy)
}

/// Puts a change into the policy and notes what is wrong with it.
fn apply(validator: &mut Validator, policy: &mut tier_policy::Model, change: PolicyChange) {
    if let Some(weights) = change.weights {
        check_weights(validator, weights);
        [policy.purchase_weight, policy.depth_weight, policy.budget_weight] = weights;
    }
    if let Some(thresholds) = change.thresholds {
        check_thresholds(validator, thresholds);
        [policy.hot_from, policy.warm_from, policy.cool_from] = thresholds;
    }
    let numbers = [
        (
            "defaultCycleDays",
            change.default_cycle_days,
            1,
            MAX_DAYS,
            &mut policy.default_cycle_days,
        ),
        (
            "windowPercent",
            change.window_percent,
            0,
            100,
            &mut policy.window_percent,
        ),
        ("decayDays", change.decay_days, 1, MAX_DAYS, &mut policy.decay_days),
        (
            "otherSignalWeight",
            change.other_signal_weight,
            0,
            100,
            &mut policy.other_signal_weight,
        ),
    ];
    for (field, given, least, most, column) in numbers {
        let Some(value) = given else { continue };
        if !(least..=most).contains(&value) {
            validator.report(field, UserErrorCode::Invalid, format!("应在 {least} 到 {most} 之间"));
        }
        *column = value;
    }
    match change.budget_target_fen {
        Change::Keep => {}
        Change::Clear => policy.budget_target_fen = None,
        Change::To(target) => {
            if !(1..=MAX_TARGET).contains(&target) {
                validator.report("budgetTarget", UserErrorCode::Invalid, "应大于 0，且不超过十万亿元");
            }
            policy.budget_target_fen = Some(target);
        }
    }
    if let Some(weights) = change.signal_weights {
        policy.signal_weights = SignalWeights(check_kinds(validator, weights));
    }
}

/// Somebody else may have made the first change in the meantime: there is one policy an organisation.
async fn insert(connection: &impl ConnectionTrait, policy: tier_policy::Model) -> Result<tier_policy::Model> {
    let row = tier_policy::ActiveModel::from(policy).reset_all();
    row.insert(connection).await.map_err(|error| match error.sql_err() {
        Some(sea_orm::SqlErr::UniqueConstraintViolation(_)) => {
            Error::invalid("version", UserErrorCode::Conflict, "已被他人修改，请重新加载后再改")
        }
        _ => error.into(),
    })
}

fn check_weights(validator: &mut Validator, weights: [i32; 3]) {
    let in_range = weights.iter().all(|weight| (0..=100).contains(weight));
    if !in_range || weights.iter().sum::<i32>() != 100 {
        let message = "三个权重都应在 0 到 100 之间，合计 100";
        validator.report("weights", UserErrorCode::Invalid, message);
    }
}

fn check_thresholds(validator: &mut Validator, thresholds: [i32; 3]) {
    let [hot, warm, cool] = thresholds;
    if !(0 < cool && cool < warm && warm < hot && hot <= 100) {
        let message = "分数线应满足 0 < 冷 < 温 < 热 ≤ 100";
        validator.report("thresholds", UserErrorCode::Invalid, message);
    }
}

fn check_kinds(validator: &mut Validator, weights: Vec<SignalWeight>) -> Vec<SignalWeight> {
    if weights.len() > MAX_KINDS {
        let message = format!("最多 {MAX_KINDS} 种信号");
        validator.report("signalWeights", UserErrorCode::TooLong, message);
        return Vec::new();
    }
    let mut checked: Vec<SignalWeight> = Vec::new();
    for (index, SignalWeight { kind, weight }) in weights.into_iter().enumerate() {
        let at = index.to_string();
        let kind = validator.text(["signalWeights", &at, "kind"], &kind, MAX_KIND);
        if !(0..=100).contains(&weight) {
            let path = ["signalWeights", &at, "weight"];
            validator.report(path, UserErrorCode::Invalid, "应在 0 到 100 之间");
        }
        if checked.iter().any(|other| other.kind == kind) {
            let path = ["signalWeights", &at, "kind"];
            validator.report(path, UserErrorCode::Taken, "同一种信号只能出现一次");
        }
        checked.push(SignalWeight { kind, weight });
    }
    checked
}

/// What the audit keeps of a policy.
fn described(policy: &tier_policy::Model) -> serde_json::Value {
    json!({
        "weights": [policy.purchase_weight, policy.depth_weight, policy.budget_weight],
        "thresholds": [policy.hot_from, policy.warm_from, policy.cool_from],
        "default_cycle_days": policy.default_cycle_days,
        "window_percent": policy.window_percent,
        "decay_days": policy.decay_days,
        "budget_target_fen": policy.budget_target_fen,
        "signal_weights": policy.signal_weights,
        "other_signal_weight": policy.other_signal_weight,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_in_order() {
        let policy = default_of(Uuid::nil());
        let mut validator = Validator::default();
        check_weights(
            &mut validator,
            [policy.purchase_weight, policy.depth_weight, policy.budget_weight],
        );
        check_thresholds(&mut validator, [policy.hot_from, policy.warm_from, policy.cool_from]);
        let kinds = check_kinds(&mut validator, policy.signal_weights.0.clone());
        assert!(validator.finish().is_ok());
        assert_eq!(kinds, policy.signal_weights.0);
    }
}
