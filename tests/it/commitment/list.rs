//! Lists of commitments, and what they cost.

use api::id::{NodeKind, encode};
use chrono::NaiveDate;
use entity::commitment;
use tests::{Person, TestApp, Value, json};

use super::commitment_id;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

/// Commitments of the rep's that are due on these days.
async fn promises(app: &TestApp, maker: &Person, days: &[NaiveDate]) -> Vec<commitment::Model> {
    let kind = app
        .world
        .commitment_kind(
            &app.state,
            &format!("{}的类型", maker.user.name),
            entity::types::Role::Implementer,
            Vec::new(),
        )
        .await;
    let mut made = Vec::new();
    for (number, due_on) in days.iter().enumerate() {
        let customer = app
            .world
            .customer(&app.state, maker, &format!("{}的客户{number}", maker.user.name))
            .await;
        let parties = (maker, &app.world.implementer);
        made.push(
            app.world
                .commitment(&app.state, &kind, &customer, parties, *due_on)
                .await,
        );
    }
    made
}

async fn listed(app: &TestApp, person: &Person, arguments: Value) -> Vec<Value> {
    let document = "query($filter: CommitmentFilter! = {}, $orderBy: CommitmentOrder) {
        commitments(filter: $filter, orderBy: $orderBy) { nodes { id } } }";
    let answer = app.client(person).query(document, arguments).await;
    let nodes = answer.data()["commitments"]["nodes"].as_array().unwrap().clone();
    nodes.into_iter().map(|node| node["id"].clone()).collect()
}

#[tokio::test]
async fn the_filter_and_the_order_decide_what_is_listed() {
    let app = TestApp::start().await;
    let rep = &app.world.rep;
    let made = promises(&app, rep, &[day(11, 30), day(11, 20), day(11, 25)]).await;
    let ids: Vec<_> = made.iter().map(commitment_id).collect();
    let [late_november, past, soon] = [&ids[0], &ids[1], &ids[2]];

    assert_eq!(
        listed(&app, rep, json!({})).await,
        [past.clone(), soon.clone(), late_november.clone()]
    );
    let newest = json!({"orderBy": {"field": "CREATED_AT", "direction": "DESC"}});
    assert_eq!(
        listed(&app, rep, newest).await,
        [soon.clone(), past.clone(), late_november.clone()]
    );
    for (filter, expected) in [
        (json!({"overdue": true}), vec![past]),
        (json!({"overdue": false}), vec![soon, late_november]),
        (json!({"dueFrom": "2026-11-25"}), vec![soon, late_november]),
        (json!({"dueTo": "2026-11-25"}), vec![past, soon]),
        (json!({"statuses": ["FULFILLED"]}), vec![]),
        (json!({"statuses": []}), vec![]),
        (
            json!({"kindId": encode(NodeKind::CommitmentKind, made[0].kind_id), "statuses": ["OPEN"]}),
            vec![past, soon, late_november],
        ),
        (
            json!({"madeById": encode(NodeKind::User, app.world.other_rep.id())}),
            vec![],
        ),
        (
            json!({"delivererId": encode(NodeKind::User, app.world.implementer.id())}),
            vec![past, soon, late_november],
        ),
        (
            json!({"customerId": encode(NodeKind::Customer, made[2].customer_id)}),
            vec![soon],
        ),
    ] {
        let found = listed(&app, rep, json!({"filter": filter})).await;
        assert_eq!(found.iter().collect::<Vec<_>>(), expected, "{filter}");
    }
}

#[tokio::test]
async fn a_null_in_a_filter_is_refused_rather_than_taken_for_everything() {
    let app = TestApp::start().await;
    let document = "query($filter: CommitmentFilter!) { commitments(filter: $filter) { nodes { id } } }";
    let rep = app.client(&app.world.rep);
    for filter in [
        json!({"customerId": null}),
        json!({"statuses": null}),
        json!({"overdue": null}),
    ] {
        let answer = rep.query(document, json!({"filter": filter})).await;
        assert_eq!(answer.error_code(), "BAD_REQUEST", "{filter}");
    }
}

#[tokio::test]
async fn everybody_sees_what_they_have_a_part_in() {
    let app = TestApp::start().await;
    let world = &app.world;
    let own = promises(&app, &world.rep, &[day(11, 30)]).await;
    let foreign = promises(&app, &world.other_rep, &[day(11, 29)]).await;
    let (own, foreign) = (commitment_id(&own[0]), commitment_id(&foreign[0]));
    for (person, expected) in [
        (&world.rep, vec![own.clone()]),
        (&world.supervisor, vec![own.clone()]),
        (&world.other_rep, vec![foreign.clone()]),
        (&world.implementer, vec![foreign.clone(), own.clone()]),
        (&world.admin, vec![foreign.clone(), own.clone()]),
        (&world.clerk, vec![]),
        (&world.other_admin, vec![]),
    ] {
        assert_eq!(listed(&app, person, json!({})).await, expected, "{}", person.user.name);
    }
    let single = "query($id: ID!) { commitment(id: $id) { id } node(id: $id) { id } }";
    let hidden = app.client(&world.other_admin).query(single, json!({"id": own})).await;
    assert_eq!(hidden.error_code(), "NOT_FOUND");
    assert_eq!(hidden.body["data"], json!({"commitment": null, "node": null}));
}

#[tokio::test]
async fn twenty_commitments_take_a_statement_for_each_field_and_none_for_each_row() {
    let app = TestApp::start().await;
    let days: Vec<_> = (1..=20).map(|number| day(12, number)).collect();
    promises(&app, &app.world.rep, &days).await;
    let client = app.client(&app.world.rep);
    let document = "query($first: Int!) { commitments(first: $first) { nodes {
        title customer { name commitments { title } } lead { title } fields { key } kind { name } madeBy { name team { name } } deliverer { name }
        task { title customer { name } assignee { name } commitment { title } } events { kind actor { name } } } } }";
    // Who asks, the page, and one for each of the 14 fields at most: loads of different fields may fall together.
    let (answer, statements) = app.count_statements(client.query(document, json!({"first": 20}))).await;
    assert_eq!(answer.data()["commitments"]["nodes"].as_array().unwrap().len(), 20);
    assert!(statements <= 16, "{statements} statements");
}

#[tokio::test]
async fn a_page_of_commitments_goes_on_behind_the_last_one() {
    let app = TestApp::start().await;
    let made = promises(&app, &app.world.rep, &[day(12, 1), day(12, 1), day(12, 1), day(12, 2)]).await;
    let document = "query($after: String) { commitments(first: 2, after: $after) { totalCount nodes { id } pageInfo { endCursor hasNextPage } } }";
    let client = app.client(&app.world.rep);
    let first = client.query(document, json!({})).await.data()["commitments"].clone();
    assert_eq!(
        (&first["totalCount"], &first["pageInfo"]["hasNextPage"]),
        (&json!(4), &json!(true))
    );
    let rest = client
        .query(document, json!({"after": first["pageInfo"]["endCursor"]}))
        .await;
    let rest = &rest.data()["commitments"];
    assert_eq!(rest["pageInfo"]["hasNextPage"], false);
    let found: Vec<_> = [&first, rest]
        .iter()
        .flat_map(|page| page["nodes"].as_array().unwrap().iter().map(|node| node["id"].clone()))
        .collect();
    assert_eq!(found, made.iter().map(commitment_id).collect::<Vec<_>>());
}

#[tokio::test]
async fn leads_and_customers_show_their_promises_and_tasks() {
    let trial = super::Trial::start().await;
    let (app, rep) = (&trial.app, &trial.app.world.rep);
    trial.made().await;
    let client = app.client(rep);
    let document = "{ leads { nodes { title
        commitments { title lead { title } customer { name commitments { title } } } tasks { title lead { title } customer { name } } } } }";
    let answer = client.query(document, json!({})).await;
    let lead = &answer.data()["leads"]["nodes"][0];
    let customer = json!({"name": "产线改造的客户", "commitments": [{"title": "现场POC测试"}]});
    assert_eq!(
        lead["commitments"],
        json!([{"title": "现场POC测试", "lead": {"title": "产线改造"}, "customer": customer}])
    );
    let expected =
        json!([{"title": "现场POC测试", "lead": {"title": "产线改造"}, "customer": {"name": "产线改造的客户"}}]);
    assert_eq!(lead["tasks"], expected);

    for number in 0..10 {
        app.world.lead(&app.state, rep, &format!("第{number}条")).await;
        trial.made().await;
    }
    let (answer, statements) = app.count_statements(client.query(document, json!({}))).await;
    assert_eq!(answer.data()["leads"]["nodes"].as_array().unwrap().len(), 11);
    // Who asks, the page, and one for each of the seven fields at most.
    assert!(statements <= 9, "{statements} statements");
}
