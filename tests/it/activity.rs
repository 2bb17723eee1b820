//! Activities: what happens with leads and customers.

use api::id::{NodeKind, encode};
use chrono::TimeDelta;
use tests::{TestApp, json};

const LOGGED: &str =
    "activity { id kind occurredAt note stageChange { from } user { name } customer { name } lead { title } }
    lead { lastActivityAt stale version activities { note } }";

#[tokio::test]
async fn an_activity_touches_its_lead_and_is_shown_latest_first() {
    let app = TestApp::start().await;
    let rep = app.client(&app.world.rep);
    let lead = app.world.lead(&app.state, &app.world.rep, "伺服改造").await;
    app.state.clock.advance(TimeDelta::days(8));
    let lead_id = encode(NodeKind::Lead, lead.id);
    let document = "query($id: ID!) { lead(id: $id) { stale lastActivityAt } }";
    let before = rep.query(document, json!({"id": lead_id})).await;
    assert_eq!(before.data()["lead"], json!({"stale": true, "lastActivityAt": null}));

    let input = json!({"leadId": lead_id, "kind": "VISIT", "note": "看了产线"});
    let logged = rep.mutate("logActivity", input, LOGGED).await;
    let logged = logged.done("logActivity");
    let activity = &logged["activity"];
    assert_eq!(activity["user"]["name"], "李销售");
    assert_eq!(activity["customer"]["name"], "伺服改造的客户");
    assert_eq!(activity["lead"]["title"], "伺服改造");
    assert_eq!(activity["stageChange"], json!(null));
    assert_eq!(logged["lead"]["lastActivityAt"], "2026-12-02T02:00:00+00:00");
    assert_eq!(
        (&logged["lead"]["stale"], &logged["lead"]["version"]),
        (&json!(false), &json!(1))
    );

    // What is recorded later but happened before moves nothing.
    let earlier =
        json!({"leadId": lead_id, "kind": "CALL", "note": "约了拜访", "occurredAt": "2026-12-01T09:00:00+08:00"});
    let earlier = rep.mutate("logActivity", earlier, LOGGED).await;
    let lead = &earlier.done("logActivity")["lead"];
    assert_eq!(lead["lastActivityAt"], "2026-12-02T02:00:00+00:00");
    assert_eq!(lead["activities"], json!([{"note": "看了产线"}, {"note": "约了拜访"}]));
}

#[tokio::test]
async fn an_activity_may_be_about_a_customer_alone() {
    let app = TestApp::start().await;
    let customer = app.world.customer(&app.state, &app.world.rep, "三一重工").await;
    let input = json!({"customerId": encode(NodeKind::Customer, customer.id), "kind": "NOTE", "note": "换了采购"});
    let logged = app.client(&app.world.rep).mutate("logActivity", input, LOGGED).await;
    let logged = logged.done("logActivity");
    assert_eq!(
        (&logged["lead"], &logged["activity"]["lead"]),
        (&json!(null), &json!(null))
    );
    assert_eq!(logged["activity"]["customer"]["name"], "三一重工");
}

#[tokio::test]
async fn every_violation_of_an_activity_is_named_at_its_field() {
    let app = TestApp::start().await;
    let rep = app.client(&app.world.rep);
    let hidden = app.world.lead(&app.state, &app.world.other_rep, "别人的").await;
    let hidden = encode(NodeKind::Lead, hidden.id);
    let input = json!({"leadId": hidden, "kind": "STAGE_CHANGE", "occurredAt": "2026-11-24T10:00:01+08:00",
        "note": "长".repeat(1001)});
    let answer = rep.mutate("logActivity", input, LOGGED).await;
    assert_eq!(
        answer.refusals("logActivity"),
        [
            "note TOO_LONG",
            "kind INVALID",
            "occurredAt INVALID",
            "leadId NOT_FOUND"
        ]
    );
    let none = rep.mutate("logActivity", json!({"kind": "CALL"}), LOGGED).await;
    assert_eq!(none.refusals("logActivity"), ["leadId REQUIRED"]);
    let both = json!({"kind": "CALL", "leadId": hidden, "customerId": hidden});
    let both = rep.mutate("logActivity", both, LOGGED).await;
    assert_eq!(both.refusals("logActivity"), ["customerId INVALID"]);
    let foreign = json!({"kind": "CALL", "customerId": hidden});
    let foreign = rep.mutate("logActivity", foreign, LOGGED).await;
    assert_eq!(foreign.refusals("logActivity"), ["customerId NOT_FOUND"]);
    let clerk = app
        .client(&app.world.clerk)
        .mutate("logActivity", json!({"kind": "CALL"}), LOGGED)
        .await;
    assert_eq!(clerk.error_code(), "FORBIDDEN");
}
