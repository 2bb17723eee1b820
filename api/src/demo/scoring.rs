//! What the organisation has set about scoring, and the scores of its last two months.

use chrono::{DateTime, TimeDelta, Utc};
use entity::{
    industry::{self, Season},
    tier_policy::{self, SignalWeight, SignalWeights},
};
use sea_orm::{ActiveValue::Set, DatabaseTransaction};
use uuid::Uuid;

use super::{Stage, cast::SIGNALS, people::all_set, stamp};
use crate::{
    error::Result,
    tier::{policy, service},
};

/// What the signals of the demo weigh, in the order of [`SIGNALS`].
const WEIGHTS: [i32; 4] = [100, 40, 80, 60];

/// A trade with its cycle in days, and the months in which it buys sooner or later.
type Trade = (&'static str, i32, &'static [(usize, i32)]);

const INDUSTRIES: [Trade; 4] = [
    // Machines are bought out of the budget of the old year, and hardly at all around the Spring Festival.
    ("机电设备", 60, &[(1, 150), (2, 150), (11, 70), (12, 60)]),
    ("汽车零部件", 45, &[(2, 130), (6, 80), (12, 70)]),
    ("食品饮料", 30, &[(1, 60), (9, 70)]),
    ("纺织服装", 45, &[(3, 80), (9, 80)]),
];

/// The policy and the industries of an organisation.
pub(super) fn settings(stage: &mut Stage, organization_id: Uuid) {
    let at = stage.now - TimeDelta::days(200);
    let weights = SIGNALS.iter().zip(WEIGHTS).map(|(kind, weight)| SignalWeight {
        kind: (*kind).to_owned(),
        weight,
    });
    stage.rows.tier_policies.push(all_set(tier_policy::Model {
        id: Stage::id(at),
        signal_weights: SignalWeights(weights.collect()),
        created_at: stamp(at),
        updated_at: stamp(at),
        version: 2,
        ..policy::default_of(organization_id)
    }));
    for (name, cycle_days, factors) in INDUSTRIES {
        let mut season = Season::default();
        for (month, factor) in factors {
            if let Some(place) = season.0.get_mut(month - 1) {
                *place = *factor;
            }
        }
        stage.rows.industries.push(industry::ActiveModel {
            id: Set(Stage::id(at)),
            organization_id: Set(organization_id),
            name: Set(name.to_owned()),
            cycle_days: Set(cycle_days),
            season: Set(season),
            created_at: Set(stamp(at)),
            updated_at: Set(stamp(at)),
            version: Set(1),
        });
    }
}

/// Scores the leads as they would have been scored in the last two months, so that tiers have a history.
pub(super) async fn score(transaction: &DatabaseTransaction, organization_id: Uuid, now: DateTime<Utc>) -> Result<()> {
    for days_ago in (0..=60).rev().step_by(4) {
        service::recompute(transaction, organization_id, None, now - TimeDelta::days(days_ago)).await?;
    }
    Ok(())
}
