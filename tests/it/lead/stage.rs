//! Leads on their way, to the end.

use api::id::{NodeKind, encode};
use entity::{
    lead, task,
    types::{TaskSource, TaskStatus},
};
use sea_orm::ActiveValue::Set;
use tests::{Answer, Client, TestApp, Value, json, world::insert};
use uuid::Uuid;

const LEAD: &str = "lead { phase stage { name } stageChangedAt lastActivityAt version nextAction { text }
    opportunity { id name stage amount signedOn version }
    activities { kind note stageChange { from to fromName toName } } }";

/// Moves a lead to the stage called `stage`.
async fn advance(client: &Client, lead: &lead::Model, version: i32, stage: &str, more: Value) -> Answer {
    let stages = client
        .query("{ stages(alsoRetired: true) { id phase } }", json!({}))
        .await;
    let stages = stages.data()["stages"].as_array().unwrap().clone();
    let stage = stages.iter().find(|found| found["phase"] == stage).unwrap();
    let mut input = json!({"id": encode(NodeKind::Lead, lead.id), "version": version, "stageId": stage["id"]});
    let fields = more.as_object().unwrap().clone();
    input.as_object_mut().unwrap().extend(fields);
    client.mutate("advanceStage", input, LEAD).await
}

async fn forced_task(app: &TestApp, lead: &lead::Model, status: TaskStatus) -> task::Model {
    let now = app.state.clock.timestamp();
    let row = task::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(lead.organization_id),
        assignee_id: Set(lead.owner_id),
        title: Set("报价单+交付排期确认".to_owned()),
        source: Set(TaskSource::Rule),
        lead_id: Set(Some(lead.id)),
        customer_id: Set(Some(lead.customer_id)),
        commitment_id: Set(None),
        rule_id: Set(None),
        rule_version: Set(None),
        details: Set(task::TaskDetails::default()),
        due_at: Set(now),
        status: Set(status),
        forced: Set(true),
        done_at: Set((status == TaskStatus::Done).then_some(now)),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    };
    insert(&app.state, row).await
}

#[tokio::test]
async fn a_lead_moves_forward_and_every_move_is_an_activity() {
    let app = TestApp::start().await;
    let rep = app.client(&app.world.rep);
    let lead = app.world.lead(&app.state, &app.world.rep, "伺服改造").await;
    app.state.clock.advance(chrono::TimeDelta::days(1));
    let moved = advance(&rep, &lead, 1, "CONTACTED", json!({"note": "王工接了电话"})).await;
    let moved = &moved.done("advanceStage")["lead"];
    assert_eq!(
        (&moved["phase"], &moved["stage"]["name"], &moved["version"]),
        (&json!("CONTACTED"), &json!("已联系"), &json!(2))
    );
    assert_eq!(moved["stageChangedAt"], "2026-11-25T02:00:00+00:00");
    assert_eq!(moved["lastActivityAt"], moved["stageChangedAt"]);
    let change = json!({"from": "NEW", "to": "CONTACTED", "fromName": "新线索", "toName": "已联系"});
    let activity = json!({"kind": "STAGE_CHANGE", "note": "王工接了电话", "stageChange": change});
    assert_eq!(moved["activities"], json!([activity]));

    let skipped = advance(&rep, &lead, 2, "NEGOTIATION", json!({})).await;
    assert_eq!(
        skipped.done("advanceStage")["lead"]["activities"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    for refused in ["NEGOTIATION", "PROPOSAL", "NEW"] {
        let answer = advance(&rep, &lead, 3, refused, json!({})).await;
        assert_eq!(answer.refusals("advanceStage"), ["stageId WRONG_STATE"], "{refused}");
    }
    let stale = advance(&rep, &lead, 2, "WON", json!({})).await;
    assert_eq!(stale.refusals("advanceStage"), ["version CONFLICT"]);
}

#[tokio::test]
async fn an_open_forced_task_holds_a_lead_back_until_it_is_done() {
    let app = TestApp::start().await;
    let rep = app.client(&app.world.rep);
    let lead = app.world.lead(&app.state, &app.world.rep, "伺服改造").await;
    forced_task(&app, &lead, TaskStatus::Done).await;
    advance(&rep, &lead, 1, "CONTACTED", json!({}))
        .await
        .done("advanceStage");

    forced_task(&app, &lead, TaskStatus::Open).await;
    let held = advance(&rep, &lead, 2, "PROPOSAL", json!({})).await;
    assert_eq!(held.refusals("advanceStage"), ["stageId WRONG_STATE"]);
    let message = held.data()["advanceStage"]["userErrors"][0]["message"]
        .as_str()
        .unwrap();
    assert!(message.contains("报价单+交付排期确认"), "{message}");
    // A customer who does not buy needs no quotation.
    let lost = advance(&rep, &lead, 2, "LOST", json!({"note": "预算取消"})).await;
    assert_eq!(lost.done("advanceStage")["lead"]["phase"], "LOST");
}

#[tokio::test]
async fn winning_asks_for_an_amount_and_a_day_of_signature() {
    let app = TestApp::start().await;
    let rep = app.client(&app.world.rep);
    let lead = app.world.lead(&app.state, &app.world.rep, "伺服改造").await;
    let nothing = advance(&rep, &lead, 1, "WON", json!({})).await;
    assert_eq!(
        nothing.refusals("advanceStage"),
        ["amount REQUIRED", "signedOn REQUIRED"]
    );
    let tomorrow = advance(&rep, &lead, 1, "WON", json!({"amount": "0", "signedOn": "2026-11-25"})).await;
    assert_eq!(
        tomorrow.refusals("advanceStage"),
        ["amount REQUIRED", "signedOn INVALID"]
    );
    let early = advance(&rep, &lead, 1, "PROPOSAL", json!({"amount": "5"})).await;
    assert_eq!(early.refusals("advanceStage"), ["amount INVALID"]);

    let won = advance(
        &rep,
        &lead,
        1,
        "WON",
        json!({"amount": "286000.50", "signedOn": "2026-11-24"}),
    )
    .await;
    let won = &won.done("advanceStage")["lead"];
    let deal = &won["opportunity"];
    assert_eq!(
        (&deal["name"], &deal["stage"], &deal["amount"], &deal["signedOn"]),
        (
            &json!("伺服改造"),
            &json!("WON"),
            &json!("286000.50"),
            &json!("2026-11-24")
        )
    );
    for stage in ["LOST", "NEGOTIATION", "WON"] {
        let answer = advance(&rep, &lead, 2, stage, json!({})).await;
        assert_eq!(answer.refusals("advanceStage"), ["stageId WRONG_STATE"], "{stage}");
    }
    let next = json!({"id": encode(NodeKind::Lead, lead.id), "version": 2, "nextAction": {"text": "回访"}});
    let next = rep.mutate("updateLead", next, LEAD).await;
    assert_eq!(next.refusals("updateLead"), ["nextAction WRONG_STATE"]);
}
