//! Lists of tasks.

use api::id::{NodeKind, encode};
use chrono::TimeDelta;
use tests::{TestApp, Value, json};

#[tokio::test]
async fn the_filter_and_the_order_decide_what_is_listed() {
    let app = TestApp::start().await;
    let (world, now) = (&app.world, app.state.clock.now());
    for (person, title, hours) in [
        (&world.rep, "迟了", -1),
        (&world.rep, "稍后", 2),
        (&world.rep, "明天", 24),
        (&world.other_rep, "别人的", 1),
    ] {
        world
            .task(&app.state, person, title, now + TimeDelta::hours(hours))
            .await;
    }
    let document = "query($filter: TaskFilter! = {}, $orderBy: TaskOrder) {
        tasks(filter: $filter, orderBy: $orderBy) { nodes { title } } }";
    let titles = async |person, variables: Value| {
        let answer = app.client(person).query(document, variables).await;
        let nodes = answer.data()["tasks"]["nodes"].as_array().unwrap().clone();
        nodes
            .iter()
            .map(|node| node["title"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let rep = &world.rep;
    assert_eq!(titles(rep, json!({})).await, ["迟了", "稍后", "明天"]);
    let latest = json!({"orderBy": {"field": "DUE_AT", "direction": "DESC"}});
    assert_eq!(titles(rep, latest).await, ["明天", "稍后", "迟了"]);
    for (filter, expected) in [
        (json!({"overdue": true}), &["迟了"][..]),
        (json!({"overdue": false}), &["稍后", "明天"]),
        (json!({"dueFrom": "2026-11-24T12:00:00+08:00"}), &["稍后", "明天"]),
        (json!({"dueBefore": "2026-11-24T12:00:00+08:00"}), &["迟了"]),
        (json!({"statuses": ["DONE", "CANCELLED"]}), &[]),
        (
            json!({"sources": ["PERSON"], "forced": false}),
            &["迟了", "稍后", "明天"],
        ),
        (json!({"sources": ["RULE"]}), &[]),
        (json!({"forced": true}), &[]),
    ] {
        assert_eq!(titles(rep, json!({"filter": filter})).await, expected, "{filter}");
    }
    let by = json!({"filter": {"assigneeId": encode(NodeKind::User, world.other_rep.id())}});
    assert_eq!(titles(&world.admin, by.clone()).await, ["别人的"]);
    assert_eq!(titles(&world.supervisor, json!({})).await, ["迟了", "稍后", "明天"]);
    assert!(titles(rep, by.clone()).await.is_empty());
    assert!(titles(&world.other_admin, json!({})).await.is_empty());
    let null = app
        .client(rep)
        .query(document, json!({"filter": {"assigneeId": null}}))
        .await;
    assert_eq!(null.error_code(), "BAD_REQUEST");
}

#[tokio::test]
async fn a_task_of_somebody_else_is_not_found() {
    let app = TestApp::start().await;
    let task = app
        .world
        .task(&app.state, &app.world.rep, "回访", app.state.clock.now())
        .await;
    let id = encode(NodeKind::Task, task.id).0;
    let document = "query($id: ID!) { task(id: $id) { title } node(id: $id) { id } }";
    let own = app.client(&app.world.rep).query(document, json!({"id": id})).await;
    assert_eq!(*own.data(), json!({"task": {"title": "回访"}, "node": {"id": id}}));
    for person in [&app.world.other_rep, &app.world.other_admin] {
        let answer = app.client(person).query(document, json!({"id": id})).await;
        assert_eq!(answer.error_code(), "NOT_FOUND");
        assert_eq!(answer.body["data"], json!({"task": null, "node": null}));
    }
}
