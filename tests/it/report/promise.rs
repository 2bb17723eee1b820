//! Promises found in a report and made commitments.

use api::id::{NodeKind, encode};
use entity::{commitment_kind, customer, types::Role};
use tests::{TestApp, Value, json};

use super::save;

const PAYLOAD: &str = "commitment { title dueOn firstDueOn status report { id } task { title assignee { name } } }";

#[tokio::test]
async fn a_promise_in_a_report_becomes_a_commitment_with_its_task() {
    let app = TestApp::start().await;
    let (kind, customer) = kind_and_customer(&app).await;
    let rep = app.client(&app.world.rep);
    let report = save(&rep, "😀拜访王工。我答应11月27日前发报价单。").await;
    let lint = json!({"id": report["id"]});
    let document = "query($id: ID!) { report(id: $id) { lint { commitments { start end text by due { end } } }
        commitments { title } } }";
    let found = rep.query(document, lint.clone()).await.data()["report"]["lint"]["commitments"][0].clone();
    assert_eq!(
        (&found["by"], &found["due"]["end"]),
        (&json!("US"), &json!("2026-11-27"))
    );

    let input = json!({"reportId": report["id"], "start": found["start"], "end": found["end"],
        "kindId": encode(NodeKind::CommitmentKind, kind.id), "customerId": encode(NodeKind::Customer, customer.id)});
    let made = rep.mutate("makeCommitmentFromReport", input.clone(), PAYLOAD).await;
    let made = &made.done("makeCommitmentFromReport")["commitment"];
    assert_eq!((&made["title"], &made["dueOn"]), (&found["text"], &json!("2026-11-27")));
    assert_eq!(
        made["task"],
        json!({"title": found["text"], "assignee": {"name": "赵实施"}})
    );
    assert_eq!(made["report"]["id"], report["id"]);
    let twice = rep.mutate("makeCommitmentFromReport", input.clone(), PAYLOAD).await;
    assert_eq!(twice.refusals("makeCommitmentFromReport"), ["start TAKEN"]);
    let listed = rep.query(document, lint).await;
    assert_eq!(
        listed.data()["report"]["commitments"],
        json!([{"title": found["text"]}])
    );

    let titled = merged(&input, json!({"title": "发报价单", "dueOn": "2026-11-30"}));
    let titled = rep.mutate("makeCommitmentFromReport", titled, PAYLOAD).await;
    let titled = &titled.done("makeCommitmentFromReport")["commitment"];
    assert_eq!(
        (&titled["title"], &titled["dueOn"]),
        (&json!("发报价单"), &json!("2026-11-30"))
    );
}

#[tokio::test]
async fn nothing_is_made_where_no_promise_of_ours_stands() {
    let app = TestApp::start().await;
    let (kind, customer) = kind_and_customer(&app).await;
    let rep = app.client(&app.world.rep);
    let report = save(&rep, "客户答应11月27日前打款35万。").await;
    let input = json!({"reportId": report["id"], "start": 0, "end": 16,
        "kindId": encode(NodeKind::CommitmentKind, kind.id), "customerId": encode(NodeKind::Customer, customer.id)});
    let theirs = rep.mutate("makeCommitmentFromReport", input.clone(), PAYLOAD).await;
    assert_eq!(theirs.refusals("makeCommitmentFromReport"), ["start INVALID"]);
    for span in [
        json!({"start": 1}),
        json!({"start": -1, "end": -1}),
        json!({"end": 2_000_000_000}),
    ] {
        let answer = rep
            .mutate("makeCommitmentFromReport", merged(&input, span), PAYLOAD)
            .await;
        assert_eq!(answer.refusals("makeCommitmentFromReport"), ["start INVALID"]);
    }
    let unknown = merged(&input, json!({"reportId": encode(NodeKind::Report, kind.id)}));
    let unknown = rep.mutate("makeCommitmentFromReport", unknown, PAYLOAD).await;
    assert_eq!(unknown.error_code(), "NOT_FOUND");
    for (person, code) in [(&app.world.clerk, "FORBIDDEN"), (&app.world.supervisor, "NOT_FOUND")] {
        let answer = app
            .client(person)
            .mutate("makeCommitmentFromReport", input.clone(), PAYLOAD)
            .await;
        assert_eq!(answer.error_code(), code);
    }
}

#[tokio::test]
async fn what_the_kind_asks_for_is_asked_for_here_too() {
    let app = TestApp::start().await;
    let kind = app.world.trial_kind(&app.state).await;
    let rep = app.client(&app.world.rep);
    let text = "我答应11月27日前发报价单。";
    let report = save(&rep, text).await;
    let foreign = app.world.customer(&app.state, &app.world.other_rep, "别人的客户").await;
    let end = text.chars().count() - 1;
    let input = json!({"reportId": report["id"], "start": 0, "end": end,
        "kindId": encode(NodeKind::CommitmentKind, kind.id), "customerId": encode(NodeKind::Customer, foreign.id)});
    let answer = rep.mutate("makeCommitmentFromReport", input, PAYLOAD).await;
    let refusals = answer.refusals("makeCommitmentFromReport");
    assert!(refusals.contains(&"customerId NOT_FOUND".to_owned()), "{refusals:?}");
    assert!(
        refusals.contains(&"fields.contactEmail REQUIRED".to_owned()),
        "{refusals:?}"
    );
}

async fn kind_and_customer(app: &TestApp) -> (commitment_kind::Model, customer::Model) {
    let kind = app
        .world
        .commitment_kind(&app.state, "报价", Role::Implementer, Vec::new())
        .await;
    let customer = app.world.customer(&app.state, &app.world.rep, "恒力机电").await;
    (kind, customer)
}

fn merged(input: &Value, change: Value) -> Value {
    let mut input = input.clone();
    for (name, value) in change.as_object().unwrap() {
        input[name] = value.clone();
    }
    input
}
