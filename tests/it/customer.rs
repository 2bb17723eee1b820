//! Customers: created, changed, found.

use api::id::{NodeKind, encode};
use chrono::NaiveDate;
use entity::{audit_event, types::Role};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use tests::{Answer, Client, Person, TestApp, Value, json};

const CUSTOMER: &str = "customer { id name industry region phone owner { name } team { name } version }";

async fn create(client: &Client, name: &str) -> Answer {
    let input = json!({"name": name, "industry": "汽车零部件"});
    client.mutate("createCustomer", input, CUSTOMER).await
}

async fn names(client: &Client, filter: Value) -> Vec<String> {
    let document = "query($filter: CustomerFilter) { customers(filter: $filter) { nodes { name } } }";
    let answer = client.query(document, json!({"filter": filter})).await;
    let nodes = answer.data()["customers"]["nodes"].as_array().unwrap().clone();
    nodes
        .iter()
        .map(|node| node["name"].as_str().unwrap().to_owned())
        .collect()
}

fn user_id(person: &Person) -> Value {
    json!(encode(NodeKind::User, person.id()))
}

#[tokio::test]
async fn a_customer_is_created_changed_and_found() {
    let app = TestApp::start().await;
    let rep = app.client(&app.world.rep);
    let input =
        json!({"name": " 苏州汇川技术有限公司 ", "industry": "工业自动化", "region": "华东", "phone": "0512-1234"});
    let created = rep.mutate("createCustomer", input, CUSTOMER).await;
    let customer = created.done("createCustomer")["customer"].clone();
    assert_eq!(customer["name"], "苏州汇川技术有限公司");
    assert_eq!(customer["owner"]["name"], "李销售");
    assert_eq!(customer["team"]["name"], "一组");

    // What is left out stays, null empties.
    let change = json!({"id": customer["id"], "version": 1, "industry": "变频器", "phone": null});
    let changed = rep.mutate("changeCustomer", change.clone(), CUSTOMER).await;
    let customer = &changed.done("changeCustomer")["customer"];
    assert_eq!(
        (
            &customer["industry"],
            &customer["region"],
            &customer["phone"],
            &customer["version"]
        ),
        (&json!("变频器"), &json!("华东"), &json!(null), &json!(2))
    );
    let stale = rep.mutate("changeCustomer", change, CUSTOMER).await;
    assert_eq!(stale.refusals("changeCustomer"), ["version CONFLICT"]);

    let document = "query($id: ID!) { customer(id: $id) { name } node(id: $id) { ... on Customer { name } } }";
    let found = rep.query(document, json!({"id": customer["id"]})).await;
    assert_eq!(found.data()["customer"], found.data()["node"]);
}

#[tokio::test]
async fn a_company_stands_once_however_its_name_is_written() {
    let app = TestApp::start().await;
    let (rep, other) = (app.client(&app.world.rep), app.client(&app.world.other_rep));
    create(&rep, "ABC（上海）科技有限公司").await.done("createCustomer");
    // Also for somebody who does not see it.
    for same in ["ａｂｃ(上海)科技", "ABC 上海科技 股份有限公司", "abc·上海科技集团"] {
        assert_eq!(
            create(&other, same).await.refusals("createCustomer"),
            ["name TAKEN"],
            "{same}"
        );
    }
    let sister = create(&other, "ABC（北京）科技有限公司").await;
    let sister = &sister.done("createCustomer")["customer"];
    let rename = json!({"id": sister["id"], "version": 1, "name": "ABC上海科技"});
    let renamed = other.mutate("changeCustomer", rename, CUSTOMER).await;
    assert_eq!(renamed.refusals("changeCustomer"), ["name TAKEN"]);
    // Its own name is no duplicate of itself, and another organisation's is none at all.
    let respell = json!({"id": sister["id"], "version": 1, "name": "ABC北京科技"});
    other
        .mutate("changeCustomer", respell, CUSTOMER)
        .await
        .done("changeCustomer");
    let foreign = app.client(&app.world.other_admin);
    create(&foreign, "ABC（上海）科技有限公司").await.done("createCustomer");
}

#[tokio::test]
async fn of_two_who_enter_a_company_at_the_same_time_one_is_told() {
    let app = TestApp::start().await;
    let (rep, other) = (app.client(&app.world.rep), app.client(&app.world.other_rep));
    for round in 0..5 {
        let name = format!("第{round}重工有限公司");
        let (one, two) = tokio::join!(create(&rep, &name), create(&other, &name));
        let mut refusals = one.refusals("createCustomer");
        refusals.extend(two.refusals("createCustomer"));
        assert_eq!(refusals, ["name TAKEN"]);
    }
}

#[tokio::test]
async fn every_violation_of_a_customer_is_named_at_its_field() {
    let app = TestApp::start().await;
    let admin = app.client(&app.world.admin);
    let input = json!({"name": "（ ）", "industry": " ", "region": "长".repeat(51), "ownerId": "nobody"});
    let answer = admin.mutate("createCustomer", input, CUSTOMER).await;
    assert_eq!(
        answer.refusals("createCustomer"),
        [
            "name INVALID",
            "industry REQUIRED",
            "region TOO_LONG",
            "ownerId NOT_FOUND"
        ]
    );
    let input = json!({"name": "", "industry": "业"});
    let answer = admin.mutate("createCustomer", input, CUSTOMER).await;
    assert_eq!(answer.refusals("createCustomer"), ["name REQUIRED"]);
}

#[tokio::test]
async fn only_those_who_work_leads_create_customers() {
    let app = TestApp::start().await;
    for person in [&app.world.implementer, &app.world.clerk, &app.world.headquarters] {
        assert_eq!(create(&app.client(person), "某公司").await.error_code(), "FORBIDDEN");
    }
    assert_eq!(create(&app.guest(), "某公司").await.error_code(), "UNAUTHENTICATED");
}

#[tokio::test]
async fn a_customer_is_handed_over_by_those_who_assign() {
    let app = TestApp::start().await;
    let world = &app.world;
    let colleague = world.hire(&app.state, "冯销售", Role::Rep, Some(&world.group)).await;
    let customer = world.customer(&app.state, &world.rep, "三一重工").await;
    let id = encode(NodeKind::Customer, customer.id);
    let hand_over = async |by: &Person, to: &Person, version: i32| {
        let input = json!({"id": id, "version": version, "ownerId": user_id(to)});
        app.client(by).mutate("changeCustomer", input, CUSTOMER).await
    };
    assert_eq!(hand_over(&world.rep, &colleague, 1).await.error_code(), "FORBIDDEN");
    for unfit in [&world.other_rep, &world.clerk] {
        let answer = hand_over(&world.supervisor, unfit, 1).await;
        assert_eq!(answer.refusals("changeCustomer"), ["ownerId INVALID"]);
    }
    let foreign = hand_over(&world.admin, &world.other_admin, 1).await;
    assert_eq!(foreign.refusals("changeCustomer"), ["ownerId NOT_FOUND"]);

    let answer = hand_over(&world.supervisor, &colleague, 1).await;
    assert_eq!(answer.done("changeCustomer")["customer"]["owner"]["name"], "冯销售");
    let answer = hand_over(&world.admin, &world.other_rep, 2).await;
    assert_eq!(answer.done("changeCustomer")["customer"]["team"]["name"], "二组");
    let audited = audit_event::Entity::find()
        .filter(audit_event::Column::Action.eq("customer.assign"))
        .all(app.state.database.read())
        .await
        .unwrap();
    assert_eq!(audited.len(), 2);
}

#[tokio::test]
async fn customers_are_searched_by_name_in_any_writing() {
    let app = TestApp::start().await;
    let admin = app.client(&app.world.admin);
    for name in ["Bosch（上海）有限公司", "100%纯棉纺织", "三一重工"] {
        create(&admin, name).await.done("createCustomer");
    }
    for (text, found) in [
        ("ＢＯＳＣＨ", "Bosch（上海）有限公司"),
        ("bosch上海", "Bosch（上海）有限公司"),
        ("（上海）有限", "Bosch（上海）有限公司"),
        ("0%纯", "100%纯棉纺织"),
        ("%", "100%纯棉纺织"),
        (" 三一 ", "三一重工"),
    ] {
        assert_eq!(names(&admin, json!({"search": text})).await, [found], "{text}");
    }
    assert_eq!(names(&admin, json!({"search": "_"})).await, [""; 0]);
    assert_eq!(names(&admin, json!({"search": " "})).await.len(), 3);
    assert_eq!(
        names(&admin, json!({"ownerId": user_id(&app.world.rep)})).await.len(),
        0
    );
    assert_eq!(names(&admin, json!({"industry": "汽车零部件"})).await.len(), 3);
    assert_eq!(names(&admin, json!({"region": "华东"})).await.len(), 0);
}

#[tokio::test]
async fn a_condition_that_is_null_is_refused_rather_than_ignored() {
    let app = TestApp::start().await;
    let document = "query($filter: CustomerFilter) { customers(filter: $filter) { nodes { id } } }";
    let admin = app.client(&app.world.admin);
    for name in ["search", "ownerId", "industry", "region"] {
        let answer = admin.query(document, json!({"filter": {name: null}})).await;
        assert_eq!(answer.error_code(), "BAD_REQUEST", "{name}");
    }
    for filter in [json!(null), json!({})] {
        admin.query(document, json!({"filter": filter})).await.data();
    }
    admin.query(document, json!({})).await.data();
}

#[tokio::test]
async fn everything_about_many_customers_takes_no_statement_per_row() {
    let app = TestApp::start().await;
    let (world, state) = (&app.world, &app.state);
    let day = NaiveDate::from_ymd_opt(2026, 10, 1).unwrap();
    for number in 0..20 {
        let customer = world.customer(state, &world.rep, &format!("第{number}公司")).await;
        for name in ["刘敏", "王工"] {
            world.contact(state, &customer, name).await;
            world.order(state, &customer, day).await;
            world.tender(state, &customer, day).await;
            let lead = world.lead_of(state, &world.rep, &customer, name).await;
            world.call(state, &lead, "已通话").await;
        }
    }
    let document = "query($first: Int!) { customers(first: $first) { nodes {
        name owner { name } team { name } contacts { name } orders { number amount orderedOn }
        budgetSignals { kind amount sourceUrl seenOn } leads { title owner { name } }
        activities { kind note user { name } lead { title } } } } }";
    let rep = app.client(&world.rep);
    let (all, statements) = app.count_statements(rep.query(document, json!({"first": 20}))).await;
    let nodes = all.data()["customers"]["nodes"].as_array().unwrap();
    assert_eq!(nodes.len(), 20);
    for node in nodes {
        for list in ["contacts", "orders", "budgetSignals", "leads", "activities"] {
            assert_eq!(node[list].as_array().unwrap().len(), 2, "{list}");
        }
    }
    assert_eq!(nodes[0]["orders"][0]["amount"], "1000.00");
    // The user who asks, the list, and one for each nested object, however many rows refer to it.
    assert!(statements <= 2 + 10, "{statements}");
}
