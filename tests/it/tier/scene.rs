//! Random organisations to score.

use api::tier::policy;
use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use entity::{
    activity, budget_signal, customer, industry,
    industry::Season,
    lead, sales_order, tier_policy,
    tier_policy::{SignalWeight, SignalWeights},
    types::{ActivityKind, LeadStage, Tier, Timestamp},
};
use proptest::prelude::*;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DatabaseTransaction, EntityTrait, IntoActiveModel, Iterable};
use tests::{TestApp, World};
use uuid::Uuid;

/// What is known of a lead.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) industry: usize,
    /// Days before the scoring.
    pub(super) orders: Vec<u64>,
    /// Kind, amount in fen, days before the scoring.
    pub(super) signals: Vec<(usize, Option<i64>, u64)>,
    pub(super) activities: Vec<usize>,
}

#[derive(Clone, Debug)]
pub(super) struct Scene {
    pub(super) leads: Vec<Known>,
    pub(super) weights: (i32, i32),
    pub(super) thresholds: (i32, i32, i32),
    pub(super) default_cycle: i32,
    pub(super) window: i32,
    pub(super) decay: i32,
    pub(super) target: Option<i64>,
    /// Of 招标 and 招聘, and of others.
    pub(super) signal_weights: [i32; 3],
    /// Cycle and factor of the first two industries; the third has none.
    pub(super) industries: [(i32, i32); 2],
}

const INDUSTRIES: [&str; 3] = ["汽车零部件", "食品", "没有设置的行业"];
const SIGNALS: [&str; 4] = ["招标", "招聘", "扩产", "融资"];

pub(super) fn scenes() -> impl Strategy<Value = Scene> {
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

impl Scene {
    /// Writes the scene beside those before it, under a policy of its own; answers its leads in order.
    pub(super) async fn write(&self, app: &TestApp, at: DateTime<Utc>, today: NaiveDate) -> Vec<Uuid> {
        let transaction = app.state.database.begin().await.unwrap();
        self.write_policy(&transaction, app.world.organization_id).await;
        self.write_industries(&transaction, app.world.organization_id, today)
            .await;
        let mut rows = Rows::default();
        let ids = (self.leads.iter())
            .map(|known| rows.add(&app.world, known, at.into(), today))
            .collect();
        rows.insert(&transaction).await;
        transaction.commit().await.unwrap();
        ids
    }

    async fn write_policy(&self, transaction: &DatabaseTransaction, organization_id: Uuid) {
        tier_policy::Entity::delete_many().exec(transaction).await.unwrap();
        let [tender, hiring, other] = self.signal_weights;
        let weight = |kind: &str, weight| SignalWeight {
            kind: kind.to_owned(),
            weight,
        };
        let policy = tier_policy::Model {
            id: Uuid::now_v7(),
            purchase_weight: self.weights.0,
            depth_weight: self.weights.1,
            budget_weight: 100 - self.weights.0 - self.weights.1,
            hot_from: self.thresholds.0,
            warm_from: self.thresholds.1,
            cool_from: self.thresholds.2,
            default_cycle_days: self.default_cycle,
            window_percent: self.window,
            decay_days: self.decay,
            budget_target_fen: self.target,
            signal_weights: SignalWeights(vec![weight(SIGNALS[0], tender), weight(SIGNALS[1], hiring)]),
            other_signal_weight: other,
            ..policy::default_of(organization_id)
        };
        let row = policy.into_active_model().reset_all();
        row.insert(transaction).await.unwrap();
    }

    async fn write_industries(&self, transaction: &DatabaseTransaction, organization_id: Uuid, today: NaiveDate) {
        industry::Entity::delete_many().exec(transaction).await.unwrap();
        for (name, (cycle, factor)) in INDUSTRIES.iter().zip(self.industries) {
            let mut season = [999; 12];
            season[usize::try_from(today.month0()).unwrap()] = factor;
            let stamp = Timestamp::from(DateTime::UNIX_EPOCH);
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
            row.insert(transaction).await.unwrap();
        }
    }
}

#[derive(Default)]
struct Rows {
    customers: Vec<customer::ActiveModel>,
    leads: Vec<lead::ActiveModel>,
    orders: Vec<sales_order::ActiveModel>,
    signals: Vec<budget_signal::ActiveModel>,
    activities: Vec<activity::ActiveModel>,
}

impl Rows {
    /// Adds a customer with a lead and all that is known of it; answers the lead.
    fn add(&mut self, world: &World, known: &Known, stamp: Timestamp, today: NaiveDate) -> Uuid {
        let organization_id = world.organization_id;
        let customer_id = Uuid::now_v7();
        self.customers.push(customer::ActiveModel {
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
        let lead = untouched(world, customer_id, stamp);
        let lead_id = lead.id;
        self.leads.push(lead.into_active_model().reset_all());
        self.orders
            .extend(known.orders.iter().map(|ago| sales_order::ActiveModel {
                id: Set(Uuid::now_v7()),
                organization_id: Set(organization_id),
                customer_id: Set(customer_id),
                amount_fen: Set(1),
                ordered_on: Set(today - Days::new(*ago)),
                number: Set(Uuid::now_v7().to_string()),
                created_at: Set(stamp),
            }));
        let signals = known.signals.iter();
        self.signals
            .extend(signals.map(|(kind, amount, ago)| budget_signal::ActiveModel {
                id: Set(Uuid::now_v7()),
                organization_id: Set(organization_id),
                customer_id: Set(customer_id),
                kind: Set(SIGNALS[*kind].to_owned()),
                amount_fen: Set(*amount),
                source_url: Set(None),
                seen_on: Set(today - Days::new(*ago)),
                created_at: Set(stamp),
            }));
        let kinds: Vec<_> = ActivityKind::iter().collect();
        self.activities
            .extend(known.activities.iter().map(|kind| activity::ActiveModel {
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
            }));
        lead_id
    }

    async fn insert(self, transaction: &DatabaseTransaction) {
        insert(transaction, self.customers).await;
        insert(transaction, self.leads).await;
        insert(transaction, self.orders).await;
        insert(transaction, self.signals).await;
        insert(transaction, self.activities).await;
    }
}

fn untouched(world: &World, customer_id: Uuid, stamp: Timestamp) -> lead::Model {
    lead::Model {
        id: Uuid::now_v7(),
        organization_id: world.organization_id,
        customer_id,
        owner_id: world.rep.id(),
        team_id: world.rep.team_id(),
        title: "线索".to_owned(),
        stage: LeadStage::New,
        stage_id: None,
        fields: lead::LeadFields::default(),
        source: None,
        next_action: None,
        next_action_at: None,
        tier: Tier::Cool,
        score: 0,
        last_activity_at: None,
        stage_changed_at: stamp,
        created_at: stamp,
        updated_at: stamp,
        version: 1,
    }
}

async fn insert<A: ActiveModelTrait + Send>(transaction: &DatabaseTransaction, rows: Vec<A>) {
    if !rows.is_empty() {
        A::Entity::insert_many(rows)
            .exec_without_returning(transaction)
            .await
            .unwrap();
    }
}
