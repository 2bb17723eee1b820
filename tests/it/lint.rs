//! Linting a text through the API.

use tests::{TestApp, Value, json};

const LINT: &str = "query($input: LintTextInput!) { lintText(input: $input) { score
    findings { rule category kind severity start end utf16Start utf16End text message missing
               suggestions { scriptId text } }
    commitments { start end utf16Start utf16End text by due { start end } } } }";

#[tokio::test]
async fn offsets_count_code_points_and_utf16_units_of_the_text() {
    let app = TestApp::start().await;
    let text = "😀👨‍👩‍👧客户有意向。\n采购𠮷先生要回扣😂！";
    let result = lint(&app, json!({"text": text})).await;
    let findings = result["findings"].as_array().unwrap();
    let categories: Vec<_> = findings.iter().map(|finding| finding["category"].clone()).collect();
    assert_eq!(categories, ["INTENT", "BRIBERY"]);

    let points: Vec<char> = text.chars().collect();
    let units: Vec<u16> = text.encode_utf16().collect();
    for finding in findings {
        let at = |name: &str| usize::try_from(finding[name].as_u64().unwrap()).unwrap();
        let by_points: String = points[at("start")..at("end")].iter().collect();
        let by_units = String::from_utf16(&units[at("utf16Start")..at("utf16End")]).unwrap();
        assert_eq!(
            (&json!(by_points), &json!(by_units)),
            (&finding["text"], &finding["text"])
        );
    }
}

#[tokio::test]
async fn a_vague_phrase_says_what_is_missing_and_what_to_write() {
    let app = TestApp::start().await;
    let result = lint(&app, json!({"text": "王工11月25日下单20台。客户近期再沟通。"})).await;
    let findings = result["findings"].as_array().unwrap();
    let phrase = findings.iter().find(|finding| finding["text"] == "再沟通").unwrap();
    assert_eq!(phrase["kind"], "VAGUE");
    assert_eq!(phrase["category"], "FOLLOW_UP");
    assert_eq!(phrase["missing"], json!(["FUTURE_TIME"]));
    assert_ne!(phrase["message"], "");
    assert!(!phrase["suggestions"].as_array().unwrap().is_empty());
    assert!((1..100).contains(&result["score"].as_i64().unwrap()), "{result}");
}

#[tokio::test]
async fn times_resolve_against_the_given_day_and_else_against_today() {
    let app = TestApp::start().await;
    let text = "2026年11月25日再沟通。";
    let today = lint(&app, json!({"text": text})).await;
    assert_eq!(today["findings"], json!([]), "the day is tomorrow");
    let later = lint(&app, json!({"text": text, "date": "2026-12-01"})).await;
    assert_eq!(later["findings"][0]["text"], "再沟通");
}

#[tokio::test]
async fn an_empty_text_has_no_score() {
    let app = TestApp::start().await;
    for text in ["", " \n"] {
        let nothing = json!({"score": null, "findings": [], "commitments": []});
        assert_eq!(lint(&app, json!({"text": text})).await, nothing);
    }
}

#[tokio::test]
async fn a_text_that_is_too_long_or_not_of_this_world_gets_a_code() {
    let app = TestApp::start().await;
    let rep = app.client(&app.world.rep);
    for text in ["字".repeat(100_001), "字".repeat(350_000), "客户\0有意向".into()] {
        let answer = rep.query(LINT, json!({"input": {"text": text}})).await;
        assert_eq!(answer.error_code(), "BAD_REQUEST");
    }
    let date = json!({"input": {"text": "客户有意向", "date": "2026-02-30"}});
    assert_eq!(rep.query(LINT, date).await.error_code(), "BAD_REQUEST");
    let guest = app.guest().query(LINT, json!({"input": {"text": "客户有意向"}})).await;
    assert_eq!(guest.error_code(), "UNAUTHENTICATED");
}

#[tokio::test]
async fn a_long_text_is_linted_while_others_are_served() {
    let app = TestApp::start().await;
    let text = "客户有意向。".repeat(2_000);
    let result = lint(&app, json!({"text": text})).await;
    assert_eq!(result["findings"].as_array().unwrap().len(), 2_000);
}

async fn lint(app: &TestApp, input: Value) -> Value {
    let answer = app.client(&app.world.rep).query(LINT, json!({"input": input})).await;
    answer.data()["lintText"].clone()
}

#[tokio::test]
async fn an_added_term_is_in_force_for_the_very_next_lint_of_its_organisation() {
    let app = TestApp::start().await;
    let admin = app.client(&app.world.admin);
    let text = json!({"text": "向李总介绍了赛博玄学"});
    assert_eq!(lint(&app, text.clone()).await["findings"], json!([]));

    let term = json!({"category": "EFFICACY_CLAIM", "text": "赛博玄学", "severity": "WARNING"});
    let added = admin.mutate("addTerm", term, "term { id }").await;
    let id = added.done("addTerm")["term"]["id"].clone();
    let finding = lint(&app, text.clone()).await["findings"][0].clone();
    assert_eq!((&finding["rule"], &finding["text"]), (&id, &json!("赛博玄学")));
    assert_eq!(
        (&finding["category"], &finding["severity"]),
        (&json!("EFFICACY_CLAIM"), &json!("WARNING"))
    );
    let foreign = app
        .client(&app.world.other_admin)
        .query(LINT, json!({"input": text}))
        .await;
    assert_eq!(foreign.data()["lintText"]["findings"], json!([]));

    let off = json!({"id": id, "version": 1, "active": false});
    admin.mutate("changeTerm", off, "term { id }").await.done("changeTerm");
    assert_eq!(lint(&app, text).await["findings"], json!([]));
}

#[tokio::test]
async fn an_added_term_is_in_force_on_a_socket_that_was_open_before() {
    let app = TestApp::start().await;
    let mut socket = app.socket(&app.world.rep).await;
    let document = "query($input: LintTextInput!) { lintText(input: $input) { findings { text } } }";
    let variables = json!({"input": {"text": "向李总介绍了赛博玄学"}});
    socket.subscribe("1", document, variables.clone()).await;
    assert_eq!(socket.data("1").await["lintText"]["findings"], json!([]));
    assert_eq!(socket.next().await["type"], "complete");

    let term = json!({"category": "EFFICACY_CLAIM", "text": "赛博玄学"});
    let admin = app.client(&app.world.admin);
    admin.mutate("addTerm", term, "term { id }").await.done("addTerm");
    socket.subscribe("2", document, variables).await;
    assert_eq!(
        socket.data("2").await["lintText"]["findings"],
        json!([{"text": "赛博玄学"}])
    );
}

#[tokio::test]
async fn evidence_that_does_not_count_is_named_with_why() {
    let app = TestApp::start().await;
    let document = "query($input: LintTextInput!) { lintText(input: $input) { findings { text
        rejected { evidence text reason explanation span { start end utf16Start utf16End } } } } }";
    let input = json!({"input": {"text": "😀今天上午见了王工，再沟通。", "date": "2026-11-24"}});
    let answer = app.client(&app.world.rep).query(document, input).await;
    let finding = &answer.data()["lintText"]["findings"][0];
    assert_eq!(finding["text"], "再沟通");
    let rejected = &finding["rejected"][0];
    assert_eq!(
        (&rejected["evidence"], &rejected["reason"]),
        (&json!("FUTURE_TIME"), &json!("TIME_IS_OVER"))
    );
    assert_eq!(rejected["text"], "今天上午");
    assert_eq!(
        rejected["span"],
        json!({"start": 1, "end": 5, "utf16Start": 2, "utf16End": 6})
    );
    assert!(rejected["explanation"].as_str().unwrap().contains("不晚于日报日期"));
}

#[tokio::test]
async fn a_disguise_is_named_with_its_cost() {
    let app = TestApp::start().await;
    let document =
        "query($input: LintTextInput!) { lintText(input: $input) { findings { text evasion { cost kinds } } } }";
    let evasion = async |text: &str| {
        let input = json!({"input": {"text": text, "date": "2026-11-24"}});
        let answer = app.client(&app.world.rep).query(document, input).await;
        answer.data()["lintText"]["findings"][0]["evasion"].clone()
    };
    assert_eq!(evasion("给采购送了回扣").await, json!(null));
    assert_eq!(evasion("给采购送了回 扣").await, json!({"cost": 2, "kinds": ["MARKS"]}));
    assert_eq!(evasion("给采购送了hui扣").await["kinds"], json!(["PINYIN"]));
}

#[tokio::test]
async fn a_promise_says_what_is_owed_and_by_whom() {
    let app = TestApp::start().await;
    let document = "query($input: LintTextInput!) { lintText(input: $input) { commitments { by
        deliverable { text span { start end } } person { text } due { end } } } }";
    let input = json!({"input": {"text": "李总答应下周三前打款30万。", "date": "2026-11-24"}});
    let answer = app.client(&app.world.rep).query(document, input).await;
    let promise = &answer.data()["lintText"]["commitments"][0];
    assert_eq!(promise["by"], "CUSTOMER");
    assert_eq!(promise["person"]["text"], "李总");
    assert!(
        promise["deliverable"]["text"].as_str().unwrap().contains("打款"),
        "{promise}"
    );
    assert_eq!(promise["due"]["end"], "2026-12-02");
}

#[tokio::test]
async fn times_are_resolved_with_what_they_leave_open() {
    let app = TestApp::start().await;
    let document = "query($input: ResolveTimesInput!) { resolveTimes(input: $input) {
        text firstDay lastDay startTime endTime isDeadline ambiguities span { start end } } }";
    let text = "下周三前交付，明天3点到厂，近期再说";
    let input = json!({"input": {"text": text, "at": "2026-11-24T02:00:00Z"}});
    let answer = app.client(&app.world.rep).query(document, input).await;
    let times = answer.data()["resolveTimes"].as_array().unwrap().clone();
    assert_eq!(times.len(), 2, "{times:#?}");
    assert_eq!(
        (&times[0]["lastDay"], &times[0]["isDeadline"]),
        (&json!("2026-12-02"), &json!(true))
    );
    assert_eq!(
        (&times[1]["firstDay"], &times[1]["startTime"], &times[1]["ambiguities"]),
        (&json!("2026-11-25"), &json!("15:00"), &json!(["HALF_OF_DAY"]))
    );
}
