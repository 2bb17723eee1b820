//! What a change of terms would do to stored reports.

use api::id::{NodeKind, encode};
use entity::types::ReportStatus;
use tests::{Answer, Client, TestApp, Value, json};
use uuid::Uuid;

use crate::report::{save, submit};

const DRY_RUN: &str = "query($input: DryRunTermsInput!) { dryRunTerms(input: $input) { reports isComplete
    appeared { count reports findings { report { id } finding { rule category severity text } } }
    vanished { count reports findings { report { id } finding { rule text } } } } }";

async fn dry_run(client: &Client, input: Value) -> Answer {
    client.query(DRY_RUN, json!({"input": input})).await
}

#[tokio::test]
async fn a_new_term_shows_where_it_would_find_something() {
    let app = TestApp::start().await;
    let (rep, headquarters) = (app.client(&app.world.rep), app.client(&app.world.headquarters));
    let report = submit(&rep, &save(&rep, "和王工赛博玄学。又赛博玄学。").await).await;
    submit(&rep, &save(&rep, "王工下单20台。").await).await;
    save(&rep, "草稿里赛博玄学。").await;
    let term = json!({"category": "FOLLOW_UP", "text": "赛博玄学", "severity": "ERROR"});
    let outcome = dry_run(&headquarters, json!({"add": [term], "days": 7})).await;
    let outcome = &outcome.data()["dryRunTerms"];
    assert_eq!((&outcome["reports"], &outcome["isComplete"]), (&json!(2), &json!(true)));
    let appeared = &outcome["appeared"];
    assert_eq!((&appeared["count"], &appeared["reports"]), (&json!(2), &json!(1)));
    let finding = json!({"rule": "new/0", "category": "FOLLOW_UP", "severity": "ERROR", "text": "赛博玄学"});
    assert_eq!(
        appeared["findings"][0],
        json!({"report": {"id": report["id"]}, "finding": finding})
    );
    assert_eq!(outcome["vanished"]["count"], 0);

    let after = rep
        .query(
            "{ lintText(input: {text: \"赛博玄学\"}) { findings { text } } }",
            json!({}),
        )
        .await;
    assert_eq!(after.data()["lintText"]["findings"], json!([]), "nothing was changed");
}

#[tokio::test]
async fn a_term_switched_off_or_given_an_exception_shows_what_would_vanish() {
    let app = TestApp::start().await;
    let (rep, admin) = (app.client(&app.world.rep), app.client(&app.world.admin));
    let term = json!({"category": "BRIBERY", "text": "赛博玄学"});
    let added = admin.mutate("addTerm", term, "term { id }").await;
    let id = added.done("addTerm")["term"]["id"].clone();
    submit(&rep, &save(&rep, "给了赛博玄学。报了赛博玄学课。").await).await;

    let off = dry_run(&admin, json!({"change": [{"id": id, "active": false}]})).await;
    assert_eq!(off.data()["dryRunTerms"]["vanished"]["count"], 2);
    let exception = json!({"change": [{"id": id, "exceptions": ["赛博玄学课"]}]});
    let excepted = dry_run(&admin, exception).await;
    let vanished = &excepted.data()["dryRunTerms"]["vanished"];
    assert_eq!(
        (&vanished["count"], &vanished["findings"][0]["finding"]["rule"]),
        (&json!(1), &id)
    );
    let graver = dry_run(&admin, json!({"change": [{"id": id, "severity": "INFO"}]})).await;
    let graver = &graver.data()["dryRunTerms"];
    assert_eq!(
        (&graver["appeared"]["count"], &graver["vanished"]["count"]),
        (&json!(2), &json!(2))
    );
}

#[tokio::test]
async fn more_reports_than_a_page_are_read_and_only_those_of_the_days() {
    let app = TestApp::start().await;
    let world = &app.world;
    for _ in 0..620 {
        world
            .report(&app.state, &world.rep, "赛博玄学", ReportStatus::Accepted)
            .await;
    }
    world
        .report(&app.state, &world.other_admin, "赛博玄学", ReportStatus::Submitted)
        .await;
    let term = json!({"category": "FOLLOW_UP", "text": "赛博玄学"});
    let answer = dry_run(&app.client(&world.admin), json!({"add": [term], "days": 1})).await;
    let outcome = &answer.data()["dryRunTerms"];
    assert_eq!(
        (&outcome["reports"], &outcome["appeared"]["count"]),
        (&json!(620), &json!(620))
    );
    assert_eq!(outcome["appeared"]["findings"].as_array().unwrap().len(), 100);
}

#[tokio::test]
async fn what_is_wrong_with_a_proposal_is_said() {
    let app = TestApp::start().await;
    let admin = app.client(&app.world.admin);
    let blank = json!({"add": [{"category": "TIME", "text": "…"}]});
    let unknown = json!({"change": [{"id": encode(NodeKind::Term, Uuid::now_v7()), "active": false}]});
    for input in [json!({"days": 0}), json!({"days": 93}), blank, unknown] {
        assert_eq!(
            dry_run(&admin, input.clone()).await.error_code(),
            "BAD_REQUEST",
            "{input}"
        );
    }
    for person in [&app.world.rep, &app.world.supervisor, &app.world.clerk] {
        assert_eq!(dry_run(&app.client(person), json!({})).await.error_code(), "FORBIDDEN");
    }
    assert_eq!(dry_run(&app.guest(), json!({})).await.error_code(), "UNAUTHENTICATED");
}
