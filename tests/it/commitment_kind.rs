//! Kinds of commitments: added, changed, retired.

use api::id::{NodeKind, encode};
use tests::{TestApp, json};

const KIND: &str =
    "commitmentKind { id name requiredFields { key label kind choices } deliveryRole leadDays active version }";

fn trial() -> tests::Value {
    json!({
        "name": "POC测试",
        "requiredFields": [
            {"key": "deviceModel", "label": "设备型号", "kind": "TEXT"},
            {"key": "place", "label": "测试地点", "kind": "CHOICE", "choices": ["现场", "远程"]},
        ],
        "deliveryRole": "IMPLEMENTER",
        "leadDays": 7,
    })
}

#[tokio::test]
async fn a_kind_is_added_changed_retired_and_restored() {
    let app = TestApp::start().await;
    let admin = app.client(&app.world.admin);
    let added = admin.mutate("addCommitmentKind", trial(), KIND).await;
    let kind = added.done("addCommitmentKind")["commitmentKind"].clone();
    assert_eq!(
        kind["requiredFields"],
        json!([
            {"key": "deviceModel", "label": "设备型号", "kind": "TEXT", "choices": []},
            {"key": "place", "label": "测试地点", "kind": "CHOICE", "choices": ["现场", "远程"]},
        ])
    );
    assert_eq!(
        (&kind["deliveryRole"], &kind["leadDays"]),
        (&json!("IMPLEMENTER"), &json!(7))
    );

    let change = json!({"id": kind["id"], "version": 1, "leadDays": 3, "name": "POC"});
    let changed = admin.mutate("changeCommitmentKind", change.clone(), KIND).await;
    let changed = &changed.done("changeCommitmentKind")["commitmentKind"];
    assert_eq!((&changed["leadDays"], &changed["name"]), (&json!(3), &json!("POC")));
    assert_eq!(changed["requiredFields"], kind["requiredFields"]);
    let stale = admin.mutate("changeCommitmentKind", change, KIND).await;
    assert_eq!(stale.refusals("changeCommitmentKind"), ["version CONFLICT"]);

    let step = |version| json!({"id": kind["id"], "version": version});
    let retired = admin.mutate("retireCommitmentKind", step(2), KIND).await;
    assert_eq!(retired.done("retireCommitmentKind")["commitmentKind"]["active"], false);
    let again = admin.mutate("retireCommitmentKind", step(3), KIND).await;
    assert_eq!(again.refusals("retireCommitmentKind"), ["id WRONG_STATE"]);
    let in_use = "{ commitmentKinds(filter: {active: true}) { totalCount nodes { id } } }";
    assert_eq!(
        admin.query(in_use, json!({})).await.data()["commitmentKinds"]["totalCount"],
        0
    );
    let restored = admin.mutate("restoreCommitmentKind", step(3), KIND).await;
    restored.done("restoreCommitmentKind");
    assert_eq!(
        admin.query(in_use, json!({})).await.data()["commitmentKinds"]["totalCount"],
        1
    );
}

#[tokio::test]
async fn every_flaw_of_a_kind_is_named_at_its_place() {
    let app = TestApp::start().await;
    let admin = app.client(&app.world.admin);
    let input = json!({
        "name": " ",
        "requiredFields": [
            {"key": "设备", "label": "设备型号", "kind": "TEXT"},
            {"key": "size", "label": "", "kind": "CHOICE"},
            {"key": "size", "label": "大小", "kind": "DATE", "choices": ["大"]},
        ],
        "deliveryRole": "CLERK",
        "leadDays": -1,
    });
    let answer = admin.mutate("addCommitmentKind", input, KIND).await;
    assert_eq!(
        answer.refusals("addCommitmentKind"),
        [
            "name REQUIRED",
            "requiredFields.0.key INVALID",
            "requiredFields.1.label REQUIRED",
            "requiredFields.1.choices REQUIRED",
            "requiredFields.2.key TAKEN",
            "requiredFields.2.choices INVALID",
            "deliveryRole INVALID",
            "leadDays INVALID",
        ]
    );
}

#[tokio::test]
async fn a_name_stands_once_in_an_organisation() {
    let app = TestApp::start().await;
    let admin = app.client(&app.world.admin);
    admin
        .mutate("addCommitmentKind", trial(), KIND)
        .await
        .done("addCommitmentKind");
    let again = admin.mutate("addCommitmentKind", trial(), KIND).await;
    assert_eq!(again.refusals("addCommitmentKind"), ["name TAKEN"]);
    let elsewhere = app.client(&app.world.other_admin);
    let foreign = elsewhere.mutate("addCommitmentKind", trial(), KIND).await;
    let foreign = foreign.done("addCommitmentKind")["commitmentKind"]["id"].clone();

    for (name, fields) in [("changeCommitmentKind", KIND), ("retireCommitmentKind", KIND)] {
        let answer = admin.mutate(name, json!({"id": foreign, "version": 1}), fields).await;
        assert_eq!(answer.error_code(), "NOT_FOUND", "{name}");
    }
    let single = "query($id: ID!) { commitmentKind(id: $id) { id } node(id: $id) { id } }";
    let answer = admin.query(single, json!({"id": foreign})).await;
    assert_eq!(answer.error_code(), "NOT_FOUND");
    assert_eq!(answer.body["data"], json!({"commitmentKind": null, "node": null}));
}

#[tokio::test]
async fn only_admins_keep_kinds_and_everybody_sees_them() {
    let app = TestApp::start().await;
    let kind = app.world.trial_kind(&app.state).await;
    let id = encode(NodeKind::CommitmentKind, kind.id).0;
    for person in [&app.world.rep, &app.world.supervisor, &app.world.headquarters] {
        let client = app.client(person);
        let step = json!({"id": id, "version": 1});
        for name in ["changeCommitmentKind", "retireCommitmentKind", "restoreCommitmentKind"] {
            assert_eq!(client.mutate(name, step.clone(), KIND).await.error_code(), "FORBIDDEN");
        }
        assert_eq!(
            client.mutate("addCommitmentKind", trial(), KIND).await.error_code(),
            "FORBIDDEN"
        );
        let single = "query($id: ID!) { commitmentKind(id: $id) { name } }";
        let found = client.query(single, json!({"id": id})).await;
        assert_eq!(found.data()["commitmentKind"]["name"], "POC测试");
    }
}
