//! Scripts: added, changed, switched off, offered by the next lint.

use api::id::{NodeKind, encode};
use tests::{Person, TestApp, json};

const SCRIPT: &str = "script { id category scenario text active version }";

#[tokio::test]
async fn a_script_is_added_changed_and_listed() {
    let app = TestApp::start().await;
    let headquarters = app.client(&app.world.headquarters);
    let input = json!({"category": "FOLLOW_UP", "scenario": "报价后", "text": "{日期}与{联系人}确认{事项}"});
    let added = headquarters.mutate("addScript", input.clone(), SCRIPT).await;
    let script = added.done("addScript")["script"].clone();
    assert_eq!(script["text"], "{日期}与{联系人}确认{事项}");
    assert_eq!(script["active"], true);
    let again = headquarters.mutate("addScript", input, SCRIPT).await;
    assert_eq!(again.refusals("addScript"), ["text TAKEN"]);

    let change = json!({
        "id": script["id"], "version": 1, "scenario": "催款", "text": "{日期}前{客户}付清{金额}", "active": false,
    });
    let changed = headquarters.mutate("changeScript", change.clone(), SCRIPT).await;
    let expected = json!({
        "id": script["id"], "category": "FOLLOW_UP", "scenario": "催款", "text": "{日期}前{客户}付清{金额}",
        "active": false, "version": 2,
    });
    assert_eq!(changed.done("changeScript")["script"], expected);
    let stale = headquarters.mutate("changeScript", change, SCRIPT).await;
    assert_eq!(stale.refusals("changeScript"), ["version CONFLICT"]);

    let count = async |filter| {
        let document = "query($filter: ScriptFilter!) { scripts(filter: $filter) { totalCount } }";
        let answer = headquarters.query(document, json!({"filter": filter})).await;
        answer.data()["scripts"]["totalCount"].clone()
    };
    assert_eq!(
        count(json!({"active": false, "category": "FOLLOW_UP", "scenario": "催款"})).await,
        1
    );
    assert_eq!(count(json!({"search": "付清"})).await, 1);
    assert_eq!(count(json!({"active": true})).await, 0);
    assert_eq!(count(json!({"category": "TIME"})).await, 0);
}

/// What the linter offers `person` in place of the vague phrase of `text`.
async fn offered(app: &TestApp, person: &Person, text: &str) -> Vec<String> {
    let document = "query($input: LintTextInput!) { lintText(input: $input) { findings { suggestions { text } } } }";
    let answer = app
        .client(person)
        .query(document, json!({"input": {"text": text}}))
        .await;
    let findings = answer.data()["lintText"]["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 1, "{findings:?}");
    let suggestions = findings[0]["suggestions"].as_array().unwrap().iter();
    suggestions
        .map(|suggestion| suggestion["text"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_script_is_offered_by_the_next_lint() {
    let app = TestApp::start().await;
    let (world, text) = (&app.world, "报价王工看过了,再沟通");
    let shipped = offered(&app, &world.rep, text).await;
    assert!(!shipped.is_empty());

    let admin = app.client(&world.admin);
    let script = json!({"category": "FOLLOW_UP", "scenario": "报价后", "text": "{日期}与{联系人}当面核对{事项}"});
    let added = admin.mutate("addScript", script, SCRIPT).await;
    let id = added.done("addScript")["script"]["id"].clone();
    let with_own = offered(&app, &world.rep, text).await;
    assert_eq!(with_own[0], "【日期】与王工当面核对【事项】");
    assert_eq!(with_own[1..], shipped[..2], "the shipped ones stay");
    assert_eq!(offered(&app, &world.other_admin, text).await, shipped);

    let off = json!({"id": id, "version": 1, "active": false});
    admin.mutate("changeScript", off, SCRIPT).await.done("changeScript");
    assert_eq!(offered(&app, &world.rep, text).await, shipped);
}

#[tokio::test]
async fn a_script_must_be_fit_to_be_offered() {
    let app = TestApp::start().await;
    let admin = app.client(&app.world.admin);
    let refusals = async |category: &str, scenario: &str, text: &str| {
        let input = json!({"category": category, "scenario": scenario, "text": text});
        let answer = admin.mutate("addScript", input, SCRIPT).await;
        answer.refusals("addScript")
    };
    let expected = ["category INVALID", "scenario REQUIRED", "text REQUIRED"];
    assert_eq!(refusals("MEDICAL", " ", "").await, expected);
    assert_eq!(refusals("TIME", "催款", "{日期前付款").await, ["text INVALID"]);
    assert_eq!(refusals("TIME", "催款", "{心情}好时付款").await, ["text INVALID"]);
    assert_eq!(
        refusals("TIME", "催款", "与{联系人}约定尽快付款").await,
        ["text INVALID"]
    );
    assert_eq!(
        refusals("INTENT", "报价后", "{联系人}说这是最好的产品").await,
        ["text INVALID"]
    );
    assert_eq!(
        refusals("TIME", "催款", "与{联系人}约定{日期}{时间}付款").await,
        [""; 0]
    );
}

#[tokio::test]
async fn only_those_who_keep_the_pack_keep_scripts() {
    let app = TestApp::start().await;
    let input = json!({"category": "TIME", "scenario": "催款", "text": "{日期}付款"});
    for person in [
        &app.world.rep,
        &app.world.supervisor,
        &app.world.implementer,
        &app.world.clerk,
    ] {
        let answer = app.client(person).mutate("addScript", input.clone(), SCRIPT).await;
        assert_eq!(answer.error_code(), "FORBIDDEN");
    }
    let foreign = app.client(&app.world.other_admin);
    let added = foreign.mutate("addScript", input, SCRIPT).await;
    let id = added.done("addScript")["script"]["id"].clone();
    let admin = app.client(&app.world.admin);
    let change = admin
        .mutate("changeScript", json!({"id": id, "version": 1}), SCRIPT)
        .await;
    assert_eq!(change.error_code(), "NOT_FOUND");
    let node = admin
        .query("query($id: ID!) { node(id: $id) { id } }", json!({"id": id}))
        .await;
    assert_eq!(node.error_code(), "NOT_FOUND");
    let list = admin.query("{ scripts { totalCount } }", json!({})).await;
    assert_eq!(list.data()["scripts"]["totalCount"], 0);
    let unknown = json!({"id": encode(NodeKind::Term, app.world.organization_id), "version": 1});
    let unknown = admin.mutate("changeScript", unknown, SCRIPT).await;
    assert_eq!(unknown.refusals("changeScript"), ["id NOT_FOUND"]);
}
