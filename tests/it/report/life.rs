//! From draft to acceptance.

use tests::{TestApp, json};

use super::{REPORT, save, submit, texts};

const FIND: &str = "query($id: ID!) { report(id: $id) { id text } node(id: $id) { id } }";

#[tokio::test]
async fn a_draft_is_saved_as_it_is_typed_and_linted() {
    let app = TestApp::start().await;
    let rep = app.client(&app.world.rep);
    let draft = save(&rep, " 😀客户有意向").await;
    assert_eq!(draft["text"], " 😀客户有意向");
    assert_eq!(draft["status"], "DRAFT");
    assert_eq!(draft["reportOn"], "2026-11-24");
    assert_eq!(draft["findingCount"], 1);
    assert_eq!(draft["findings"], json!([]), "findings are stored when it is submitted");
    assert_eq!(texts(&draft["lint"]["findings"]), ["有意向"]);
    assert_eq!(draft["score"], draft["lint"]["score"]);

    let change = json!({"id": draft["id"], "version": 1, "reportOn": "2026-11-23", "text": ""});
    let changed = rep.mutate("saveDraft", change.clone(), REPORT).await;
    let changed = &changed.done("saveDraft")["report"];
    assert_eq!(changed["version"], 2);
    assert_eq!(changed["reportOn"], "2026-11-23");
    assert_eq!((&changed["score"], &changed["findingCount"]), (&json!(null), &json!(0)));

    let stale = rep.mutate("saveDraft", change, REPORT).await;
    assert_eq!(stale.refusals("saveDraft"), ["version CONFLICT"]);
    let another = save(&rep, "同一天的另一份").await;
    assert_ne!(another["id"], draft["id"]);
}

#[tokio::test]
async fn every_violation_of_a_draft_is_named_at_its_field() {
    let app = TestApp::start().await;
    let rep = app.client(&app.world.rep);
    let refusals = async |input| rep.mutate("saveDraft", input, REPORT).await.refusals("saveDraft");
    let both = json!({"text": "字".repeat(100_001), "reportOn": "2026-11-25"});
    assert_eq!(refusals(both).await, ["text TOO_LONG", "reportOn INVALID"]);
    let draft = save(&rep, "").await;
    assert_eq!(
        refusals(json!({"text": "", "id": draft["id"]})).await,
        ["version REQUIRED"]
    );
    assert_eq!(refusals(json!({"text": "", "version": 1})).await, ["id REQUIRED"]);
    assert_eq!(
        refusals(json!({"text": "", "id": "nothing", "version": 1})).await,
        ["id NOT_FOUND"]
    );

    let admin = app.client(&app.world.admin);
    let answer = admin.mutate("saveDraft", json!({"text": ""}), REPORT).await;
    assert_eq!(answer.error_code(), "FORBIDDEN");
}

#[tokio::test]
async fn a_draft_is_seen_by_its_author_and_a_submitted_report_by_those_in_charge() {
    let app = TestApp::start().await;
    let world = &app.world;
    let rep = app.client(&world.rep);
    let draft = save(&rep, "客户有意向").await;
    let id = json!({"id": draft["id"]});
    let everybody = [
        &world.supervisor,
        &world.headquarters,
        &world.admin,
        &world.other_rep,
        &world.other_admin,
    ];
    for person in everybody {
        let answer = app.client(person).query(FIND, id.clone()).await;
        assert_eq!(answer.error_code(), "NOT_FOUND", "{}", person.user.name);
    }
    let overwrite = json!({"id": draft["id"], "version": 1, "text": "改"});
    let answer = app
        .client(&world.supervisor)
        .mutate("saveDraft", overwrite.clone(), REPORT)
        .await;
    assert_eq!(answer.error_code(), "NOT_FOUND");

    submit(&rep, &draft).await;
    for person in [&world.rep, &world.supervisor, &world.headquarters, &world.admin] {
        let answer = app.client(person).query(FIND, id.clone()).await;
        assert_eq!(answer.data()["node"], id, "{}", person.user.name);
    }
    for person in [&world.other_rep, &world.implementer, &world.other_admin] {
        let answer = app.client(person).query(FIND, id.clone()).await;
        assert_eq!(answer.error_code(), "NOT_FOUND", "{}", person.user.name);
    }
    let answer = app
        .client(&world.supervisor)
        .mutate("saveDraft", overwrite, REPORT)
        .await;
    assert_eq!(answer.error_code(), "FORBIDDEN");
}

#[tokio::test]
async fn submitting_stores_the_findings_and_closes_the_text() {
    let app = TestApp::start().await;
    let rep = app.client(&app.world.rep);
    let report = submit(&rep, &save(&rep, "客户有意向。采购要回扣。").await).await;
    assert_eq!(report["status"], "SUBMITTED");
    assert_eq!(texts(&report["findings"]), ["有意向", "回扣"]);
    assert_eq!(report["findingCount"], 2);
    assert_eq!(report["lint"], json!(null));
    assert_eq!(report["submittedAt"], "2026-11-24T02:00:00+00:00");

    let input = json!({"id": report["id"], "version": report["version"], "text": "改"});
    let save = rep.mutate("saveDraft", input, REPORT).await;
    assert_eq!(save.refusals("saveDraft"), [" WRONG_STATE"]);
    let again = json!({"id": report["id"], "version": report["version"]});
    let submit = rep.mutate("submitReport", again, REPORT).await;
    assert_eq!(submit.refusals("submitReport"), [" WRONG_STATE"]);
}

#[tokio::test]
async fn more_findings_than_one_statement_takes_are_stored() {
    let app = TestApp::start().await;
    let rep = app.client(&app.world.rep);
    let report = submit(&rep, &save(&rep, &"客户有意向。".repeat(1_200)).await).await;
    assert_eq!(report["findingCount"], 1_200);
    assert_eq!(report["findings"].as_array().unwrap().len(), 500);
}

#[tokio::test]
async fn a_supervisor_returns_a_report_and_accepts_the_mended_one() {
    let app = TestApp::start().await;
    let (rep, supervisor) = (app.client(&app.world.rep), app.client(&app.world.supervisor));
    let report = submit(&rep, &save(&rep, "客户有意向").await).await;
    let target = json!({"id": report["id"], "version": report["version"]});
    let with = |reason: &str| json!({"id": report["id"], "version": report["version"], "reason": reason});

    let blank = supervisor.mutate("returnReport", with(" "), REPORT).await;
    assert_eq!(blank.refusals("returnReport"), ["reason REQUIRED"]);
    let by_author = rep.mutate("acceptReport", target.clone(), REPORT).await;
    assert_eq!(by_author.error_code(), "FORBIDDEN");
    let returned = supervisor.mutate("returnReport", with("写明数量"), REPORT).await;
    let returned = returned.done("returnReport")["report"].clone();
    assert_eq!(returned["status"], "RETURNED");
    assert_eq!(returned["returnReason"], "写明数量");
    assert_eq!(returned["reviewer"]["name"], "王主管");
    let late = supervisor.mutate("acceptReport", target, REPORT).await;
    assert_eq!(late.refusals("acceptReport"), ["version CONFLICT"]);

    let mended = json!({"id": report["id"], "version": returned["version"], "text": "客户下单20台"});
    let mended = rep.mutate("saveDraft", mended, REPORT).await;
    let mended = &mended.done("saveDraft")["report"];
    assert_eq!(mended["status"], "RETURNED");
    assert_eq!(mended["lint"]["findings"], json!([]));
    let again = submit(&rep, mended).await;
    assert_eq!((&again["returnReason"], &again["findings"]), (&json!(null), &json!([])));

    let target = json!({"id": again["id"], "version": again["version"]});
    let accepted = supervisor.mutate("acceptReport", target.clone(), REPORT).await;
    let accepted = &accepted.done("acceptReport")["report"];
    assert_eq!(accepted["status"], "ACCEPTED");
    let twice = json!({"id": again["id"], "version": accepted["version"]});
    let twice = supervisor.mutate("acceptReport", twice, REPORT).await;
    assert_eq!(twice.refusals("acceptReport"), [" WRONG_STATE"]);
}

#[tokio::test]
async fn nobody_reviews_what_is_theirs_or_what_they_do_not_see() {
    let app = TestApp::start().await;
    let (supervisor, other_rep) = (app.client(&app.world.supervisor), app.client(&app.world.other_rep));
    let own = submit(&supervisor, &save(&supervisor, "拜访王工").await).await;
    let input = json!({"id": own["id"], "version": own["version"]});
    let answer = supervisor.mutate("acceptReport", input.clone(), REPORT).await;
    assert_eq!(answer.error_code(), "FORBIDDEN");
    let answer = app
        .client(&app.world.headquarters)
        .mutate("acceptReport", input, REPORT)
        .await;
    answer.done("acceptReport");

    let foreign = submit(&other_rep, &save(&other_rep, "拜访李工").await).await;
    let input = json!({"id": foreign["id"], "version": foreign["version"]});
    for person in [&app.world.supervisor, &app.world.other_admin] {
        let answer = app.client(person).mutate("acceptReport", input.clone(), REPORT).await;
        assert_eq!(answer.error_code(), "NOT_FOUND");
    }
}
