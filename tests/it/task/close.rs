//! Completing and cancelling tasks.

use api::id::{NodeKind, encode};
use chrono::{NaiveDate, TimeDelta};
use entity::{commitment, task, types::Role};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};
use tests::{TestApp, Value, json};

use super::TASK;

fn step(task: &task::Model) -> Value {
    json!({"id": encode(NodeKind::Task, task.id), "version": task.version})
}

#[tokio::test]
async fn the_assignee_or_the_supervisor_closes_a_task_once() {
    let app = TestApp::start().await;
    let world = &app.world;
    let due_at = app.state.clock.now() + TimeDelta::hours(1);
    for (person, mutation, status, done_at) in [
        (&world.rep, "completeTask", "DONE", json!("2026-11-24T02:00:00+00:00")),
        (
            &world.supervisor,
            "completeTask",
            "DONE",
            json!("2026-11-24T02:00:00+00:00"),
        ),
        (&world.rep, "cancelTask", "CANCELLED", Value::Null),
        (&world.admin, "cancelTask", "CANCELLED", Value::Null),
    ] {
        let task = world.task(&app.state, &world.rep, "回访", due_at).await;
        let client = app.client(person);
        let closed = client.mutate(mutation, step(&task), TASK).await;
        let closed = &closed.done(mutation)["task"];
        assert_eq!((&closed["status"], &closed["doneAt"]), (&json!(status), &done_at));
        let stale = client.mutate(mutation, step(&task), TASK).await;
        assert_eq!(stale.refusals(mutation), ["version CONFLICT"]);
        let again = json!({"id": closed["id"], "version": closed["version"]});
        for mutation in ["completeTask", "cancelTask"] {
            let answer = client.mutate(mutation, again.clone(), TASK).await;
            assert_eq!(answer.refusals(mutation), ["id WRONG_STATE"]);
        }
    }
}

#[tokio::test]
async fn others_do_not_close_a_task() {
    let app = TestApp::start().await;
    let world = &app.world;
    let task = world.task(&app.state, &world.rep, "回访", app.state.clock.now()).await;
    for (person, code) in [
        (&world.headquarters, "FORBIDDEN"),
        (&world.other_rep, "NOT_FOUND"),
        (&world.implementer, "NOT_FOUND"),
        (&world.other_admin, "NOT_FOUND"),
    ] {
        for mutation in ["completeTask", "cancelTask"] {
            let answer = app.client(person).mutate(mutation, step(&task), TASK).await;
            assert_eq!(answer.error_code(), code, "{mutation} by {}", person.user.name);
        }
    }
}

#[tokio::test]
async fn a_task_that_blocks_a_lead_is_not_the_assignees_to_cancel() {
    let app = TestApp::start().await;
    let world = &app.world;
    let task = world
        .task(&app.state, &world.rep, "报价单+交付排期确认", app.state.clock.now())
        .await;
    let transaction = app.state.database.begin().await.unwrap();
    let mut forced = task.clone().into_active_model();
    forced.forced = Set(true);
    forced.update(&transaction).await.unwrap();
    transaction.commit().await.unwrap();

    let refused = app.client(&world.rep).mutate("cancelTask", step(&task), TASK).await;
    assert_eq!(refused.error_code(), "FORBIDDEN");
    let cancelled = app
        .client(&world.supervisor)
        .mutate("cancelTask", step(&task), TASK)
        .await;
    assert_eq!(cancelled.done("cancelTask")["task"]["status"], "CANCELLED");
}

#[tokio::test]
async fn the_task_of_a_commitment_ends_with_it_and_not_apart_from_it() {
    let app = TestApp::start().await;
    let world = &app.world;
    let kind = world
        .commitment_kind(&app.state, "送样", Role::Implementer, Vec::new())
        .await;
    let customer = world.customer(&app.state, &world.rep, "华东精工").await;
    let due_on = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
    let parties = (&world.rep, &world.implementer);
    let made = world.commitment(&app.state, &kind, &customer, parties, due_on).await;
    let connection = app.state.database.read();
    let task = task::Entity::find().one(connection).await.unwrap().unwrap();

    for person in [&world.implementer, &world.admin] {
        for mutation in ["completeTask", "cancelTask"] {
            let answer = app.client(person).mutate(mutation, step(&task), TASK).await;
            assert_eq!(answer.refusals(mutation), ["id WRONG_STATE"]);
            let message = answer.data()[mutation]["userErrors"][0]["message"].as_str().unwrap();
            assert!(message.contains("兑现"), "{message}");
        }
    }
    let unchanged = commitment::Entity::find_by_id(made.id).one(connection).await.unwrap();
    assert_eq!(unchanged, Some(made));
    assert_eq!(
        task::Entity::find_by_id(task.id).one(connection).await.unwrap(),
        Some(task)
    );
}
