//! Making tasks by hand.

use api::id::{NodeKind, encode};
use tests::{TestApp, json};

use super::TASK;

#[tokio::test]
async fn one_makes_tasks_for_oneself() {
    let app = TestApp::start().await;
    let input = json!({"title": " 整理报价 ", "dueAt": "2026-11-24T18:00:00+08:00", "note": "含运费"});
    let answer = app.client(&app.world.clerk).mutate("createTask", input, TASK).await;
    let task = &answer.done("createTask")["task"];
    assert_eq!(
        (&task["title"], &task["source"], &task["status"]),
        (&json!("整理报价"), &json!("PERSON"), &json!("OPEN"))
    );
    assert_eq!(task["dueAt"], "2026-11-24T10:00:00+00:00");
    assert_eq!(task["assignee"]["name"], "周店员");
    assert_eq!(
        task["details"],
        json!([{"key": "note", "label": "备注", "value": "含运费"}])
    );
}

#[tokio::test]
async fn a_supervisor_makes_tasks_for_the_own_teams_and_an_admin_for_anybody() {
    let app = TestApp::start().await;
    let world = &app.world;
    let input = |assignee| json!({"title": "回访", "dueAt": "2026-11-25T10:00:00+08:00", "assigneeId": encode(NodeKind::User, assignee)});
    for (maker, assignee) in [(&world.supervisor, &world.rep), (&world.admin, &world.other_rep)] {
        let answer = app.client(maker).mutate("createTask", input(assignee.id()), TASK).await;
        assert_eq!(
            answer.done("createTask")["task"]["assignee"]["name"],
            assignee.user.name
        );
    }
    for (maker, assignee, refusal) in [
        (&world.supervisor, world.other_rep.id(), "assigneeId INVALID"),
        (&world.rep, world.supervisor.id(), "assigneeId INVALID"),
        (&world.admin, world.other_admin.id(), "assigneeId NOT_FOUND"),
    ] {
        let answer = app.client(maker).mutate("createTask", input(assignee), TASK).await;
        assert_eq!(answer.refusals("createTask"), [refusal]);
    }
}

#[tokio::test]
async fn a_task_about_a_lead_is_about_its_customer() {
    let app = TestApp::start().await;
    let lead = app.world.lead(&app.state, &app.world.rep, "产线改造").await;
    let other = app.world.customer(&app.state, &app.world.rep, "别的客户").await;
    let hidden = app.world.lead(&app.state, &app.world.other_rep, "别人的").await;
    let rep = app.client(&app.world.rep);
    let input = |lead, customer: Option<_>| {
        json!({"title": "回访", "dueAt": "2026-11-25T10:00:00+08:00", "leadId": encode(NodeKind::Lead, lead),
            "customerId": customer.map(|id| encode(NodeKind::Customer, id))})
    };
    rep.mutate("createTask", input(lead.id, None), TASK)
        .await
        .done("createTask");
    let customer = encode(NodeKind::Customer, lead.customer_id);
    let document = "query($filter: TaskFilter!) { tasks(filter: $filter) { nodes { title } } }";
    let found = rep.query(document, json!({"filter": {"customerId": customer}})).await;
    assert_eq!(found.data()["tasks"]["nodes"], json!([{"title": "回访"}]));

    let mixed = rep.mutate("createTask", input(lead.id, Some(other.id)), TASK).await;
    assert_eq!(mixed.refusals("createTask"), ["leadId INVALID"]);
    let unseen = rep
        .mutate("createTask", input(hidden.id, Some(hidden.customer_id)), TASK)
        .await;
    assert_eq!(
        unseen.refusals("createTask"),
        ["leadId NOT_FOUND", "customerId NOT_FOUND"]
    );
}

#[tokio::test]
async fn a_blank_title_and_a_past_time_are_refused_together() {
    let app = TestApp::start().await;
    let input = json!({"title": "", "dueAt": "2026-11-24T01:59:59Z", "note": "长".repeat(2001)});
    let answer = app.client(&app.world.rep).mutate("createTask", input, TASK).await;
    assert_eq!(
        answer.refusals("createTask"),
        ["title REQUIRED", "note TOO_LONG", "dueAt INVALID"]
    );
    let guest = app
        .guest()
        .mutate(
            "createTask",
            json!({"title": "x", "dueAt": "2026-11-25T00:00:00Z"}),
            TASK,
        )
        .await;
    assert_eq!(guest.error_code(), "UNAUTHENTICATED");
}
