//! Reports that were sent before.

use tests::{Client, TestApp, Value, json};

use super::{REPORT, submit};

const TEXT: &str = "上午拜访无锡永盛包装，见了设备部周工，看了两条灌装线，周工说旧控制柜一周坏了三次。\n下午给江阴华丰送样机一台，仓库老郑签收，先放车间试用到11月30日。";
const COPIED: &str = "report { id version score findingCount
    findings { category kind severity text message copiedShare copiedFrom { id reportOn } copiedSpans { start end utf16Start } }
    lint { score findings { category kind text copiedShare copiedFrom { id } copiedSpans { start end } } } }";

/// Saves a draft about a day, with what the linter says.
async fn save_on(client: &Client, day: &str, text: &str) -> Value {
    let input = json!({"text": text, "reportOn": day});
    client.mutate("saveDraft", input, COPIED).await.done("saveDraft")["report"].clone()
}

/// Saves and submits.
async fn send_on(client: &Client, day: &str, text: &str) -> Value {
    submit(client, &save_on(client, day, text).await).await
}

/// What a draft says of being a copy.
fn copy_in(report: &Value) -> Option<Value> {
    let findings = report["lint"]["findings"].as_array().unwrap();
    findings.iter().find(|finding| finding["category"] == "COPIED").cloned()
}

#[tokio::test]
async fn yesterdays_report_sent_again_is_a_finding_that_names_it() {
    let app = TestApp::start().await;
    let rep = app.client(&app.world.rep);
    let yesterday = send_on(&rep, "2026-11-23", TEXT).await;
    let changed = TEXT
        .replace("两条", "三条")
        .replace("今天", "今日")
        .replace("样机一台", "样机2台");
    let today = save_on(&rep, "2026-11-24", &changed).await;
    let copy = copy_in(&today).unwrap();
    assert_eq!(copy["kind"], "COPIED");
    assert_eq!(copy["copiedFrom"]["id"], yesterday["id"]);
    assert!(copy["copiedShare"].as_i64().unwrap() >= 80, "{copy}");
    assert_eq!(copy["copiedSpans"][0]["start"], 0);
    assert_eq!(
        today["score"], yesterday["score"],
        "a copy is as verifiable as its original"
    );
    assert_eq!(
        today["findingCount"].as_u64().unwrap(),
        yesterday["findingCount"].as_u64().unwrap() + 1
    );

    let input = json!({"id": today["id"], "version": today["version"]});
    let sent = rep.mutate("submitReport", input, COPIED).await;
    let stored = sent.done("submitReport")["report"]["findings"].clone();
    let stored = stored
        .as_array()
        .unwrap()
        .iter()
        .find(|finding| finding["kind"] == "COPIED")
        .unwrap();
    assert_eq!(stored["severity"], "INFO");
    assert_eq!(
        (&stored["copiedShare"], &stored["text"]),
        (&copy["copiedShare"], &copy["text"])
    );
    assert_eq!(
        stored["copiedFrom"],
        json!({"id": yesterday["id"], "reportOn": "2026-11-23"})
    );
    assert!(stored["message"].as_str().unwrap().contains("2026-11-23"));

    let list = "{ reports(filter: {category: COPIED}) { nodes { id } } }";
    let supervisor = app.client(&app.world.supervisor);
    let listed = supervisor.query(list, json!({})).await;
    assert_eq!(listed.data()["reports"]["nodes"], json!([{"id": today["id"]}]));
}

#[tokio::test]
async fn what_is_typed_is_compared_while_it_is_typed() {
    let app = TestApp::start().await;
    let rep = app.client(&app.world.rep);
    send_on(&rep, "2026-11-23", TEXT).await;
    let draft = save_on(&rep, "2026-11-24", "上午").await;
    let mut socket = app.socket(&app.world.rep).await;
    let watch = "subscription($id: ID!) { draftLint(reportId: $id) { version lint { findings { kind } } } }";
    socket.subscribe("1", watch, json!({"id": draft["id"]})).await;
    assert_eq!(socket.data("1").await["draftLint"]["lint"]["findings"], json!([]));
    let input = json!({"id": draft["id"], "version": 1, "text": TEXT});
    rep.mutate("saveDraft", input, REPORT).await.done("saveDraft");
    let pushed = socket.data("1").await;
    let findings = pushed["draftLint"]["lint"]["findings"].as_array().unwrap().clone();
    assert!(findings.contains(&json!({"kind": "COPIED"})), "{findings:?}");
}

#[tokio::test]
async fn neither_drafts_nor_old_reports_nor_those_of_others_nor_itself_are_the_source() {
    let app = TestApp::start().await;
    let (rep, other) = (app.client(&app.world.rep), app.client(&app.world.other_rep));
    send_on(&other, "2026-11-23", TEXT).await;
    save_on(&rep, "2026-11-23", TEXT).await;
    send_on(&rep, "2026-11-09", TEXT).await;
    let draft = save_on(&rep, "2026-11-24", TEXT).await;
    assert_eq!(copy_in(&draft), None);

    let sent = submit(&rep, &draft).await;
    let supervisor = app.client(&app.world.supervisor);
    let input = json!({"id": sent["id"], "version": sent["version"], "reason": "补充数量"});
    let returned = supervisor.mutate("returnReport", input, COPIED).await;
    assert_eq!(copy_in(&returned.done("returnReport")["report"]), None);
    let another = save_on(&rep, "2026-11-24", TEXT).await;
    assert_eq!(copy_in(&another).unwrap()["copiedFrom"]["id"], sent["id"]);
}

#[tokio::test]
async fn the_comparison_of_many_drafts_is_one_statement() {
    let app = TestApp::start().await;
    let rep = app.client(&app.world.rep);
    send_on(&rep, "2026-11-23", TEXT).await;
    let list = "{ reports(filter: {statuses: [DRAFT]}) { nodes { lint { findings { kind } } } } }";
    save_on(&rep, "2026-11-24", TEXT).await;
    let (_, of_one) = app.count_statements(rep.query(list, json!({}))).await;
    for _ in 0..5 {
        save_on(&rep, "2026-11-24", TEXT).await;
    }
    let (answer, of_six) = app.count_statements(rep.query(list, json!({}))).await;
    assert_eq!(of_one, of_six);
    for node in answer.data()["reports"]["nodes"].as_array().unwrap() {
        assert!(
            node["lint"]["findings"]
                .as_array()
                .unwrap()
                .contains(&json!({"kind": "COPIED"}))
        );
    }
}

#[tokio::test]
async fn no_term_or_script_is_of_the_category_of_copies() {
    let app = TestApp::start().await;
    let admin = app.client(&app.world.admin);
    let term = json!({"category": "COPIED", "text": "照旧"});
    let refused = admin.mutate("addTerm", term, "term { id }").await;
    assert_eq!(refused.refusals("addTerm"), ["category INVALID"]);
    let script = json!({"category": "COPIED", "scenario": "回访", "text": "{日期}致电{联系人}"});
    let refused = admin.mutate("addScript", script, "script { id }").await;
    assert_eq!(refused.refusals("addScript"), ["category INVALID"]);
}
