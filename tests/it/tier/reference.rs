//! Scores out of the database equal those of a plain reference, on random organisations.

use std::collections::{BTreeSet, HashMap};

use api::tier::service;
use chrono::{Days, NaiveDate, TimeDelta};
use entity::{
    lead, lead_score,
    types::{ActivityKind, ContactDepth, Tier},
};
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::{Config, RngSeed, TestRunner},
};
use sea_orm::{ColumnTrait, EntityTrait, Iterable, QueryFilter};
use tests::{TestApp, app::now};

use super::scene::{Known, Scene, scenes};

/// Random policies and leads that are scored, one after the other.
const ROUNDS: usize = 24;

/// What the reference says of a lead.
#[derive(Debug, PartialEq)]
struct Expected {
    cycle: i64,
    estimated: bool,
    last: Option<NaiveDate>,
    window: Option<(NaiveDate, NaiveDate)>,
    missed: i64,
    depth: ContactDepth,
    points: [i64; 3],
    parts: [i64; 3],
    score: i64,
    tier: Tier,
}

impl From<lead_score::Model> for Expected {
    fn from(score: lead_score::Model) -> Self {
        Self {
            cycle: score.cycle_days.into(),
            estimated: score.cycle_estimated,
            last: score.last_ordered_on,
            window: score.window_starts_on.zip(score.window_ends_on),
            missed: score.missed_windows.into(),
            depth: score.depth,
            points: [score.purchase_points, score.depth_points, score.budget_points].map(Into::into),
            parts: [score.purchase_part, score.depth_part, score.budget_part].map(Into::into),
            score: score.score.into(),
            tier: score.tier,
        }
    }
}

/// The score of a lead, computed the plain way.
fn reference(scene: &Scene, known: &Known, today: NaiveDate) -> Expected {
    let days: BTreeSet<NaiveDate> = known.orders.iter().map(|ago| today - Days::new(*ago)).collect();
    let days: Vec<_> = days.into_iter().collect();
    let mut gaps: Vec<i64> = days.windows(2).map(|pair| (pair[1] - pair[0]).num_days()).collect();
    gaps.sort_unstable();
    let median = (!gaps.is_empty()).then(|| i64::midpoint(gaps[(gaps.len() - 1) / 2], gaps[gaps.len() / 2]));
    let own = scene.industries.get(known.industry);
    let base = median.unwrap_or_else(|| own.map_or(scene.default_cycle, |(cycle, _)| *cycle).into());
    let factor = own.map_or(100, |(_, factor)| i64::from(*factor));
    let cycle = (base * factor / 100).max(1);
    let margin = (cycle * i64::from(scene.window) / 100).max(3);

    let last = days.last().copied();
    let mut turn: i64 = 1;
    let (mut window, mut purchase) = (None, 0);
    if let Some(last) = last {
        let idle = (today - last).num_days();
        while turn * cycle + margin < idle {
            turn += 1;
        }
        let (from, to) = (turn * cycle - margin, turn * cycle + margin);
        window = Some((last + TimeDelta::days(from), last + TimeDelta::days(to)));
        let distance = (from - idle).max(0);
        purchase = if distance < cycle {
            (100 - 100 * distance / cycle) / turn
        } else {
            0
        };
    }

    let kinds: Vec<_> = ActivityKind::iter().collect();
    let depth = known
        .activities
        .iter()
        .map(|kind| service::depth_of(kinds[*kind]))
        .max();
    let depth = depth.unwrap_or(ContactDepth::None);
    let level = ContactDepth::iter().position(|other| other == depth).unwrap();
    let depth_points = i64::try_from(level).unwrap() * 20;

    let decay = i64::from(scene.decay);
    let budget: i64 = (known.signals.iter())
        .map(|(kind, amount, age)| {
            let age = i64::try_from(*age).unwrap();
            if age >= decay {
                return 0;
            }
            let weight = i64::from(scene.signal_weights[(*kind).min(2)]);
            let fit = match (scene.target, amount) {
                (None, _) => 100,
                (Some(_), None) => 50,
                (Some(target), Some(amount)) => (*amount).min(target) * 100 / target,
            };
            weight * (100 - 100 * age / decay) * fit / 10_000
        })
        .sum();
    let points = [purchase, depth_points, budget.min(100)];
    let weights = [
        scene.weights.0,
        scene.weights.1,
        100 - scene.weights.0 - scene.weights.1,
    ];
    let parts = [0, 1, 2].map(|index| i64::from(weights[index]) * points[index] / 100);
    let score: i64 = parts.iter().sum();
    let (hot, warm, cool) = scene.thresholds;
    let tier = match score {
        score if score >= hot.into() => Tier::Hot,
        score if score >= warm.into() => Tier::Warm,
        score if score >= cool.into() => Tier::Cool,
        _ => Tier::Sleeping,
    };
    Expected {
        cycle,
        estimated: median.is_none(),
        last,
        window,
        missed: turn - 1,
        depth,
        points,
        parts,
        score,
        tier,
    }
}

#[tokio::test]
async fn scores_equal_those_of_a_plain_reference() {
    let app = TestApp::start().await;
    let mut runner = TestRunner::new(Config {
        rng_seed: RngSeed::Fixed(4),
        ..Config::default()
    });
    for round in 0..ROUNDS {
        let scene = scenes().new_tree(&mut runner).unwrap().current();
        // Every round is in another month.
        let at = now() + TimeDelta::days(i64::try_from(round).unwrap() * 31);
        let today = at.date_naive();
        let ids = scene.write(&app, at, today).await;
        let organization_id = app.world.organization_id;
        let transaction = app.state.database.begin().await.unwrap();
        service::recompute(&transaction, organization_id, None, at)
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        let found = lead_score::Entity::find()
            .filter(lead_score::Column::LeadId.is_in(ids.clone()))
            .all(app.state.database.read())
            .await
            .unwrap();
        let mut found: HashMap<_, _> = found
            .into_iter()
            .map(|score| (score.lead_id, Expected::from(score)))
            .collect();
        let leads = lead::Entity::find()
            .filter(lead::Column::Id.is_in(ids.clone()))
            .all(app.state.database.read())
            .await
            .unwrap();
        for (known, id) in scene.leads.iter().zip(ids) {
            let expected = reference(&scene, known, today);
            let row = leads.iter().find(|lead| lead.id == id).unwrap();
            assert_eq!((row.tier, i64::from(row.score)), (expected.tier, expected.score));
            assert_eq!(
                found.remove(&id),
                Some(expected),
                "round {round}: {known:?} in {scene:?}"
            );
        }
    }
}
