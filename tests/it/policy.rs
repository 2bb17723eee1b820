//! Who sees which leads and customers, on every path to them.

use std::collections::BTreeSet;

use api::id::{NodeKind, encode};
use chrono::NaiveDate;
use entity::{
    commitment, commitment_kind, customer, lead,
    types::{CommitmentStatus, LeadStage, Role},
};
use sea_orm::ActiveValue::Set;
use tests::{Person, TestApp, Value, json, world::insert};
use uuid::Uuid;

/// Rows in different hands, and who sees them.
struct Scene {
    app: TestApp,
    leads: Vec<lead::Model>,
    customers: Vec<customer::Model>,
    /// Everybody with the titles of the leads and the names of the customers that they see.
    sights: Vec<(Person, BTreeSet<String>, BTreeSet<String>)>,
}

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

/// A customer of the rep's with a lead of the rep's, which the implementer delivers for, and one of the other rep's; a
/// customer of the other rep's with a lead; and a customer of the other organisation's with a lead.
async fn scene() -> Scene {
    let app = TestApp::start().await;
    let (world, state) = (&app.world, &app.state);
    let shared = world.customer(state, &world.rep, "共有客户").await;
    let other = world.customer(state, &world.other_rep, "二组客户").await;
    let foreign = world.customer(state, &world.other_admin, "外人客户").await;
    let delivered = world.lead_of(state, &world.rep, &shared, "一组线索").await;
    let leads = vec![
        delivered.clone(),
        world.lead_of(state, &world.other_rep, &shared, "二组的共有线索").await,
        world.lead_of(state, &world.other_rep, &other, "二组线索").await,
        world.lead_of(state, &world.other_admin, &foreign, "外人线索").await,
    ];
    for lead in &leads {
        world.call(state, lead, "已通话").await;
    }
    promise(&app, &delivered, &world.implementer).await;

    let region = world.hire(state, "钱大区", Role::Supervisor, Some(&world.region)).await;
    let nowhere = world.hire(state, "无团队", Role::Supervisor, None).await;
    let all_leads = set(&["一组线索", "二组的共有线索", "二组线索"]);
    let all_customers = set(&["共有客户", "二组客户"]);
    let sights = vec![
        (world.rep.clone(), set(&["一组线索"]), set(&["共有客户"])),
        (
            world.other_rep.clone(),
            set(&["二组的共有线索", "二组线索"]),
            all_customers.clone(),
        ),
        (world.supervisor.clone(), set(&["一组线索"]), set(&["共有客户"])),
        (region, all_leads.clone(), all_customers.clone()),
        (nowhere, set(&[]), set(&[])),
        (world.implementer.clone(), set(&["一组线索"]), set(&["共有客户"])),
        (world.clerk.clone(), set(&[]), set(&[])),
        (world.headquarters.clone(), all_leads.clone(), all_customers.clone()),
        (world.admin.clone(), all_leads, all_customers),
        (world.other_admin.clone(), set(&["外人线索"]), set(&["外人客户"])),
    ];
    Scene {
        leads,
        customers: vec![shared, other, foreign],
        sights,
        app,
    }
}

/// A commitment for a lead that `deliverer` delivers.
async fn promise(app: &TestApp, lead: &lead::Model, deliverer: &Person) {
    let now = app.state.clock.timestamp();
    let kind = commitment_kind::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(lead.organization_id),
        name: Set("POC测试".to_owned()),
        required_fields: Set(commitment_kind::FieldSpecs::default()),
        delivery_role: Set(Role::Implementer),
        lead_days: Set(5),
        active: Set(true),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    };
    let kind = insert(&app.state, kind).await;
    let due = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
    let row = commitment::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(lead.organization_id),
        kind_id: Set(kind.id),
        customer_id: Set(lead.customer_id),
        lead_id: Set(Some(lead.id)),
        report_id: Set(None),
        made_by: Set(lead.owner_id),
        deliverer_id: Set(deliverer.id()),
        title: Set("POC测试".to_owned()),
        fields: Set(json!({})),
        status: Set(CommitmentStatus::Open),
        first_due_on: Set(due),
        due_on: Set(due),
        overdue_flagged_at: Set(None),
        closed_at: Set(None),
        closed_on: Set(None),
        promise_start: Set(None),
        promise_end: Set(None),
        promise_text: Set(None),
        evidence: Set(None),
        reason: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    };
    insert(&app.state, row).await;
}

/// All values of the field `name` at any depth of an answer.
fn values(answer: &Value, name: &str, found: &mut BTreeSet<String>) {
    match answer {
        Value::Array(items) => items.iter().for_each(|item| values(item, name, found)),
        Value::Object(fields) => {
            for (field, value) in fields {
                match value {
                    Value::String(text) if field == name => {
                        found.insert(text.clone());
                    }
                    other => values(other, name, found),
                }
            }
        }
        _ => {}
    }
}

async fn seen(scene: &Scene, person: &Person, document: &str, field: &str) -> BTreeSet<String> {
    let answer = scene.app.client(person).query(document, json!({})).await;
    let mut found = BTreeSet::new();
    values(answer.data(), field, &mut found);
    found
}

#[tokio::test]
async fn lists_hold_what_the_user_may_see() {
    let scene = scene().await;
    for (person, leads, customers) in &scene.sights {
        let name = &person.user.name;
        let document = "{ leads { totalCount nodes { title } } customers { totalCount nodes { name } } }";
        let answer = scene.app.client(person).query(document, json!({})).await;
        let (mut titles, mut names) = (BTreeSet::new(), BTreeSet::new());
        values(answer.data(), "title", &mut titles);
        values(answer.data(), "name", &mut names);
        assert_eq!((&titles, &names), (leads, customers), "{name}");
        assert_eq!(answer.data()["leads"]["totalCount"], leads.len(), "{name}");
        assert_eq!(answer.data()["customers"]["totalCount"], customers.len(), "{name}");
    }
}

#[tokio::test]
async fn single_objects_and_nodes_are_found_where_lists_hold_them() {
    let scene = scene().await;
    for (person, leads, customers) in &scene.sights {
        let client = scene.app.client(person);
        let subjects = (scene.leads.iter())
            .map(|lead| ("lead", encode(NodeKind::Lead, lead.id), leads.contains(&lead.title)))
            .chain((scene.customers.iter()).map(|customer| {
                let visible = customers.contains(&customer.name);
                ("customer", encode(NodeKind::Customer, customer.id), visible)
            }));
        for (field, id, visible) in subjects {
            let single = format!("query($id: ID!) {{ found: {field}(id: $id) {{ id }} }}");
            for document in [single.as_str(), "query($id: ID!) { found: node(id: $id) { id } }"] {
                let answer = client.query(document, json!({"id": id})).await;
                if visible {
                    assert_eq!(answer.data()["found"]["id"], json!(id));
                } else {
                    assert_eq!(answer.error_code(), "NOT_FOUND", "{} {document}", person.user.name);
                    assert_eq!(answer.body["data"], json!({"found": null}));
                }
            }
            let document = "query($id: ID!) { nodes(ids: [$id]) { id } }";
            let answer = client.query(document, json!({"id": id})).await;
            let expected = if visible { json!([{"id": id}]) } else { json!([null]) };
            assert_eq!(answer.data()["nodes"], expected);
        }
    }
}

#[tokio::test]
async fn no_nested_path_leads_to_what_a_list_does_not_hold() {
    let scene = scene().await;
    let by_customer = "{ customers { nodes { leads { title customer { leads { title } } }
        activities { lead { title activities { lead { title } } } } } } }";
    let by_lead = "{ leads { nodes { title customer { leads { title } activities { lead { title } } }
        activities { lead { title } customer { leads { title } } } } } }";
    let customers_by_lead = "{ leads { nodes { customer { name } activities { customer { name } } } } }";
    for (person, leads, customers) in &scene.sights {
        let name = &person.user.name;
        for document in [by_customer, by_lead] {
            assert_eq!(
                &seen(&scene, person, document, "title").await,
                leads,
                "{name} {document}"
            );
        }
        let found = seen(&scene, person, customers_by_lead, "name").await;
        assert!(found.is_subset(customers), "{name} {found:?}");
        assert_eq!(found.is_empty(), leads.is_empty(), "{name}");
    }
}

#[tokio::test]
async fn nobody_changes_what_they_do_not_see() {
    let scene = scene().await;
    let payload = "lead { id }";
    let (world, state) = (&scene.app.world, &scene.app.state);
    let lost = world.stage(state, world.organization_id, LeadStage::Lost).await;
    let lost = encode(NodeKind::Stage, lost.id);
    for (person, leads, _) in &scene.sights {
        let client = scene.app.client(person);
        for lead in scene.leads.iter().filter(|lead| !leads.contains(&lead.title)) {
            let id = encode(NodeKind::Lead, lead.id);
            let owner = encode(NodeKind::User, person.id());
            for (mutation, input) in [
                ("updateLead", json!({"id": id, "version": 1, "title": "改"})),
                ("advanceStage", json!({"id": id, "version": 1, "stageId": lost})),
                ("assignLead", json!({"id": id, "version": 1, "ownerId": owner})),
            ] {
                let answer = client.mutate(mutation, input, payload).await;
                let code = answer.error_code();
                assert!(
                    matches!(code, "NOT_FOUND" | "FORBIDDEN"),
                    "{} {mutation} {code}",
                    person.user.name
                );
            }
        }
    }
    let document = "{ leads { nodes { title phase version } } }";
    for person in [&scene.app.world.admin, &scene.app.world.other_admin] {
        let answer = scene.app.client(person).query(document, json!({})).await;
        for lead in answer.data()["leads"]["nodes"].as_array().unwrap() {
            assert_eq!((&lead["phase"], &lead["version"]), (&json!("NEW"), &json!(1)));
        }
    }
}

#[tokio::test]
async fn a_guest_sees_nothing() {
    let scene = scene().await;
    let id = encode(NodeKind::Lead, scene.leads[0].id);
    for document in [
        "query { leads { nodes { id } } }",
        "query { customers { nodes { id } } }",
        "query($id: ID!) { lead(id: $id) { id } }",
        "query($id: ID!) { node(id: $id) { id } }",
        "query($id: ID!) { nodes(ids: [$id]) { id } }",
    ] {
        let variables = if document.contains('$') {
            json!({"id": id})
        } else {
            json!({})
        };
        let answer = scene.app.guest().query(document, variables).await;
        assert_eq!(answer.error_code(), "UNAUTHENTICATED", "{document}");
    }
}
