//! Scores out of the database equal those of a plain reference, on random organisations.

use std::collections::{BTreeSet, HashMap};

use api::tier::{policy, service};
use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc};
use entity::{
    activity, budget_signal, customer, industry,
    industry::Season,
    lead, lead_score, sales_order, tier_policy,
    tier_policy::{SignalWeight, SignalWeights},
    types::{ActivityKind, ContactDepth, LeadStage, Tier},
};
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, RngSeed, TestRunner},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, Iterable, QueryFilter};
use tests::{TestApp, app::now};
use uuid::Uuid;

/// Random policies and leads that are scored, one after the other.
const ROUNDS: usize = 24;

/// What is known of a lead.
#[derive(Clone, Debug)]
struct Known {
    industry: usize,
    /// Days before the scoring.
    orders: Vec<u64>,
    /// Kind, amount in fen, days before the scoring.
    signals: Vec<(usize, Option<i64>, u64)>,
    activities: Vec<usize>,
}

#[derive(Clone, Debug)]
struct Scene {
    leads: Vec<Known>,
    weights: (i32, i32),
    thresholds: (i32, i32, i32),
    default_cycle: i32,
    window: i32,
    decay: i32,
    target: Option<i64>,
    /// Of 招标 and 招聘, and of others.
    signal_weights: [i32; 3],
    /// Cycle and factor of the first two industries; the third has none.
    industries: [(i32, i32); 2],
}

const INDUSTRIES: [&str; 3] = ["汽车零部件", "食品", "没有设置的行业"];
const SIGNALS: [&str; 4] = ["招标", "招聘", "扩产", "融资"];

fn scenes() -> impl Strategy<Value = Scene> {
    let known = (
        0..INDUSTRIES.len(),
        prop::collection::vec(prop_oneof![0_u64..40, 0_u64..900], 0..9),
        prop::collection::vec((0..SIGNALS.len(), prop::option::of(0_i64..3_000_000), 0_u64..400), 0..4),
        prop::collection::vec(0..ActivityKind::iter().count(), 0..4),
    )
        .prop_map(|(industry, orders, signals, activities)| Known {
            industry,
            orders,
            signals,
            activities,
        });
    let policy = (
        (0..=60_i32, 0..=40_i32),
        (1..=30_i32, 31..=60_i32, 61..=100_i32),
        (1..=400_i32, 0..=100_i32, 1..=500_i32),
        prop::option::of(1_i64..2_000_000),
        [0..=100_i32, 0..=100, 0..=100],
        [(1..=500_i32, 10..=1000_i32), (1..=500, 10..=1000)],
    );
    (prop::collection::vec(known, 1..12), policy).prop_map(
        |(leads, (weights, (cool, warm, hot), (default_cycle, window, decay), target, signal_weights, industries))| {
            Scene {
                leads,
                weights,
                thresholds: (hot, warm, cool),
                default_cycle,
                window,
                decay,
                target,
                signal_weights,
                industries,
            }
        },
    )
}

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
    let median = (!gaps.is_empty()).then(|| (gaps[(gaps.len() - 1) / 2] + gaps[gaps.len() / 2]) / 2);
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

/// Writes a scene beside those before it, under a policy of its own; answers its leads in order.
async fn write(app: &TestApp, scene: &Scene, at: DateTime<Utc>, today: NaiveDate) -> (Uuid, Vec<Uuid>) {
    let (state, world) = (&app.state, &app.world);
    let transaction = state.database.begin().await.unwrap();
    let organization_id = world.organization_id;
    let stamp = at.into();
    tier_policy::Entity::delete_many().exec(&transaction).await.unwrap();
    industry::Entity::delete_many().exec(&transaction).await.unwrap();
    let [tender, hiring, other] = scene.signal_weights;
    let weight = |kind: &str, weight| SignalWeight {
        kind: kind.to_owned(),
        weight,
    };
    let policy = tier_policy::Model {
        id: Uuid::now_v7(),
        purchase_weight: scene.weights.0,
        depth_weight: scene.weights.1,
        budget_weight: 100 - scene.weights.0 - scene.weights.1,
        hot_from: scene.thresholds.0,
        warm_from: scene.thresholds.1,
        cool_from: scene.thresholds.2,
        default_cycle_days: scene.default_cycle,
        window_percent: scene.window,
        decay_days: scene.decay,
        budget_target_fen: scene.target,
        signal_weights: SignalWeights(vec![weight("招标", tender), weight("招聘", hiring)]),
        other_signal_weight: other,
        ..policy::default_of(organization_id)
    };
    let policy = policy.into_active_model().reset_all();
    policy.insert(&transaction).await.unwrap();
    for (name, (cycle, factor)) in INDUSTRIES.iter().zip(scene.industries) {
        let mut season = [999; 12];
        season[usize::try_from(today.month0()).unwrap()] = factor;
        let row = industry::ActiveModel {
            id: Set(Uuid::now_v7()),
            organization_id: Set(organization_id),
            name: Set((*name).to_owned()),
            cycle_days: Set(cycle),
            season: Set(Season(season)),
            created_at: Set(stamp),
            updated_at: Set(stamp),
            version: Set(1),
        };
        row.insert(&transaction).await.unwrap();
    }
    let (mut customers, mut leads, mut orders, mut signals, mut activities) = (vec![], vec![], vec![], vec![], vec![]);
    let mut ids = Vec::new();
    for known in &scene.leads {
        let customer_id = Uuid::now_v7();
        customers.push(customer::ActiveModel {
            id: Set(customer_id),
            organization_id: Set(organization_id),
            owner_id: Set(Some(world.rep.id())),
            team_id: Set(Some(world.rep.team_id())),
            name: Set(format!("客户{customer_id}")),
            normalized_name: Set(customer_id.to_string()),
            industry: Set(INDUSTRIES[known.industry].to_owned()),
            region: Set(None),
            phone: Set(None),
            created_at: Set(stamp),
            updated_at: Set(stamp),
            version: Set(1),
        });
        let lead_id = Uuid::now_v7();
        ids.push(lead_id);
        leads.push(lead::ActiveModel {
            id: Set(lead_id),
            organization_id: Set(organization_id),
            customer_id: Set(customer_id),
            owner_id: Set(world.rep.id()),
            team_id: Set(world.rep.team_id()),
            title: Set("线索".to_owned()),
            stage: Set(LeadStage::New),
            source: Set(None),
            next_action: Set(None),
            next_action_at: Set(None),
            tier: Set(Tier::Cool),
            score: Set(0),
            last_activity_at: Set(None),
            stage_changed_at: Set(stamp),
            created_at: Set(stamp),
            updated_at: Set(stamp),
            version: Set(1),
        });
        for ago in &known.orders {
            let id = Uuid::now_v7();
            orders.push(sales_order::ActiveModel {
                id: Set(id),
                organization_id: Set(organization_id),
                customer_id: Set(customer_id),
                amount_fen: Set(1),
                ordered_on: Set(today - Days::new(*ago)),
                number: Set(id.to_string()),
                created_at: Set(stamp),
            });
        }
        for (kind, amount, ago) in &known.signals {
            signals.push(budget_signal::ActiveModel {
                id: Set(Uuid::now_v7()),
                organization_id: Set(organization_id),
                customer_id: Set(customer_id),
                kind: Set(SIGNALS[*kind].to_owned()),
                amount_fen: Set(*amount),
                source_url: Set(None),
                seen_on: Set(today - Days::new(*ago)),
                created_at: Set(stamp),
            });
        }
        let kinds: Vec<_> = ActivityKind::iter().collect();
        for kind in &known.activities {
            activities.push(activity::ActiveModel {
                id: Set(Uuid::now_v7()),
                organization_id: Set(organization_id),
                customer_id: Set(customer_id),
                lead_id: Set(Some(lead_id)),
                user_id: Set(world.rep.id()),
                kind: Set(kinds[*kind]),
                occurred_at: Set(stamp),
                note: Set(String::new()),
                detail: Set(None),
                created_at: Set(stamp),
            });
        }
    }
    macro_rules! insert {
        ($($rows:ident: $entity:ident),+) => {$(
            if !$rows.is_empty() {
                $entity::Entity::insert_many($rows).exec_without_returning(&transaction).await.unwrap();
            }
        )+};
    }
    insert!(customers: customer, leads: lead, orders: sales_order, signals: budget_signal, activities: activity);
    transaction.commit().await.unwrap();
    (organization_id, ids)
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
        let (organization_id, ids) = write(&app, &scene, at, today).await;
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
