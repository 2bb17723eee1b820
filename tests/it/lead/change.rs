//! Leads: created, changed, assigned.

use api::id::{NodeKind, encode};
use entity::types::Role;
use tests::{Person, TestApp, json};

const LEAD: &str = "lead { id customerName stage { name } nextAction { text at } title source tier score stale version
    owner { name } team { name } customer { name } opportunity { name } }";

#[tokio::test]
async fn a_lead_is_created_with_a_customer_that_exists() {
    let app = TestApp::start().await;
    let rep = app.client(&app.world.rep);
    let customer = app.world.customer(&app.state, &app.world.rep, "三一重工").await;
    let input = json!({"customerId": encode(NodeKind::Customer, customer.id), "title": "伺服改造", "source": "展会",
        "nextAction": {"text": "寄样品", "at": "2026-11-27T10:00:00+08:00"}});
    let created = rep.mutate("createLead", input, LEAD).await;
    let lead = &created.done("createLead")["lead"];
    assert_eq!(
        (&lead["customerName"], &lead["stage"], &lead["nextAction"]),
        (
            &json!("三一重工"),
            &json!({"name": "新线索"}),
            &json!({"text": "寄样品", "at": "2026-11-27T02:00:00+00:00"})
        )
    );
    assert_eq!(lead["owner"]["name"], "李销售");
    assert_eq!(lead["team"]["name"], "一组");
    assert_eq!(lead["opportunity"], json!(null));
}

#[tokio::test]
async fn a_lead_is_created_together_with_its_customer_or_not_at_all() {
    let app = TestApp::start().await;
    let supervisor = app.client(&app.world.supervisor);
    let owner = encode(NodeKind::User, app.world.rep.id());
    let customer = json!({"name": "汇川技术", "industry": "工业自动化"});
    let refused = json!({"newCustomer": customer, "title": " ", "ownerId": owner});
    let refused = supervisor.mutate("createLead", refused, LEAD).await;
    assert_eq!(refused.refusals("createLead"), ["title REQUIRED"]);

    // Had the customer been written before, its name would be taken now.
    let input = json!({"newCustomer": customer, "title": "变频器", "ownerId": owner});
    let created = supervisor.mutate("createLead", input.clone(), LEAD).await;
    let lead = &created.done("createLead")["lead"];
    assert_eq!(
        (&lead["customerName"], &lead["owner"]["name"]),
        (&json!("汇川技术"), &json!("李销售"))
    );
    let again = supervisor.mutate("createLead", input, LEAD).await;
    assert_eq!(again.refusals("createLead"), ["newCustomer.name TAKEN"]);
}

#[tokio::test]
async fn every_violation_of_a_lead_is_named_at_its_field() {
    let app = TestApp::start().await;
    let admin = app.client(&app.world.admin);
    let input = json!({"newCustomer": {"name": "", "industry": ""}, "title": "长".repeat(101), "source": "源".repeat(51),
        "nextAction": {"text": " "}, "ownerId": encode(NodeKind::User, app.world.clerk.id())});
    let answer = admin.mutate("createLead", input, LEAD).await;
    assert_eq!(
        answer.refusals("createLead"),
        [
            "newCustomer.name REQUIRED",
            "newCustomer.industry REQUIRED",
            "title TOO_LONG",
            "source TOO_LONG",
            "nextAction.text REQUIRED",
            "ownerId INVALID"
        ]
    );
    let none = admin.mutate("createLead", json!({"title": "无主"}), LEAD).await;
    assert_eq!(none.refusals("createLead"), ["customerId REQUIRED"]);
    let customer = app.world.customer(&app.state, &app.world.other_admin, "外人客户").await;
    let foreign = json!({"customerId": encode(NodeKind::Customer, customer.id), "title": "外人"});
    let foreign = admin.mutate("createLead", foreign, LEAD).await;
    assert_eq!(foreign.refusals("createLead"), ["customerId NOT_FOUND"]);
    let both = json!({"customerId": encode(NodeKind::Customer, customer.id), "title": "两个",
        "newCustomer": {"name": "甲", "industry": "乙"}});
    let both = admin.mutate("createLead", both, LEAD).await;
    assert_eq!(both.refusals("createLead"), ["newCustomer INVALID"]);
}

#[tokio::test]
async fn a_change_keeps_what_it_leaves_out_and_names_the_version_it_saw() {
    let app = TestApp::start().await;
    let rep = app.client(&app.world.rep);
    let lead = app.world.lead(&app.state, &app.world.rep, "伺服改造").await;
    let id = encode(NodeKind::Lead, lead.id);
    let input = json!({"id": id, "version": 1, "source": "展会", "nextAction": {"text": "回访"}});
    let changed = rep.mutate("updateLead", input.clone(), LEAD).await;
    let changed = &changed.done("updateLead")["lead"];
    assert_eq!(
        (&changed["title"], &changed["source"], &changed["nextAction"]),
        (&json!("伺服改造"), &json!("展会"), &json!({"text": "回访", "at": null}))
    );
    let stale = rep.mutate("updateLead", input, LEAD).await;
    assert_eq!(stale.refusals("updateLead"), ["version CONFLICT"]);

    let input = json!({"id": id, "version": 2, "title": "伺服改造二期", "nextAction": null});
    let changed = rep.mutate("updateLead", input, LEAD).await;
    let changed = &changed.done("updateLead")["lead"];
    assert_eq!(
        (
            &changed["title"],
            &changed["source"],
            &changed["nextAction"],
            &changed["version"]
        ),
        (&json!("伺服改造二期"), &json!("展会"), &json!(null), &json!(3))
    );
}

#[tokio::test]
async fn of_two_changes_at_the_same_time_one_is_refused() {
    let app = TestApp::start().await;
    let rep = app.client(&app.world.rep);
    let lead = app.world.lead(&app.state, &app.world.rep, "伺服改造").await;
    let change = |title: &str| json!({"id": encode(NodeKind::Lead, lead.id), "version": 1, "title": title});
    let (one, two) = tokio::join!(
        rep.mutate("updateLead", change("甲"), LEAD),
        rep.mutate("updateLead", change("乙"), LEAD)
    );
    let mut refusals = one.refusals("updateLead");
    refusals.extend(two.refusals("updateLead"));
    assert_eq!(refusals, ["version CONFLICT"]);
}

#[tokio::test]
async fn those_who_see_a_lead_but_do_not_work_leads_change_nothing() {
    let app = TestApp::start().await;
    let lead = app.world.lead(&app.state, &app.world.rep, "伺服改造").await;
    let change = json!({"id": encode(NodeKind::Lead, lead.id), "version": 1, "title": "改"});
    let headquarters = app.client(&app.world.headquarters);
    let refused = headquarters.mutate("updateLead", change.clone(), LEAD).await;
    assert_eq!(refused.error_code(), "FORBIDDEN");
    for person in [&app.world.other_rep, &app.world.other_admin] {
        let refused = app.client(person).mutate("updateLead", change.clone(), LEAD).await;
        assert_eq!(refused.error_code(), "NOT_FOUND");
    }
}

#[tokio::test]
async fn a_lead_is_assigned_within_the_teams_of_whoever_assigns_it() {
    let app = TestApp::start().await;
    let world = &app.world;
    let colleague = world.hire(&app.state, "冯销售", Role::Rep, Some(&world.group)).await;
    let lead = world.lead(&app.state, &world.rep, "伺服改造").await;
    let assign = async |by: &Person, to: &Person, version: i32| {
        let owner = encode(NodeKind::User, to.id());
        let input = json!({"id": encode(NodeKind::Lead, lead.id), "version": version, "ownerId": owner});
        app.client(by).mutate("assignLead", input, LEAD).await
    };
    assert_eq!(assign(&world.rep, &colleague, 1).await.error_code(), "FORBIDDEN");
    for unfit in [&world.other_rep, &world.implementer] {
        let refused = assign(&world.supervisor, unfit, 1).await;
        assert_eq!(refused.refusals("assignLead"), ["ownerId INVALID"]);
    }
    let foreign = assign(&world.admin, &world.other_admin, 1).await;
    assert_eq!(foreign.refusals("assignLead"), ["ownerId NOT_FOUND"]);

    let assigned = assign(&world.supervisor, &colleague, 1).await;
    assert_eq!(assigned.done("assignLead")["lead"]["owner"]["name"], "冯销售");
    let stale = assign(&world.supervisor, &colleague, 1).await;
    assert_eq!(stale.refusals("assignLead"), ["version CONFLICT"]);
    // An admin assigns anywhere, and the lead leaves the supervisor's sight with its team.
    let assigned = assign(&world.admin, &world.other_rep, 2).await;
    assert_eq!(assigned.done("assignLead")["lead"]["team"]["name"], "二组");
    assert_eq!(assign(&world.supervisor, &colleague, 3).await.error_code(), "NOT_FOUND");
}
