//! 今日待办.

use api::id::{NodeKind, encode};
use chrono::{NaiveDate, TimeDelta};
use entity::types::Role;
use tests::{TestApp, json};

const MY_DAY: &str = "{ myDay { date
    counts { overdue dueToday upcoming doneToday overdueCommitments }
    overdue { title } dueToday { title } upcoming { title }
    overdueCommitments { title overdue deliverer { name } } } }";

#[tokio::test]
async fn the_workbench_shows_what_is_late_due_and_ahead() {
    let app = TestApp::start().await;
    let (world, now) = (&app.world, app.state.clock.now());
    // It is ten o'clock in Shanghai: the day ends in 14 hours, the seven days ahead in 7 × 24 more.
    for (title, delta) in [
        ("昨天", TimeDelta::hours(-20)),
        ("刚才", TimeDelta::milliseconds(-1)),
        ("现在", TimeDelta::zero()),
        ("今晚", TimeDelta::hours(14) - TimeDelta::milliseconds(1)),
        ("明早", TimeDelta::hours(14)),
        (
            "下周二",
            TimeDelta::days(7) + TimeDelta::hours(14) - TimeDelta::milliseconds(1),
        ),
        ("更晚", TimeDelta::days(7) + TimeDelta::hours(14)),
    ] {
        world.task(&app.state, &world.rep, title, now + delta).await;
    }
    world.task(&app.state, &world.other_rep, "别人的", now).await;
    let done = world.task(&app.state, &world.rep, "做完的", now).await;
    let step = json!({"id": encode(NodeKind::Task, done.id), "version": 1});
    let rep = app.client(&world.rep);
    rep.mutate("completeTask", step, "task { id }")
        .await
        .done("completeTask");
    let kind = world
        .commitment_kind(&app.state, "送样", Role::Implementer, Vec::new())
        .await;
    let customer = world.customer(&app.state, &world.rep, "华东精工").await;
    for (maker, day) in [(&world.rep, 23), (&world.rep, 24), (&world.supervisor, 20)] {
        let due_on = NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        let parties = (maker, &world.implementer);
        world.commitment(&app.state, &kind, &customer, parties, due_on).await;
    }

    let (answer, statements) = app.count_statements(rep.query(MY_DAY, json!({}))).await;
    let titles = |titles: &[&str]| titles.iter().map(|title| json!({"title": title})).collect::<Vec<_>>();
    assert_eq!(
        answer.data()["myDay"],
        json!({
            "date": "2026-11-24",
            "counts": {"overdue": 2, "dueToday": 2, "upcoming": 2, "doneToday": 1, "overdueCommitments": 1},
            "overdue": titles(&["昨天", "刚才"]),
            "dueToday": titles(&["现在", "今晚"]),
            "upcoming": titles(&["明早", "下周二"]),
            "overdueCommitments": [{"title": "2026-11-23 前完成", "overdue": true, "deliverer": {"name": "赵实施"}}],
        })
    );
    assert!(statements <= 8, "{statements} statements");
}

#[tokio::test]
async fn an_empty_workbench_is_empty_and_not_missing() {
    let app = TestApp::start().await;
    let answer = app.client(&app.world.clerk).query(MY_DAY, json!({})).await;
    assert_eq!(
        answer.data()["myDay"],
        json!({
            "date": "2026-11-24",
            "counts": {"overdue": 0, "dueToday": 0, "upcoming": 0, "doneToday": 0, "overdueCommitments": 0},
            "overdue": [], "dueToday": [], "upcoming": [], "overdueCommitments": [],
        })
    );
    assert_eq!(
        app.guest().query(MY_DAY, json!({})).await.error_code(),
        "UNAUTHENTICATED"
    );
}

#[tokio::test]
async fn a_section_lists_a_hundred_and_counts_them_all() {
    let app = TestApp::start().await;
    let (world, now) = (&app.world, app.state.clock.now());
    for number in 0..101 {
        world
            .task(
                &app.state,
                &world.rep,
                &format!("第{number}件"),
                now + TimeDelta::minutes(number),
            )
            .await;
    }
    let answer = app.client(&world.rep).query(MY_DAY, json!({})).await;
    let day = &answer.data()["myDay"];
    assert_eq!(day["dueToday"].as_array().unwrap().len(), 100);
    assert_eq!(day["counts"]["dueToday"], 101);
}

#[tokio::test]
async fn a_section_that_fails_spares_the_others() {
    let app = TestApp::start().await;
    app.world
        .task(&app.state, &app.world.rep, "今晚", app.state.clock.now())
        .await;
    let writer = app.state.database.writer();
    sea_orm::ConnectionTrait::execute_unprepared(writer, "ALTER TABLE commitment RENAME TO hidden")
        .await
        .unwrap();
    let document = "{ myDay { date overdueCommitments { title } } tasks { nodes { title } } }";
    // An admin's tasks are found without a look at commitments.
    let answer = app.client(&app.world.admin).query(document, json!({})).await;
    assert_eq!(answer.error_code(), "INTERNAL");
    assert_eq!(answer.body["errors"].as_array().unwrap().len(), 1);
    assert_eq!(answer.body["errors"][0]["path"], json!(["myDay", "overdueCommitments"]));
    assert_eq!(
        answer.body["data"],
        json!({
            "myDay": {"date": "2026-11-24", "overdueCommitments": null},
            "tasks": {"nodes": [{"title": "今晚"}]},
        })
    );
}
