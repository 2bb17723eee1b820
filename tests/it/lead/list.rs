//! Lists of leads: filtered, ordered, paged, and how many statements they take.

use std::cmp::Ordering;

use api::id::{NodeKind, encode};
use chrono::TimeDelta;
use entity::types::{LeadStage, Tier};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use tests::{Client, TestApp, Value, json};

async fn titles(client: &Client, filter: Value) -> Vec<String> {
    let document = "query($filter: LeadFilter) {
        leads(filter: $filter, orderBy: {field: CREATED_AT, direction: ASC}) { nodes { title } } }";
    let answer = client.query(document, json!({"filter": filter})).await;
    let nodes = answer.data()["leads"]["nodes"].as_array().unwrap().clone();
    nodes
        .iter()
        .map(|node| node["title"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn leads_are_filtered_by_every_condition() {
    let app = TestApp::start().await;
    let (world, state) = (&app.world, &app.state);
    let old = world.lead(state, &world.rep, "变频器改造").await;
    state.clock.advance(TimeDelta::days(6));
    let touched = world.lead(state, &world.other_rep, "Servo 升级").await;
    let mut won = world.lead(state, &world.rep, "PLC_2 采购").await.into_active_model();
    won.stage = Set(LeadStage::Won);
    won.tier = Set(Tier::Hot);
    let transaction = state.database.begin().await.unwrap();
    won.update(&transaction).await.unwrap();
    transaction.commit().await.unwrap();
    state.clock.advance(TimeDelta::days(7));
    let admin = app.client(&world.admin);
    let input = json!({"leadId": encode(NodeKind::Lead, touched.id), "kind": "CALL"});
    admin
        .mutate("logActivity", input, "lead { id }")
        .await
        .done("logActivity");

    let rep = encode(NodeKind::User, world.rep.id());
    for (filter, expected) in [
        (json!({}), vec!["变频器改造", "Servo 升级", "PLC_2 采购"]),
        (json!({"phases": ["NEW"]}), vec!["变频器改造", "Servo 升级"]),
        (json!({"phases": []}), vec![]),
        (json!({"tiers": ["HOT", "WARM"]}), vec!["PLC_2 采购"]),
        (json!({"ownerId": rep}), vec!["变频器改造", "PLC_2 采购"]),
        (json!({"ownerId": "someone"}), vec![]),
        (
            json!({"teamId": encode(NodeKind::Team, world.group.id)}),
            vec!["变频器改造", "PLC_2 采购"],
        ),
        (
            json!({"teamId": encode(NodeKind::Team, world.region.id)}),
            vec!["变频器改造", "Servo 升级", "PLC_2 采购"],
        ),
        (json!({"teamId": encode(NodeKind::Team, world.other_team.id)}), vec![]),
        (
            json!({"customerId": encode(NodeKind::Customer, old.customer_id)}),
            vec!["变频器改造"],
        ),
        (json!({"search": "servo"}), vec!["Servo 升级"]),
        (json!({"search": "C_2"}), vec!["PLC_2 采购"]),
        (json!({"search": "S_rvo"}), vec![]),
        (json!({"search": "改造的客户"}), vec!["变频器改造"]),
        (json!({"stale": true}), vec!["变频器改造"]),
        (json!({"stale": false}), vec!["Servo 升级", "PLC_2 采购"]),
        (json!({"staleDays": 13}), vec!["变频器改造"]),
        (json!({"staleDays": 14}), vec![]),
        (
            json!({"createdAfter": "2026-11-30T10:00:00+08:00"}),
            vec!["Servo 升级", "PLC_2 采购"],
        ),
        (
            json!({"createdBefore": "2026-11-30T10:00:00+08:00"}),
            vec!["变频器改造"],
        ),
        (
            json!({"phases": ["NEW"], "search": "改造", "stale": true}),
            vec!["变频器改造"],
        ),
    ] {
        assert_eq!(titles(&admin, filter.clone()).await, expected, "{filter}");
    }
}

#[tokio::test]
async fn a_condition_on_leads_that_makes_no_sense_is_refused() {
    let app = TestApp::start().await;
    let document = "query($filter: LeadFilter) { leads(filter: $filter) { nodes { title } } }";
    for filter in [
        json!({"phases": null}),
        json!({"teamId": null}),
        json!({"stale": null}),
        json!({"createdAfter": null}),
        json!({"staleDays": 0}),
        json!({"staleDays": 3651}),
        json!({"search": "长".repeat(101)}),
    ] {
        let answer = app
            .client(&app.world.admin)
            .query(document, json!({"filter": filter}))
            .await;
        assert_eq!(answer.error_code(), "BAD_REQUEST", "{filter}");
    }
}

#[tokio::test]
async fn everything_about_many_leads_takes_no_statement_per_row() {
    let app = TestApp::start().await;
    let (world, state) = (&app.world, &app.state);
    let rep = app.client(&world.rep);
    for number in 0..20 {
        let lead = world.lead(state, &world.rep, &format!("第{number}条")).await;
        for note in ["一", "二", "三"] {
            world.call(state, &lead, note).await;
        }
        let input = json!({"leadId": encode(NodeKind::Lead, lead.id), "name": "商机", "amount": "1"});
        rep.mutate("createOpportunity", input, "opportunity { id }")
            .await
            .done("createOpportunity");
    }
    let document = "query($first: Int!) { leads(first: $first) { nodes {
        customerName phase stage { name } nextAction { text at } title stale owner { name team { name } } team { name }
        customer { name leads { title } } opportunity { name lead { title } }
        activities(limit: 2) { note user { name } } } } }";
    let (all, statements) = app.count_statements(rep.query(document, json!({"first": 20}))).await;
    let nodes = all.data()["leads"]["nodes"].as_array().unwrap();
    assert_eq!(nodes.len(), 20);
    for node in nodes {
        assert_eq!(node["activities"].as_array().unwrap().len(), 2);
        assert_eq!(node["opportunity"]["lead"]["title"], node["title"]);
        assert_eq!(node["customer"]["leads"][0]["title"], node["title"]);
    }
    // The user who asks, the list, and one for each nested object, however many rows refer to it.
    assert!(statements <= 2 + 10, "{statements}");

    let too_many = rep
        .query("{ leads { nodes { activities(limit: 51) { note } } } }", json!({}))
        .await;
    assert_eq!(too_many.error_code(), "BAD_REQUEST");
}

const FIELDS: [(&str, &str); 4] = [
    ("CREATED_AT", "createdAt"),
    ("LAST_ACTIVITY_AT", "lastActivityAt"),
    ("NEXT_ACTION_AT", "nextActionAt"),
    ("SCORE", "score"),
];

/// Leads with few different values, and none, in every column that lists are ordered by.
async fn varied_leads(app: &TestApp) {
    let (world, state) = (&app.world, &app.state);
    for number in 0..11_u8 {
        if number % 3 == 0 {
            state.clock.advance(TimeDelta::hours(1));
        }
        let mut lead = world
            .lead(state, &world.rep, &format!("第{number}条"))
            .await
            .into_active_model();
        let instant = |hours: u8| (state.clock.now() + TimeDelta::hours(hours.into())).into();
        lead.score = Set((number % 4).into());
        lead.last_activity_at = Set((number % 2 == 0).then(|| instant(number % 5)));
        lead.next_action = Set(Some("下一步".to_owned()));
        lead.next_action_at = Set((number % 3 != 1).then(|| instant(number * 7 % 6)));
        let transaction = state.database.begin().await.unwrap();
        lead.update(&transaction).await.unwrap();
        transaction.commit().await.unwrap();
    }
}

/// A walk over the list in one direction, a page at a time.
async fn walk(client: &Client, order: &Value, size: usize, backward: bool) -> Vec<Value> {
    let document = "query($orderBy: LeadOrder, $first: Int, $after: String, $last: Int, $before: String) {
        leads(orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
            nodes { id createdAt lastActivityAt nextAction { at } score }
            pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }";
    let (number, cursor, edge, more) = if backward {
        ("last", "before", "startCursor", "hasPreviousPage")
    } else {
        ("first", "after", "endCursor", "hasNextPage")
    };
    let mut found = Vec::new();
    let mut from = Value::Null;
    loop {
        let variables = json!({"orderBy": order, number: size, cursor: from});
        let page = client.query(document, variables).await.data()["leads"].clone();
        let mut nodes = page["nodes"].as_array().unwrap().clone();
        assert!(nodes.len() <= size);
        if backward {
            nodes.reverse();
        }
        found.extend(nodes);
        if page["pageInfo"][more] == json!(false) {
            break;
        }
        from = page["pageInfo"][edge].clone();
    }
    if backward {
        found.reverse();
    }
    found
}

/// How two values of a column are ordered: those that are missing come last in either direction.
fn compare(one: &Value, other: &Value, descending: bool) -> Ordering {
    let order = match (one, other) {
        (Value::Null, Value::Null) => return Ordering::Equal,
        (Value::Null, _) => return Ordering::Greater,
        (_, Value::Null) => return Ordering::Less,
        (Value::Number(one), Value::Number(other)) => one.as_i64().cmp(&other.as_i64()),
        (one, other) => one.as_str().cmp(&other.as_str()),
    };
    if descending { order.reverse() } else { order }
}

#[tokio::test]
async fn the_pages_of_every_order_are_together_the_whole_list_once() {
    let app = TestApp::start().await;
    varied_leads(&app).await;
    let client = app.client(&app.world.admin);
    for (field, column) in FIELDS {
        for direction in ["ASC", "DESC"] {
            let order = json!({"field": field, "direction": direction});
            let whole = walk(&client, &order, 100, false).await;
            let mut ids: Vec<_> = whole.iter().map(|lead| lead["id"].to_string()).collect();
            ids.sort();
            ids.dedup();
            assert_eq!(ids.len(), 11, "{order}");
            let value = |lead: &Value| match column {
                "nextActionAt" => lead["nextAction"]["at"].clone(),
                column => lead[column].clone(),
            };
            let sorted = whole.is_sorted_by(|one, other| {
                compare(&value(one), &value(other), direction == "DESC") != Ordering::Greater
            });
            assert!(sorted, "{order} {whole:#?}");
            for size in [1, 2, 3, 4, 10, 11] {
                for backward in [false, true] {
                    let pages = walk(&client, &order, size, backward).await;
                    assert_eq!(pages, whole, "{order} by {size}, backward: {backward}");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_cursor_belongs_to_the_order_that_it_was_made_for() {
    let app = TestApp::start().await;
    varied_leads(&app).await;
    let admin = app.client(&app.world.admin);
    let document = "query($orderBy: LeadOrder, $after: String) {
        leads(first: 2, orderBy: $orderBy, after: $after) { totalCount pageInfo { endCursor } } }";
    let page = admin.query(document, json!({"orderBy": {"field": "SCORE"}})).await;
    assert_eq!(page.data()["leads"]["totalCount"], 11);
    let cursor = page.data()["leads"]["pageInfo"]["endCursor"].clone();
    for order in [
        json!({"field": "SCORE", "direction": "ASC"}),
        json!({"field": "CREATED_AT"}),
    ] {
        let answer = admin.query(document, json!({"orderBy": order, "after": cursor})).await;
        assert_eq!(answer.error_code(), "BAD_CURSOR");
    }
}
