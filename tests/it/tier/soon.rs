//! Leads are scored soon after something changed a dimension.

use std::time::{Duration, Instant};

use api::{
    id::{NodeKind, encode},
    job::{Runner, Settings},
};
use chrono::TimeDelta;
use entity::{job, lead_score};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use tests::{TestApp, Value, json};

async fn queued(app: &TestApp) -> u64 {
    let jobs = job::Entity::find().filter(job::Column::Kind.eq("TIER_SCORE_CUSTOMER"));
    jobs.count(app.state.database.read()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_changes_a_dimension_has_the_leads_scored() {
    let app = TestApp::start().await;
    let (world, state) = (&app.world, &app.state);
    let lead = world.lead(state, &world.rep, "产线改造").await;
    let (lead_id, customer_id) = (
        json!(encode(NodeKind::Lead, lead.id)),
        json!(encode(NodeKind::Customer, lead.customer_id)),
    );
    let rep = app.client(&world.rep);
    let runner = Runner::start(
        state.clone(),
        Settings {
            poll: Duration::from_millis(10),
            ..Settings::default()
        },
    );
    let changes: [(&str, Value, &str); 4] = [
        (
            "logActivity",
            json!({"leadId": lead_id, "kind": "VISIT"}),
            "activity { id }",
        ),
        (
            "recordOrder",
            json!({"customerId": customer_id, "number": "SO-1", "orderedOn": "2026-11-20", "amount": "1000.00"}),
            "order { number }",
        ),
        (
            "recordBudgetSignal",
            json!({"customerId": customer_id, "kind": "招标", "amount": "800000.00", "sourceUrl": "https://example.com/1"}),
            "budgetSignal { kind seenOn }",
        ),
        (
            "changeCustomer",
            json!({"id": customer_id, "version": 1, "industry": "食品"}),
            "customer { id }",
        ),
    ];
    let mut seen = 0;
    for (name, input, fields) in changes {
        rep.mutate(name, input, fields).await.done(name);
        assert_eq!(queued(&app).await, seen + 1, "{name}");
        seen += 1;
        // What happens within a few seconds is scored together.
        state.clock.advance(TimeDelta::seconds(5));
        let deadline = Instant::now() + Duration::from_mins(1);
        loop {
            let open = job::Entity::find().filter(job::Column::FinishedAt.is_null());
            if open.count(state.database.read()).await.unwrap() == 0 {
                break;
            }
            assert!(Instant::now() < deadline, "{name}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
    // A note says nothing about the contact.
    let input = json!({"leadId": lead_id, "kind": "NOTE", "note": "周五再看"});
    rep.mutate("logActivity", input, "activity { id }")
        .await
        .done("logActivity");
    assert_eq!(queued(&app).await, seen);
    runner.stop().await;

    let score = lead_score::Entity::find()
        .filter(lead_score::Column::LeadId.eq(lead.id))
        .one(state.database.read())
        .await
        .unwrap()
        .unwrap();
    assert_eq!((score.depth_points, score.budget_points), (20, 100));
    assert_eq!(score.last_ordered_on, Some("2026-11-20".parse().unwrap()));
}

#[tokio::test]
async fn a_burst_of_activities_is_scored_once() {
    let app = TestApp::start().await;
    let lead = app.world.lead(&app.state, &app.world.rep, "产线改造").await;
    let input = json!({"leadId": encode(NodeKind::Lead, lead.id), "kind": "CALL"});
    for _ in 0..5 {
        let answer = app
            .client(&app.world.rep)
            .mutate("logActivity", input.clone(), "activity { id }")
            .await;
        answer.done("logActivity");
    }
    assert_eq!(queued(&app).await, 1);
}
