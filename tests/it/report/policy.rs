//! What an organisation asks of a report before it may be submitted.

use entity::audit_event;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use tests::{TestApp, Value, json};

use super::{REPORT, save, submit};

const POLICY: &str = "organization { requireNoErrors minScore version }";

#[tokio::test]
async fn errors_must_be_mended_where_the_organisation_asks_for_it() {
    let app = TestApp::start().await;
    change(&app, json!({"version": 1, "requireNoErrors": true})).await;
    let rep = app.client(&app.world.rep);
    let draft = save(&rep, "客户有意向。采购要回扣。").await;
    let input = json!({"id": draft["id"], "version": 1});
    let answer = rep.mutate("submitReport", input, REPORT).await;
    assert_eq!(answer.refusals("submitReport"), [" REPORT_NOT_READY"]);
    let message = answer.data()["submitReport"]["userErrors"][0]["message"].to_string();
    assert!(message.contains("“回扣”（第 10 字起）"), "{message}");

    let mended = json!({"id": draft["id"], "version": 1, "text": "客户有意向。"});
    let mended = rep.mutate("saveDraft", mended, REPORT).await;
    submit(&rep, &mended.done("saveDraft")["report"]).await;
}

#[tokio::test]
async fn a_score_must_be_reached_where_the_organisation_asks_for_it() {
    let app = TestApp::start().await;
    change(&app, json!({"version": 1, "minScore": 100, "requireNoErrors": true})).await;
    let rep = app.client(&app.world.rep);
    let draft = save(&rep, "客户有意向。采购要回扣。").await;
    let answer = rep
        .mutate("submitReport", json!({"id": draft["id"], "version": 1}), REPORT)
        .await;
    assert_eq!(
        answer.refusals("submitReport"),
        [" REPORT_NOT_READY", " REPORT_NOT_READY"]
    );

    change(&app, json!({"version": 2, "minScore": null, "requireNoErrors": false})).await;
    submit(&rep, &draft).await;
}

#[tokio::test]
async fn an_empty_report_is_never_submitted() {
    let app = TestApp::start().await;
    let rep = app.client(&app.world.rep);
    let draft = save(&rep, " \n").await;
    let answer = rep
        .mutate("submitReport", json!({"id": draft["id"], "version": 1}), REPORT)
        .await;
    assert_eq!(answer.refusals("submitReport"), [" REPORT_NOT_READY"]);
}

#[tokio::test]
async fn what_is_asked_is_changed_by_an_admin_and_audited() {
    let app = TestApp::start().await;
    let admin = app.client(&app.world.admin);
    let policy = change(&app, json!({"version": 1, "minScore": 60})).await;
    assert_eq!(policy, json!({"requireNoErrors": false, "minScore": 60, "version": 2}));
    let audited = audit_event::Entity::find()
        .filter(audit_event::Column::OrganizationId.eq(app.world.organization_id))
        .filter(audit_event::Column::Action.eq("organization.change_report_policy"))
        .filter(audit_event::Column::ActorId.eq(app.world.admin.id()))
        .count(app.state.database.read())
        .await
        .unwrap();
    assert_eq!(audited, 1);

    let policy = change(&app, json!({"version": 2, "requireNoErrors": true})).await;
    assert_eq!(policy, json!({"requireNoErrors": true, "minScore": 60, "version": 3}));
    for (input, refusal) in [
        (json!({"version": 3, "minScore": 101}), "minScore INVALID"),
        (json!({"version": 2, "minScore": 50}), "version CONFLICT"),
    ] {
        let answer = admin.mutate("changeReportPolicy", input, POLICY).await;
        assert_eq!(answer.refusals("changeReportPolicy"), [refusal]);
    }
    for person in [&app.world.rep, &app.world.supervisor, &app.world.headquarters] {
        let answer = app
            .client(person)
            .mutate("changeReportPolicy", json!({"version": 3}), POLICY)
            .await;
        assert_eq!(answer.error_code(), "FORBIDDEN");
    }
}

async fn change(app: &TestApp, input: Value) -> Value {
    let answer = app
        .client(&app.world.admin)
        .mutate("changeReportPolicy", input, POLICY)
        .await;
    answer.done("changeReportPolicy")["organization"].clone()
}
