//! Audit events: who changed what, for admins.

use api::id::{NodeKind, encode};
use tests::{TestApp, json};

const EVENTS: &str = "query($filter: AuditEventFilter) { auditEvents(filter: $filter) { nodes {
    action subjectType subjectId createdAt actor { name } subject { id ... on Store { name } ... on Script { text } }
} } }";

#[tokio::test]
async fn an_admin_sees_who_changed_what() {
    let app = TestApp::start().await;
    let headquarters = app.client(&app.world.headquarters);
    let admin = app.client(&app.world.admin);
    let store = json!({"name": "江南路店", "region": "华南"});
    let store = headquarters.mutate("createStore", store, "store { id }").await;
    let store_id = store.done("createStore")["store"]["id"].clone();
    let script = json!({"category": "TIME", "scenario": "催款", "text": "{日期}付款"});
    admin
        .mutate("addScript", script, "script { id }")
        .await
        .done("addScript");
    let change = json!({"id": store_id, "version": 1, "name": "江南西路店"});
    headquarters
        .mutate("changeStore", change, "store { id }")
        .await
        .done("changeStore");

    let events = async |filter| {
        let answer = admin.query(EVENTS, json!({"filter": filter})).await;
        answer.data()["auditEvents"]["nodes"].as_array().unwrap().clone()
    };
    let all = events(json!({})).await;
    let actions: Vec<_> = all.iter().map(|event| event["action"].as_str().unwrap()).collect();
    assert_eq!(actions, ["store.change", "script.add", "store.create"]);
    let expected = json!({
        "action": "store.change", "subjectType": "store", "subjectId": store_id,
        "createdAt": "2026-11-24T02:00:00+00:00", "actor": {"name": "吴总部"},
        "subject": {"id": store_id, "name": "江南西路店"},
    });
    assert_eq!(all[0], expected);
    assert_eq!(all[1]["subject"]["text"], "{日期}付款");

    assert_eq!(events(json!({"subjectId": store_id})).await.len(), 2);
    assert_eq!(events(json!({"action": "script.add"})).await.len(), 1);
    let by = encode(NodeKind::User, app.world.headquarters.id());
    assert_eq!(
        events(json!({"actorId": by, "from": "2026-11-24", "to": "2026-11-24"}))
            .await
            .len(),
        2
    );
    assert_eq!(events(json!({"to": "2026-11-23"})).await.len(), 0);
    assert_eq!(events(json!({"from": "2026-11-25"})).await.len(), 0);
}

#[tokio::test]
async fn nobody_else_sees_the_audit() {
    let app = TestApp::start().await;
    let store = json!({"name": "江南路店", "region": "华南"});
    let headquarters = app.client(&app.world.headquarters);
    headquarters
        .mutate("createStore", store, "store { id }")
        .await
        .done("createStore");
    for person in [
        &app.world.headquarters,
        &app.world.supervisor,
        &app.world.rep,
        &app.world.clerk,
    ] {
        let answer = app.client(person).query(EVENTS, json!({})).await;
        assert_eq!(answer.error_code(), "FORBIDDEN");
    }
    let foreign = app.client(&app.world.other_admin).query(EVENTS, json!({})).await;
    assert_eq!(foreign.data()["auditEvents"]["nodes"], json!([]));

    let admin = app.client(&app.world.admin);
    let answer = admin.query("{ auditEvents { nodes { id } } }", json!({})).await;
    let id = answer.data()["auditEvents"]["nodes"][0]["id"].clone();
    let node = async |person| {
        let document = "query($id: ID!) { node(id: $id) { ... on AuditEvent { action } } }";
        app.client(person).query(document, json!({"id": id})).await
    };
    assert_eq!(node(&app.world.admin).await.data()["node"]["action"], "store.create");
    assert_eq!(node(&app.world.headquarters).await.error_code(), "NOT_FOUND");
}

#[tokio::test]
async fn a_list_of_events_takes_no_statement_per_row() {
    let app = TestApp::start().await;
    let admin = app.client(&app.world.admin);
    let create = async |from: u32, to: u32| {
        for number in from..to {
            let store = json!({"name": format!("第{number}店"), "region": "华南"});
            admin
                .mutate("createStore", store, "store { id }")
                .await
                .done("createStore");
        }
    };
    let list = async || {
        let (answer, statements) = app.count_statements(admin.query(EVENTS, json!({}))).await;
        (
            answer.data()["auditEvents"]["nodes"].as_array().unwrap().len(),
            statements,
        )
    };
    create(0, 2).await;
    let (two, of_two) = list().await;
    create(2, 20).await;
    let (twenty, of_twenty) = list().await;
    assert_eq!((two, twenty), (2, 20));
    // Loads of different fields may fall together or not, but none is a matter of rows.
    assert!(of_twenty <= of_two + 2, "{of_two} {of_twenty}");
}
