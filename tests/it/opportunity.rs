//! Opportunities: made, changed, won and lost together with their leads.

use api::id::{NodeKind, encode};
use entity::lead;
use tests::{Answer, Client, TestApp, json};

const OPPORTUNITY: &str = "opportunity { id name stage amount signedOn version lead { title } }";

/// Ends a lead that is as it was made.
async fn end(client: &Client, lead: &lead::Model, stage: &str) -> Answer {
    let stages = client.query("{ stages { id phase } }", json!({})).await;
    let stages = stages.data()["stages"].as_array().unwrap().clone();
    let stage = stages.iter().find(|found| found["phase"] == stage).unwrap();
    let input = json!({"id": encode(NodeKind::Lead, lead.id), "version": 1, "stageId": stage["id"]});
    client
        .mutate("advanceStage", input, "lead { opportunity { id stage amount } }")
        .await
}

#[tokio::test]
async fn an_opportunity_goes_the_way_of_its_lead() {
    let app = TestApp::start().await;
    let rep = app.client(&app.world.rep);
    let lead = app.world.lead(&app.state, &app.world.rep, "伺服改造").await;
    let lead_id = encode(NodeKind::Lead, lead.id);
    let input = json!({"leadId": lead_id, "name": "二期", "amount": "100"});
    let made = rep.mutate("createOpportunity", input.clone(), OPPORTUNITY).await;
    let made = made.done("createOpportunity")["opportunity"].clone();
    assert_eq!(
        (&made["stage"], &made["lead"]["title"]),
        (&json!("OPEN"), &json!("伺服改造"))
    );
    let again = rep.mutate("createOpportunity", input, OPPORTUNITY).await;
    assert_eq!(again.refusals("createOpportunity"), ["leadId TAKEN"]);

    let change = json!({"id": made["id"], "version": 1, "amount": "250.00", "signedOn": "2026-11-20"});
    let changed = rep.mutate("changeOpportunity", change.clone(), OPPORTUNITY).await;
    assert_eq!(
        changed.done("changeOpportunity")["opportunity"]["signedOn"],
        "2026-11-20"
    );
    let stale = rep.mutate("changeOpportunity", change, OPPORTUNITY).await;
    assert_eq!(stale.refusals("changeOpportunity"), ["version CONFLICT"]);
    let future = json!({"id": made["id"], "version": 2, "name": " ", "signedOn": "2030-01-01"});
    let future = rep.mutate("changeOpportunity", future, OPPORTUNITY).await;
    assert_eq!(
        future.refusals("changeOpportunity"),
        ["name REQUIRED", "signedOn INVALID"]
    );

    // Everything that winning asks for stands in it already.
    let won = end(&rep, &lead, "WON").await;
    let deal = won.done("advanceStage")["lead"]["opportunity"].clone();
    assert_eq!(
        (&deal["id"], &deal["stage"], &deal["amount"]),
        (&made["id"], &json!("WON"), &json!("250.00"))
    );
    let late = json!({"id": made["id"], "version": 3, "amount": "1"});
    let late = rep.mutate("changeOpportunity", late, OPPORTUNITY).await;
    assert_eq!(late.refusals("changeOpportunity"), ["id WRONG_STATE"]);
}

#[tokio::test]
async fn a_lost_lead_loses_its_opportunity_and_gets_no_other() {
    let app = TestApp::start().await;
    let rep = app.client(&app.world.rep);
    let lead = app.world.lead(&app.state, &app.world.rep, "伺服改造").await;
    let lead_id = encode(NodeKind::Lead, lead.id);
    let input = json!({"leadId": lead_id, "name": "二期", "amount": "100"});
    let hidden = app
        .client(&app.world.other_rep)
        .mutate("createOpportunity", input.clone(), OPPORTUNITY)
        .await;
    assert_eq!(hidden.refusals("createOpportunity"), ["leadId NOT_FOUND"]);
    rep.mutate("createOpportunity", input, OPPORTUNITY)
        .await
        .done("createOpportunity");
    let lost = end(&rep, &lead, "LOST").await;
    assert_eq!(lost.done("advanceStage")["lead"]["opportunity"]["stage"], "LOST");

    let other = app.world.lead(&app.state, &app.world.rep, "变频器").await;
    end(&rep, &other, "LOST").await.done("advanceStage");
    let late = json!({"leadId": encode(NodeKind::Lead, other.id), "name": "迟到", "amount": "1"});
    let late = rep.mutate("createOpportunity", late, OPPORTUNITY).await;
    assert_eq!(late.refusals("createOpportunity"), ["leadId WRONG_STATE"]);
}
