//! Changes of tasks over a WebSocket.

use api::id::{NodeKind, encode};
use chrono::TimeDelta;
use tests::{Socket, TestApp, Value, json};

const CHANGES: &str = "subscription { taskChanged { id title status commitment { title } assignee { name } } }";

/// Whether the server watches, which it does from the answer to an operation sent behind the subscription on.
async fn watch(socket: &mut Socket) {
    socket.subscribe("tasks", CHANGES, json!({})).await;
    socket.subscribe("settled", "{ viewer { name } }", json!({})).await;
    socket.data("settled").await;
    let done = socket.next().await;
    assert_eq!(done, json!({"type": "complete", "id": "settled"}));
}

#[tokio::test]
async fn every_change_of_an_own_task_is_delivered() {
    let app = TestApp::start().await;
    let world = &app.world;
    let mut socket = app.socket(&world.rep).await;
    watch(&mut socket).await;

    let input = json!({"title": "回访", "dueAt": "2026-11-25T10:00:00+08:00",
        "assigneeId": encode(NodeKind::User, world.rep.id())});
    let supervisor = app.client(&world.supervisor);
    let created = supervisor.mutate("createTask", input, "task { id version }").await;
    let created = created.done("createTask")["task"].clone();
    let told = socket.data("tasks").await;
    let expected = json!({"id": created["id"], "title": "回访", "status": "OPEN", "commitment": null, "assignee": {"name": "李销售"}});
    assert_eq!(told["taskChanged"], expected);

    app.client(&world.rep)
        .mutate("completeTask", created.clone(), "task { id }")
        .await
        .done("completeTask");
    assert_eq!(socket.data("tasks").await["taskChanged"]["status"], "DONE");
}

#[tokio::test]
async fn a_promise_reaches_the_workbench_of_whoever_delivers_and_nobody_elses() {
    let app = TestApp::start().await;
    let world = &app.world;
    let kind = world.trial_kind(&app.state).await;
    let customer = world.customer(&app.state, &world.rep, "华东精工").await;
    let topology = world.attachment(&app.state, &world.rep, customer.id, "拓扑.vsdx").await;
    let mut deliverer = app.socket(&world.implementer).await;
    watch(&mut deliverer).await;
    let mut others = Vec::new();
    for person in [&world.rep, &world.supervisor, &world.other_admin] {
        let mut socket = app.socket(person).await;
        watch(&mut socket).await;
        others.push(socket);
    }

    let input = json!({
        "kindId": encode(NodeKind::CommitmentKind, kind.id),
        "customerId": encode(NodeKind::Customer, customer.id),
        "title": "现场POC测试",
        "fields": [
            {"key": "deviceModel", "value": "S7-1200"},
            {"key": "topology", "value": encode(NodeKind::Attachment, topology.id)},
            {"key": "contactEmail", "value": "a@example.com"},
            {"key": "place", "value": "远程"},
        ],
    });
    let made = app
        .client(&world.rep)
        .mutate("makeCommitment", input, "commitment { id version }")
        .await;
    let told = deliverer.data("tasks").await;
    assert_eq!(told["taskChanged"]["commitment"]["title"], "现场POC测试");
    let mut step = made.done("makeCommitment")["commitment"].clone();
    step["reason"] = json!("客户不做了");
    app.client(&world.rep)
        .mutate("cancelCommitment", step, "commitment { id }")
        .await
        .done("cancelCommitment");
    assert_eq!(deliverer.data("tasks").await["taskChanged"]["status"], "CANCELLED");
    for socket in &mut others {
        assert!(socket.is_silent().await);
    }
}

#[tokio::test]
async fn a_refused_change_is_not_announced() {
    let app = TestApp::start().await;
    let world = &app.world;
    let task = world
        .task(
            &app.state,
            &world.rep,
            "回访",
            app.state.clock.now() + TimeDelta::hours(1),
        )
        .await;
    let mut socket = app.socket(&world.rep).await;
    watch(&mut socket).await;
    let stale = json!({"id": encode(NodeKind::Task, task.id), "version": 7});
    let refused = app
        .client(&world.rep)
        .mutate("completeTask", stale, "task { id }")
        .await;
    assert_eq!(refused.refusals("completeTask"), ["version CONFLICT"]);
    assert!(socket.is_silent().await);
}

#[tokio::test]
async fn a_guest_watches_nothing() {
    let app = TestApp::start().await;
    let mut socket = Socket::connect(app.address(), None).await;
    socket.subscribe("tasks", CHANGES, json!({})).await;
    let answer = socket.next().await;
    let errors = match answer["type"].as_str() {
        Some("error") => &answer["payload"],
        _ => &answer["payload"]["errors"],
    };
    assert_eq!(errors[0]["extensions"]["code"], "UNAUTHENTICATED", "{answer:#}");
    assert_ne!(answer["payload"]["data"]["taskChanged"], Value::Bool(true));
}
