//! What happens to commitments after they were made.

use chrono::TimeDelta;
use tests::{Person, Value, json};

use super::{COMMITMENT, Trial};

/// Takes a step, with a text for whatever the step asks for.
async fn take(trial: &Trial, person: &Person, mutation: &str, commitment: &Value, more: Value) -> tests::Answer {
    let mut input = json!({"id": commitment["id"], "version": commitment["version"]});
    for (key, value) in more.as_object().unwrap() {
        input[key] = value.clone();
    }
    trial.app.client(person).mutate(mutation, input, COMMITMENT).await
}

#[tokio::test]
async fn fulfilling_keeps_the_evidence_and_completes_the_task() {
    let trial = Trial::start().await;
    let made = trial.made().await;
    let implementer = &trial.app.world.implementer;
    let blank = take(&trial, implementer, "fulfilCommitment", &made, json!({"evidence": " "})).await;
    assert_eq!(blank.refusals("fulfilCommitment"), ["evidence REQUIRED"]);

    let evidence = json!({"evidence": "客户已签验收单"});
    let kept = take(&trial, implementer, "fulfilCommitment", &made, evidence.clone()).await;
    let kept = &kept.done("fulfilCommitment")["commitment"];
    assert_eq!((&kept["status"], &kept["onTime"]), (&json!("FULFILLED"), &json!(true)));
    assert_eq!(kept["evidence"], "客户已签验收单");
    assert_eq!(kept["task"]["status"], "DONE");
    assert_eq!(kept["task"]["doneAt"], "2026-11-24T02:00:00+00:00");
    assert_eq!(kept["events"][1]["kind"], "FULFILLED");
    assert_eq!(kept["events"][1]["actor"]["name"], "赵实施");

    // What is closed stays closed.
    let world = &trial.app.world;
    for (mutation, more) in [
        ("fulfilCommitment", evidence),
        (
            "rescheduleCommitment",
            json!({"dueOn": "2026-12-01", "reason": "客户要求"}),
        ),
        ("breakCommitment", json!({"reason": "缺件"})),
        ("cancelCommitment", json!({"reason": "客户不做了"})),
    ] {
        let answer = take(&trial, &world.admin, mutation, kept, more).await;
        assert_eq!(answer.refusals(mutation), ["id WRONG_STATE"]);
    }
}

#[tokio::test]
async fn rescheduling_moves_the_task_and_keeps_the_first_date() {
    let trial = Trial::start().await;
    let made = trial.made().await;
    let rep = &trial.app.world.rep;
    let refused = take(
        &trial,
        rep,
        "rescheduleCommitment",
        &made,
        json!({"dueOn": "2026-11-29", "reason": ""}),
    )
    .await;
    assert_eq!(
        refused.refusals("rescheduleCommitment"),
        ["reason REQUIRED", "dueOn INVALID"]
    );

    let more = json!({"dueOn": "2026-12-03", "reason": "客户停产检修"});
    let moved = take(&trial, rep, "rescheduleCommitment", &made, more.clone()).await;
    let moved = &moved.done("rescheduleCommitment")["commitment"];
    assert_eq!(
        (&moved["dueOn"], &moved["firstDueOn"]),
        (&json!("2026-12-03"), &json!("2026-11-29"))
    );
    assert_eq!(moved["task"]["dueAt"], "2026-12-03T15:59:59.999+00:00");
    assert_eq!(moved["task"]["status"], "OPEN");
    let event = json!({"kind": "RESCHEDULED", "reason": "客户停产检修", "dueBefore": "2026-11-29",
        "dueAfter": "2026-12-03", "actor": {"name": "李销售"}});
    assert_eq!(moved["events"][1], event);
    let stale = take(&trial, rep, "rescheduleCommitment", &made, more).await;
    assert_eq!(stale.refusals("rescheduleCommitment"), ["version CONFLICT"]);

    // Kept by the new date, but not by the one that was promised first.
    trial.app.state.clock.advance(TimeDelta::days(6));
    let evidence = json!({"evidence": "验收单"});
    let kept = take(&trial, &trial.app.world.supervisor, "fulfilCommitment", moved, evidence).await;
    assert_eq!(kept.done("fulfilCommitment")["commitment"]["onTime"], false);
}

#[tokio::test]
async fn breaking_and_cancelling_say_why_and_cancel_the_task() {
    let trial = Trial::start().await;
    let world = &trial.app.world;
    for (mutation, person, status, on_time) in [
        ("breakCommitment", &world.implementer, "BROKEN", json!(false)),
        ("cancelCommitment", &world.rep, "CANCELLED", Value::Null),
    ] {
        let made = trial.made().await;
        let silent = take(&trial, person, mutation, &made, json!({"reason": ""})).await;
        assert_eq!(silent.refusals(mutation), ["reason REQUIRED"]);
        let ended = take(&trial, person, mutation, &made, json!({"reason": "设备缺货"})).await;
        let ended = &ended.done(mutation)["commitment"];
        assert_eq!((&ended["status"], &ended["onTime"]), (&json!(status), &on_time));
        assert_eq!(ended["reason"], "设备缺货");
        assert_eq!(ended["task"]["status"], "CANCELLED");
        assert_eq!(
            (&ended["events"][1]["kind"], &ended["events"][1]["reason"]),
            (&json!(status), &json!("设备缺货"))
        );
    }
}

#[tokio::test]
async fn each_step_is_for_those_who_have_a_part_in_it() {
    let trial = Trial::start().await;
    let made = trial.made().await;
    let world = &trial.app.world;
    let reason = json!({"reason": "无"});
    let later = json!({"dueOn": "2026-12-03", "reason": "无"});
    for (mutation, person, more, code) in [
        // The maker does not judge the own promise, and the deliverer does not move it.
        ("fulfilCommitment", &world.rep, json!({"evidence": "无"}), "FORBIDDEN"),
        ("rescheduleCommitment", &world.implementer, later.clone(), "FORBIDDEN"),
        ("cancelCommitment", &world.implementer, reason.clone(), "FORBIDDEN"),
        // Whoever does not see it does not learn that it exists.
        ("rescheduleCommitment", &world.other_rep, later, "NOT_FOUND"),
        ("breakCommitment", &world.other_admin, reason.clone(), "NOT_FOUND"),
        ("breakCommitment", &world.headquarters, reason.clone(), "FORBIDDEN"),
        ("cancelCommitment", &world.clerk, reason, "FORBIDDEN"),
    ] {
        let answer = take(&trial, person, mutation, &made, more).await;
        assert_eq!(answer.error_code(), code, "{mutation} by {}", person.user.name);
    }
}

#[tokio::test]
async fn a_promise_is_overdue_when_its_day_has_ended_in_shanghai() {
    let trial = Trial::start().await;
    let made = trial.made().await;
    let document = "query($id: ID!) { commitment(id: $id) { overdue onTime task { overdue } } }";
    let rep = trial.app.client(&trial.app.world.rep);
    let now = async || rep.query(document, json!({"id": made["id"]})).await.data()["commitment"].clone();
    // The 29th ends at 16:00 UTC.
    trial
        .app
        .state
        .clock
        .advance(TimeDelta::days(5) + TimeDelta::hours(13) + TimeDelta::minutes(59));
    assert_eq!(
        now().await,
        json!({"overdue": false, "onTime": null, "task": {"overdue": false}})
    );
    trial.app.state.clock.advance(TimeDelta::minutes(1));
    assert_eq!(
        now().await,
        json!({"overdue": true, "onTime": false, "task": {"overdue": true}})
    );
}
