//! Stores: added, changed, listed.

use api::id::{NodeKind, encode};
use tests::{TestApp, json};

const STORE: &str = "store { id name region address team { name } version }";

#[tokio::test]
async fn a_store_is_added_and_changed() {
    let app = TestApp::start().await;
    let headquarters = app.client(&app.world.headquarters);
    let team = encode(NodeKind::Team, app.world.group.id);
    let input = json!({"name": " 江南路店 ", "region": "华南", "teamId": team, "address": "江南路8号"});
    let created = headquarters.mutate("createStore", input, STORE).await;
    let store = created.done("createStore")["store"].clone();
    assert_eq!(store["name"], "江南路店");
    assert_eq!(store["team"]["name"], "一组");
    let id = &store["id"];

    let change = json!({"id": id, "version": 1, "region": "华东", "teamId": null});
    let changed = headquarters.mutate("changeStore", change.clone(), STORE).await;
    let expected = json!({
        "id": id, "name": "江南路店", "region": "华东", "address": "江南路8号", "team": null, "version": 2,
    });
    assert_eq!(changed.done("changeStore")["store"], expected);
    let stale = headquarters.mutate("changeStore", change, STORE).await;
    assert_eq!(stale.refusals("changeStore"), ["version CONFLICT"]);

    let clear = json!({"id": id, "version": 2, "address": null});
    let cleared = headquarters.mutate("changeStore", clear, STORE).await;
    assert_eq!(cleared.done("changeStore")["store"]["address"], json!(null));
}

#[tokio::test]
async fn stores_are_listed_by_region_and_text() {
    let app = TestApp::start().await;
    app.world.store(&app.state, "江南路店", "华南").await;
    app.world.store(&app.state, "Plaza 100%店", "华南").await;
    let clerk = app.client(&app.world.clerk);
    let names = async |filter| {
        let document = "query($filter: StoreFilter!) { stores(filter: $filter) { nodes { name } } }";
        let answer = clerk.query(document, json!({"filter": filter})).await;
        let nodes = answer.data()["stores"]["nodes"].clone();
        nodes
            .as_array()
            .unwrap()
            .iter()
            .map(|node| node["name"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(json!({})).await, ["新街口店", "江南路店", "Plaza 100%店"]);
    assert_eq!(names(json!({"region": "华南"})).await, ["江南路店", "Plaza 100%店"]);
    assert_eq!(names(json!({"region": "华南", "search": "南路"})).await, ["江南路店"]);
    assert_eq!(names(json!({"search": "plaza 100%"})).await, ["Plaza 100%店"]);
    assert_eq!(names(json!({"search": "1%"})).await, [""; 0]);

    let forgotten = clerk
        .query("{ stores(filter: {region: null}) { nodes { name } } }", json!({}))
        .await;
    assert_eq!(forgotten.error_code(), "BAD_REQUEST");
}

#[tokio::test]
async fn a_variable_that_is_not_set_changes_and_filters_nothing() {
    let app = TestApp::start().await;
    let admin = app.client(&app.world.admin);
    let id = encode(NodeKind::Store, app.world.store.id);
    let change = "mutation($id: ID!, $name: String, $team: ID) {
        changeStore(input: {id: $id, version: 1, name: $name, teamId: $team}) { store { team { name } } } }";
    let answer = admin.query(change, json!({"id": id, "name": "新街口旗舰店"})).await;
    assert_eq!(answer.data()["changeStore"]["store"]["team"]["name"], "一组");
    let list = "query($region: String, $filter: StoreFilter) {
        some: stores(filter: {region: $region}) { totalCount } all: stores(filter: $filter) { totalCount } }";
    let answer = admin.query(list, json!({})).await;
    assert_eq!(
        answer.data(),
        &json!({"some": {"totalCount": 1}, "all": {"totalCount": 1}})
    );
}

#[tokio::test]
async fn every_violation_of_a_store_is_named_at_its_field() {
    let app = TestApp::start().await;
    let admin = app.client(&app.world.admin);
    let team = encode(NodeKind::Team, app.world.other_team.id);
    let input = json!({"name": "", "region": "区".repeat(21), "teamId": team, "address": "号".repeat(201)});
    let answer = admin.mutate("createStore", input, STORE).await;
    let expected = [
        "name REQUIRED",
        "region TOO_LONG",
        "teamId NOT_FOUND",
        "address TOO_LONG",
    ];
    assert_eq!(answer.refusals("createStore"), expected);

    let answer = admin
        .mutate("createStore", json!({"name": "新街口店", "region": "华东"}), STORE)
        .await;
    assert_eq!(answer.refusals("createStore"), ["name TAKEN"]);
    let answer = admin
        .mutate(
            "createStore",
            json!({"name": "甲", "region": "华东", "teamId": "x"}),
            STORE,
        )
        .await;
    assert_eq!(answer.refusals("createStore"), ["teamId NOT_FOUND"]);
    let own_name = json!({"id": encode(NodeKind::Store, app.world.store.id), "version": 1, "name": "新街口店"});
    admin.mutate("changeStore", own_name, STORE).await.done("changeStore");
}

#[tokio::test]
async fn only_headquarters_and_admins_keep_stores() {
    let app = TestApp::start().await;
    let input = json!({"name": "甲店", "region": "华东"});
    let change = json!({"id": encode(NodeKind::Store, app.world.store.id), "version": 1});
    for person in [
        &app.world.rep,
        &app.world.supervisor,
        &app.world.implementer,
        &app.world.clerk,
    ] {
        let client = app.client(person);
        let answer = client.mutate("createStore", input.clone(), STORE).await;
        assert_eq!(answer.error_code(), "FORBIDDEN");
        let answer = client.mutate("changeStore", change.clone(), STORE).await;
        assert_eq!(answer.error_code(), "FORBIDDEN");
    }
    let foreign = app.client(&app.world.other_admin);
    let answer = foreign.mutate("changeStore", change.clone(), STORE).await;
    assert_eq!(answer.error_code(), "NOT_FOUND");
    let node = foreign
        .query("query($id: ID!) { node(id: $id) { id } }", json!({"id": change["id"]}))
        .await;
    assert_eq!(node.error_code(), "NOT_FOUND");
    let list = foreign.query("{ stores { totalCount } }", json!({})).await;
    assert_eq!(list.data()["stores"]["totalCount"], 0);
}
