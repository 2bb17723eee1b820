//! Scoring leads on demand, and what they show of it.

use chrono::{Days, NaiveDate};
use entity::{lead, types::LeadStage};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};
use tests::{Person, TestApp, Value, json};

const LEAD: &str = "tier score version
    assessment {
        purchaseCycle { days estimated lastOrderedOn daysSinceLastOrder missedWindows points contribution }
        contactDepth { depth points contribution } budgetFit { points contribution } score since }
    nextPurchaseWindow { startsOn endsOn } tierHistory { from to score at }";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

async fn shown(app: &TestApp, person: &Person, lead: &lead::Model) -> Value {
    let id = api::id::encode(api::id::NodeKind::Lead, lead.id);
    let document = format!("query($id: ID!) {{ lead(id: $id) {{ {LEAD} }} }}");
    app.client(person).query(&document, json!({"id": id})).await.data()["lead"].clone()
}

async fn recompute(app: &TestApp, person: &Person) -> Value {
    let fields = "recomputation { assessments scores tiers }";
    let answer = app.client(person).mutate("recomputeTiers", json!({}), fields).await;
    answer.done("recomputeTiers")["recomputation"].clone()
}

async fn log(app: &TestApp, lead: &lead::Model, kind: &str) {
    let id = api::id::encode(api::id::NodeKind::Lead, lead.id);
    let input = json!({"leadId": id, "kind": kind});
    let answer = app
        .client(&app.world.rep)
        .mutate("logActivity", input, "activity { id }")
        .await;
    answer.done("logActivity");
}

#[tokio::test]
async fn a_lead_shows_what_each_dimension_contributes() {
    let app = TestApp::start().await;
    let (world, state) = (&app.world, &app.state);
    let lead = world.lead(state, &world.rep, "产线改造").await;
    let customer = entity::customer::Entity::find_by_id(lead.customer_id)
        .one(state.database.read())
        .await
        .unwrap()
        .unwrap();
    // Before anything was computed, nothing is claimed.
    let fresh = shown(&app, &world.rep, &lead).await;
    assert_eq!(fresh["assessment"], Value::Null);
    assert_eq!(fresh["tierHistory"], json!([]));

    // Gaps of 30, 40 and 20 days: the median is 30, and the next order is due on 24 November, which is today.
    for ordered in ["2026-07-27", "2026-08-26", "2026-10-05", "2026-10-25", "2026-10-25"] {
        world.order(state, &customer, day(ordered)).await;
    }
    world.tender(state, &customer, day("2026-11-24")).await;
    log(&app, &lead, "PROPOSAL_SENT").await;
    log(&app, &lead, "PROPOSAL_OPENED").await;
    let changed = recompute(&app, &world.supervisor).await;
    assert_eq!(changed, json!({"assessments": 1, "scores": 1, "tiers": 1}));

    let found = shown(&app, &world.rep, &lead).await;
    assert_eq!(
        found["assessment"],
        json!({
            "purchaseCycle": {
                "days": 30, "estimated": false, "lastOrderedOn": "2026-10-25", "daysSinceLastOrder": 30,
                "missedWindows": 0, "points": 100, "contribution": 40,
            },
            "contactDepth": {"depth": "PROPOSAL_VIEWED", "points": 60, "contribution": 21},
            "budgetFit": {"points": 100, "contribution": 25},
            "score": 86,
            "since": found["assessment"]["since"],
        })
    );
    assert_eq!(
        found["nextPurchaseWindow"],
        json!({"startsOn": "2026-11-18", "endsOn": "2026-11-30"})
    );
    assert_eq!((&found["tier"], &found["score"]), (&json!("HOT"), &json!(86)));
    let history = found["tierHistory"].as_array().unwrap();
    assert_eq!(history.len(), 1);
    assert_eq!((&history[0]["from"], &history[0]["to"]), (&Value::Null, &json!("HOT")));
    // A score is nobody's edit.
    assert_eq!(found["version"], json!(1));

    // Computing again changes nothing, and writes nothing.
    let changed = recompute(&app, &world.admin).await;
    assert_eq!(changed, json!({"assessments": 0, "scores": 0, "tiers": 0}));
    assert_eq!(shown(&app, &world.rep, &lead).await, found);
}

#[tokio::test]
async fn tiers_fall_as_time_passes_and_their_history_is_kept() {
    let app = TestApp::start().await;
    let (world, state) = (&app.world, &app.state);
    let lead = world.lead(state, &world.rep, "产线改造").await;
    let customer = entity::customer::Entity::find_by_id(lead.customer_id)
        .one(state.database.read())
        .await
        .unwrap()
        .unwrap();
    for ordered in ["2026-09-25", "2026-10-25"] {
        world.order(state, &customer, day(ordered)).await;
    }
    world.tender(state, &customer, day("2026-11-24")).await;
    recompute(&app, &world.admin).await;
    let mut tiers = Vec::new();
    for _ in 0..5 {
        let found = shown(&app, &world.rep, &lead).await;
        tiers.push((found["tier"].clone(), found["score"].clone()));
        state.clock.advance(chrono::TimeDelta::days(45));
        recompute(&app, &world.admin).await;
    }
    let found = shown(&app, &world.rep, &lead).await;
    assert_eq!(found["assessment"]["budgetFit"]["points"], json!(0));
    let scores: Vec<_> = tiers.iter().map(|(_, score)| score.as_i64().unwrap()).collect();
    assert!(scores.windows(2).all(|pair| pair[0] >= pair[1]), "{scores:?}");
    let history = found["tierHistory"].as_array().unwrap();
    assert!(history.len() >= 2, "{history:?}");
    // Each step starts where the one before it ended.
    for pair in history.windows(2) {
        assert_eq!(pair[0]["from"], pair[1]["to"], "{history:?}");
    }
    // The window is never in the past.
    let today = (tests::app::now() + chrono::TimeDelta::days(5 * 45)).date_naive();
    let ends: NaiveDate = found["nextPurchaseWindow"]["endsOn"].as_str().unwrap().parse().unwrap();
    assert!(ends >= today, "{ends}");
    assert!(ends < today + Days::new(60), "{ends}");
}

#[tokio::test]
async fn leads_that_are_won_keep_their_score_and_foreign_ones_are_left_alone() {
    let app = TestApp::start().await;
    let (world, state) = (&app.world, &app.state);
    let won = world.lead(state, &world.rep, "已签").await;
    let mut row = won.clone().into_active_model();
    row.stage = Set(LeadStage::Won);
    row.update(state.database.writer()).await.unwrap();
    let foreign = world.lead(state, &world.other_admin, "外人的").await;
    let own = world.lead(state, &world.rep, "自己的").await;
    let changed = recompute(&app, &world.headquarters).await;
    assert_eq!(changed["tiers"], json!(1));
    for lead in [&won, &foreign] {
        let scores = entity::lead_score::Entity::find()
            .all(state.database.read())
            .await
            .unwrap();
        assert!(scores.iter().all(|score| score.lead_id != lead.id));
    }
    let found = shown(&app, &world.rep, &own).await;
    assert_eq!(found["tier"], json!("SLEEPING"));
    assert_eq!(found["nextPurchaseWindow"], Value::Null);
    assert_eq!(found["assessment"]["purchaseCycle"]["estimated"], json!(true));
    assert_eq!(found["assessment"]["purchaseCycle"]["days"], json!(90));
}

#[tokio::test]
async fn one_lead_is_for_whoever_works_on_it_and_all_are_for_those_in_charge() {
    let app = TestApp::start().await;
    let (world, state) = (&app.world, &app.state);
    let lead = world.lead(state, &world.rep, "自己的").await;
    let id = api::id::encode(api::id::NodeKind::Lead, lead.id);
    let fields = "recomputation { tiers }";
    let input = json!({"leadId": id});
    let answer = app
        .client(&world.rep)
        .mutate("recomputeTiers", input.clone(), fields)
        .await;
    assert_eq!(answer.done("recomputeTiers")["recomputation"]["tiers"], json!(1));
    let answer = app.client(&world.rep).mutate("recomputeTiers", json!({}), fields).await;
    assert_eq!(answer.error_code(), "FORBIDDEN");
    let answer = app
        .client(&world.other_rep)
        .mutate("recomputeTiers", input, fields)
        .await;
    assert_eq!(answer.refusals("recomputeTiers"), ["leadId NOT_FOUND"]);
}

#[tokio::test]
async fn scores_of_a_page_of_leads_take_a_fixed_number_of_statements() {
    let app = TestApp::start().await;
    let (world, state) = (&app.world, &app.state);
    for number in 0..12 {
        world.lead(state, &world.rep, &format!("线索{number}")).await;
    }
    recompute(&app, &world.admin).await;
    let client = app.client(&world.rep);
    let mut counts = Vec::new();
    for first in [2, 12] {
        let document = format!(
            "{{ leads(first: {first}, orderBy: {{field: TIER}}, filter: {{minScore: 0}}) {{ nodes {{ {LEAD} }} }} }}"
        );
        let (answer, statements) = app.count_statements(client.query(&document, json!({}))).await;
        assert_eq!(answer.data()["leads"]["nodes"].as_array().unwrap().len(), first);
        counts.push(statements);
    }
    assert_eq!(counts[0], counts[1]);
}
