//! Commitments that become overdue.

use api::commitment::service::flag_overdue;
use chrono::{NaiveDate, TimeDelta};
use entity::{organization, types::Role};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};
use tests::{Value, json};

use super::{Trial, commitment_id};

const FLAG: &str = "query($id: ID!) { commitment(id: $id) { overdue overdueFlaggedAt version
    events { kind reason actor { name } createdAt } } }";

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

#[tokio::test]
async fn what_is_overdue_is_flagged_once_for_each_due_date() {
    let trial = Trial::start().await;
    let (app, world) = (&trial.app, &trial.app.world);
    let customer = world.customer(&app.state, &world.rep, "客户").await;
    let promise = async |due_on| {
        let people = (&world.rep, &world.implementer);
        world
            .commitment(&app.state, &trial.kind, &customer, people, due_on)
            .await
    };
    let late = promise(day(23)).await;
    let due_today = promise(day(24)).await;
    let run = async || flag_overdue(&app.state, app.state.clock.now()).await.unwrap();
    assert_eq!(run().await, 1);
    assert_eq!(run().await, 0);

    let rep = app.client(&world.rep);
    let shown = async |model| {
        let answer = rep.query(FLAG, json!({"id": commitment_id(model)})).await;
        answer.data()["commitment"].clone()
    };
    let flagged = shown(&late).await;
    assert_eq!(flagged["overdueFlaggedAt"], "2026-11-24T02:00:00+00:00");
    assert_eq!(
        flagged["events"],
        json!([{"kind": "OVERDUE", "reason": null, "actor": null, "createdAt": "2026-11-24T02:00:00+00:00"}])
    );
    assert_eq!(shown(&due_today).await["overdueFlaggedAt"], Value::Null);

    // Another date, another flag.
    let input =
        json!({"id": commitment_id(&late), "version": flagged["version"], "dueOn": "2026-11-25", "reason": "等客户"});
    let moved = rep
        .mutate("rescheduleCommitment", input, "commitment { overdueFlaggedAt }")
        .await;
    assert_eq!(
        moved.done("rescheduleCommitment")["commitment"]["overdueFlaggedAt"],
        Value::Null
    );
    app.state.clock.advance(TimeDelta::days(2));
    assert_eq!(run().await, 2);
    let kinds: Vec<_> = shown(&late).await["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["kind"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(kinds, ["OVERDUE", "RESCHEDULED", "OVERDUE"]);
}

#[tokio::test]
async fn each_organisation_has_its_own_midnight() {
    let trial = Trial::start().await;
    let (app, world) = (&trial.app, &trial.app.world);
    let customer = world.customer(&app.state, &world.rep, "客户").await;
    let people = (&world.rep, &world.implementer);
    world
        .commitment(&app.state, &trial.kind, &customer, people, day(23))
        .await;
    let mut organization = organization::Entity::find_by_id(world.organization_id)
        .one(app.state.database.read())
        .await
        .unwrap()
        .unwrap()
        .into_active_model();
    // There it is still the 23rd.
    organization.time_zone = Set("America/Los_Angeles".to_owned());
    organization.update(app.state.database.writer()).await.unwrap();
    assert_eq!(flag_overdue(&app.state, app.state.clock.now()).await.unwrap(), 0);
    app.state.clock.advance(TimeDelta::hours(6));
    assert_eq!(flag_overdue(&app.state, app.state.clock.now()).await.unwrap(), 1);
}

#[tokio::test]
async fn the_statements_do_not_grow_with_the_commitments_and_two_servers_flag_none_twice() {
    let trial = Trial::start().await;
    let (app, world) = (&trial.app, &trial.app.world);
    let customer = world.customer(&app.state, &world.rep, "客户").await;
    for _ in 0..30 {
        let people = (&world.rep, &world.implementer);
        world
            .commitment(&app.state, &trial.kind, &customer, people, day(23))
            .await;
    }
    let now = app.state.clock.now();
    let run = || Box::pin(flag_overdue(&app.state, now));
    let both = Box::pin(futures_util::future::join(run(), run()));
    let ((one, other), statements) = app.count_statements(both).await;
    assert_eq!(one.unwrap() + other.unwrap(), 30);
    assert!(statements <= 12, "{statements} statements");
}

#[tokio::test]
async fn whoever_may_see_it_is_told_when_it_becomes_overdue() {
    let trial = Trial::start().await;
    let (app, world) = (&trial.app, &trial.app.world);
    let customer = world.customer(&app.state, &world.rep, "客户").await;
    let document = "subscription { commitmentOverdue { title overdue } }";
    let mut sockets = Vec::new();
    let stranger = world
        .hire(&app.state, "别的实施", Role::Implementer, Some(&world.region))
        .await;
    for person in [&world.rep, &world.implementer, &world.supervisor, &stranger] {
        let mut socket = app.socket(person).await;
        socket.subscribe("1", document, json!({})).await;
        sockets.push(socket);
    }
    let people = (&world.rep, &world.implementer);
    world
        .commitment(&app.state, &trial.kind, &customer, people, day(23))
        .await;
    // The subscriptions begin a moment after they were asked for.
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    flag_overdue(&app.state, app.state.clock.now()).await.unwrap();
    let mut stranger = sockets.pop().unwrap();
    for socket in &mut sockets {
        let told = socket.data("1").await;
        assert_eq!(
            told["commitmentOverdue"],
            json!({"title": "2026-11-23 前完成", "overdue": true})
        );
    }
    let silence = tokio::time::timeout(std::time::Duration::from_millis(300), stranger.data("1")).await;
    assert!(silence.is_err(), "{silence:?}");
}
