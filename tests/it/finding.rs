//! Findings: dismissed, restored, counted.

use entity::types::ReportStatus;
use tests::{TestApp, Value, json};

use crate::report::{REPORT, save, submit, texts};

const FINDING: &str = "finding { id category kind severity missing dismissedAt dismissedBy { name } dismissalReason }";

#[tokio::test]
async fn a_finding_is_dismissed_with_a_reason_and_restored() {
    let app = TestApp::start().await;
    let (rep, supervisor) = (app.client(&app.world.rep), app.client(&app.world.supervisor));
    let report = submit(&rep, &save(&rep, "客户有意向。").await).await;
    let id = report["findings"][0]["id"].clone();
    let dismiss = json!({"id": id, "reason": "客户公司就叫有意向"});

    let blank = rep
        .mutate("dismissFinding", json!({"id": id, "reason": " "}), FINDING)
        .await;
    assert_eq!(blank.refusals("dismissFinding"), ["reason REQUIRED"]);
    let dismissed = rep.mutate("dismissFinding", dismiss.clone(), FINDING).await;
    let dismissed = &dismissed.done("dismissFinding")["finding"];
    assert_eq!(dismissed["dismissedBy"]["name"], "李销售");
    assert_eq!(dismissed["dismissalReason"], "客户公司就叫有意向");
    let twice = supervisor.mutate("dismissFinding", dismiss.clone(), FINDING).await;
    assert_eq!(twice.refusals("dismissFinding"), [" WRONG_STATE"]);

    let restored = supervisor.mutate("restoreFinding", json!({"id": id}), FINDING).await;
    let restored = &restored.done("restoreFinding")["finding"];
    assert_eq!(
        (&restored["dismissedAt"], &restored["dismissedBy"]),
        (&json!(null), &json!(null))
    );
    let twice = supervisor.mutate("restoreFinding", json!({"id": id}), FINDING).await;
    assert_eq!(twice.refusals("restoreFinding"), [" WRONG_STATE"]);
    supervisor
        .mutate("dismissFinding", dismiss, FINDING)
        .await
        .done("dismissFinding");
}

#[tokio::test]
async fn a_finding_of_somebody_else_is_not_found() {
    let app = TestApp::start().await;
    let rep = app.client(&app.world.rep);
    let report = submit(&rep, &save(&rep, "客户有意向。").await).await;
    let id = &report["findings"][0]["id"];
    for person in [&app.world.other_rep, &app.world.clerk, &app.world.other_admin] {
        let client = app.client(person);
        let dismissal = client
            .mutate("dismissFinding", json!({"id": id, "reason": "误报"}), FINDING)
            .await;
        assert_eq!(dismissal.error_code(), "NOT_FOUND");
        let node = client
            .query("query($id: ID!) { node(id: $id) { id } }", json!({"id": id}))
            .await;
        assert_eq!(node.error_code(), "NOT_FOUND");
    }
    let guest = app.guest().mutate("restoreFinding", json!({"id": id}), FINDING).await;
    assert_eq!(guest.error_code(), "UNAUTHENTICATED");
}

#[tokio::test]
async fn submitted_again_a_report_keeps_the_dismissals_of_what_still_stands_there() {
    let app = TestApp::start().await;
    let (rep, supervisor) = (app.client(&app.world.rep), app.client(&app.world.supervisor));
    let report = submit(&rep, &save(&rep, "客户有意向。采购要回扣。").await).await;
    let intent = &report["findings"][0]["id"];
    let dismissal = json!({"id": intent, "reason": "误报"});
    supervisor
        .mutate("dismissFinding", dismissal, FINDING)
        .await
        .done("dismissFinding");
    let input = json!({"id": report["id"], "version": report["version"], "reason": "删去回扣"});
    let returned = supervisor.mutate("returnReport", input, REPORT).await;
    let version = &returned.done("returnReport")["report"]["version"];

    let mended = json!({"id": report["id"], "version": version, "text": "今天：客户有意向。王工尽快回复。"});
    let mended = rep.mutate("saveDraft", mended, REPORT).await;
    let again = submit(&rep, &mended.done("saveDraft")["report"]).await;
    assert_eq!(texts(&again["findings"]), ["有意向", "尽快"]);
    assert_eq!(again["findings"][0]["dismissalReason"], "误报");
    assert_eq!(again["findings"][1]["dismissalReason"], json!(null));
}

#[tokio::test]
async fn an_error_that_a_reviewer_dismissed_does_not_keep_a_report_from_being_submitted_again() {
    let app = TestApp::start().await;
    let (rep, supervisor) = (app.client(&app.world.rep), app.client(&app.world.supervisor));
    let report = submit(&rep, &save(&rep, "采购要回扣。").await).await;
    let input = json!({"id": report["id"], "version": report["version"], "reason": "补充"});
    let returned = supervisor.mutate("returnReport", input, REPORT).await;
    let returned = returned.done("returnReport")["report"].clone();
    let policy = json!({"version": 1, "requireNoErrors": true});
    let admin = app.client(&app.world.admin);
    admin
        .mutate("changeReportPolicy", policy, "organization { id }")
        .await
        .done("changeReportPolicy");

    let again = json!({"id": report["id"], "version": returned["version"]});
    let refused = rep.mutate("submitReport", again.clone(), REPORT).await;
    assert_eq!(refused.refusals("submitReport"), [" REPORT_NOT_READY"]);
    let id = &report["findings"][0]["id"];
    let dismissal = json!({"id": id, "reason": "客户的原话"});
    rep.mutate("dismissFinding", dismissal.clone(), FINDING)
        .await
        .done("dismissFinding");
    let refused = rep.mutate("submitReport", again, REPORT).await;
    assert_eq!(
        refused.refusals("submitReport"),
        [" REPORT_NOT_READY"],
        "an author does not excuse themselves"
    );
    rep.mutate("restoreFinding", json!({"id": id}), FINDING)
        .await
        .done("restoreFinding");
    supervisor
        .mutate("dismissFinding", dismissal, FINDING)
        .await
        .done("dismissFinding");
    submit(&rep, &returned).await;
}

#[tokio::test]
async fn the_figures_of_each_rule_come_in_one_statement() {
    let app = TestApp::start().await;
    let (rep, headquarters) = (app.client(&app.world.rep), app.client(&app.world.headquarters));
    let report = submit(&rep, &save(&rep, "客户有意向。采购要回扣。").await).await;
    submit(&rep, &save(&rep, "客户有意向。").await).await;
    let dismissal = json!({"id": report["findings"][0]["id"], "reason": "误报"});
    rep.mutate("dismissFinding", dismissal, FINDING)
        .await
        .done("dismissFinding");
    // A draft and a report of somebody else's organisation do not count.
    save(&rep, "客户有意向。").await;
    let foreign = app
        .world
        .report(
            &app.state,
            &app.world.other_admin,
            "客户有意向。",
            ReportStatus::Submitted,
        )
        .await;
    app.world.finding(&app.state, &foreign, "有意向", 2).await;

    let document = "query($from: Date!, $to: Date!) {
        ruleStatistics(from: $from, to: $to) { rule category found dismissed term { id } } }";
    let figures = async |from: &str, to: &str| headquarters.query(document, json!({"from": from, "to": to})).await;
    let (answer, statements) = app.count_statements(figures("2026-11-24", "2026-11-24")).await;
    assert_eq!(statements, 2, "one to know who asks, one to answer");
    let found: Vec<&Value> = answer.data()["ruleStatistics"].as_array().unwrap().iter().collect();
    let [intent, bribery] = found[..] else {
        panic!("{found:#?}");
    };
    assert_eq!(intent["rule"], report["findings"][0]["rule"]);
    assert_eq!(
        (&intent["category"], &intent["found"], &intent["dismissed"]),
        (&json!("INTENT"), &json!(2), &json!(1))
    );
    assert_eq!(
        (&bribery["category"], &bribery["found"], &bribery["dismissed"]),
        (&json!("BRIBERY"), &json!(1), &json!(0))
    );

    assert_eq!(
        figures("2026-11-20", "2026-11-23").await.data()["ruleStatistics"],
        json!([])
    );
    assert_eq!(figures("2026-11-24", "2026-11-23").await.error_code(), "BAD_REQUEST");
    let days = json!({"from": "2026-11-24", "to": "2026-11-24"});
    for person in [&app.world.rep, &app.world.supervisor] {
        assert_eq!(
            app.client(person).query(document, days.clone()).await.error_code(),
            "FORBIDDEN"
        );
    }
}

#[tokio::test]
async fn what_was_rejected_and_how_a_term_was_disguised_are_stored() {
    let app = TestApp::start().await;
    let rep = app.client(&app.world.rep);
    let draft = save(&rep, "今天上午见了王工，再沟通。给了回 扣。").await;
    let selection =
        "report { findings { text evasion { cost kinds } rejected { evidence reason text span { start end } } } }";
    let input = json!({"id": draft["id"], "version": draft["version"]});
    let answer = rep.mutate("submitReport", input, selection).await;
    let findings = answer.done("submitReport")["report"]["findings"].clone();
    let rejected = json!({"evidence": "FUTURE_TIME", "reason": "TIME_IS_OVER", "text": "今天上午", "span": {"start": 0, "end": 4}});
    assert_eq!(findings[0]["rejected"], json!([rejected]));
    assert_eq!(findings[0]["evasion"], json!(null));
    assert_eq!(findings[1]["evasion"], json!({"cost": 2, "kinds": ["MARKS"]}));
}
