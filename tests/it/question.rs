//! Customers' questions: matched, recorded, listed.

use api::id::{NodeKind, encode};
use chrono::{TimeDelta, TimeZone, Utc};
use tests::{Client, TestApp, Value, json};

const QUESTION: &str = "question { id text source status answer askedAt acceptedAt version store { name } clerk { name }
    matches { keyword how score mapping { name actions { kind text } } } sensitive { category text start end utf16Start } }
    requiredDisclosures";

/// The texts of the questions of a list.
async fn texts(client: &Client, filter: Value) -> Vec<String> {
    let document = "query($filter: QuestionFilter!) { questions(filter: $filter) { nodes { text } } }";
    let answer = client.query(document, json!({"filter": filter})).await;
    let nodes = answer.data()["questions"]["nodes"].as_array().unwrap().clone();
    nodes
        .iter()
        .map(|node| node["text"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_question_gets_the_actions_of_what_it_matches() {
    let app = TestApp::start().await;
    app.world.mapping(&app.state, "湿疹护理", &["湿疹"]).await;
    app.world.mapping(&app.state, "肠道", &["益生菌"]).await;
    let clerk = app.client(&app.world.clerk);
    let document = "query($text: String!) { matchQuestion(text: $text) {
        matches { keyword how score mapping { name actions { kind text } } }
        sensitive { category text start end utf16Start utf16End } requiredDisclosures } }";
    let ask = async |text: &str| clerk.query(document, json!({"text": text})).await.data()["matchQuestion"].clone();

    let two = ask("😀宝宝亿生菌能吃吗,有湿疹,怕过敏").await;
    let mut found: Vec<_> = two["matches"].as_array().unwrap().iter().collect();
    found.sort_by_key(|found| found["keyword"].to_string());
    assert_eq!(found[0]["keyword"], "湿疹");
    assert_eq!(found[0]["how"], "KEYWORD");
    assert_eq!(
        found[0]["mapping"],
        json!({"name": "湿疹护理", "actions": [{"kind": "PRODUCT", "text": "推荐湿疹护理用品"}]})
    );
    assert_eq!(found[1]["how"], "HOMOPHONE");
    let expected = json!([
        {"category": "MEDICAL", "text": "过敏", "start": 15, "end": 17, "utf16Start": 16, "utf16End": 18},
    ]);
    assert_eq!(two["sensitive"], expected);
    assert_eq!(two["requiredDisclosures"], json!(["MEDICAL"]));

    let none = json!({"matches": [], "sensitive": [], "requiredDisclosures": []});
    assert_eq!(ask("停车场几点关门").await, none);
    assert_eq!(ask("").await, none);
    assert_eq!(ask("不是湿疹").await, none);
    let long = clerk.query(document, json!({"text": "问".repeat(2001)})).await;
    assert_eq!(long.error_code(), "BAD_REQUEST");
}

#[tokio::test]
async fn a_clerk_records_a_question_of_the_own_shop() {
    let app = TestApp::start().await;
    app.world.mapping(&app.state, "湿疹护理", &["湿疹"]).await;
    let clerk = app.client(&app.world.clerk);
    let input = json!({
        "text": " 宝宝湿疹怎么办 ", "source": "VOICE", "answer": "用润肤霜", "askedAt": "2026-11-24T09:30:00+08:00",
    });
    let recorded = clerk.mutate("recordQuestion", input, QUESTION).await;
    let payload = recorded.done("recordQuestion");
    let question = &payload["question"];
    assert_eq!(question["text"], "宝宝湿疹怎么办");
    assert_eq!(question["source"], "VOICE");
    assert_eq!(question["status"], "ACCEPTED");
    assert_eq!(question["askedAt"], "2026-11-24T01:30:00+00:00");
    assert_eq!(question["acceptedAt"], "2026-11-24T02:00:00+00:00");
    assert_eq!(question["store"]["name"], "新街口店");
    assert_eq!(question["clerk"]["name"], "周店员");
    assert_eq!(question["matches"][0]["mapping"]["name"], "湿疹护理");
    assert_eq!(payload["requiredDisclosures"], json!([]));

    let node = clerk
        .query(
            "query($id: ID!) { node(id: $id) { ... on Question { text } } }",
            json!({"id": question["id"]}),
        )
        .await;
    assert_eq!(node.data()["node"]["text"], "宝宝湿疹怎么办");
}

#[tokio::test]
async fn a_record_names_its_shop() {
    let app = TestApp::start().await;
    let other = app.world.store(&app.state, "江南路店", "华南").await;
    let store_id = encode(NodeKind::Store, other.id);
    let refusals = async |person, input| {
        let answer = app.client(person).mutate("recordQuestion", input, QUESTION).await;
        answer.refusals("recordQuestion")
    };
    let elsewhere = json!({"text": "有尿不湿吗", "storeId": store_id});
    assert_eq!(refusals(&app.world.clerk, elsewhere.clone()).await, ["storeId INVALID"]);
    assert_eq!(refusals(&app.world.headquarters, elsewhere.clone()).await, [""; 0]);
    assert_eq!(refusals(&app.world.other_admin, elsewhere).await, ["storeId NOT_FOUND"]);
    let nowhere = json!({"text": "有尿不湿吗"});
    assert_eq!(refusals(&app.world.headquarters, nowhere).await, ["storeId REQUIRED"]);
    let no_store = json!({"text": "有尿不湿吗", "storeId": encode(NodeKind::Team, other.id)});
    assert_eq!(refusals(&app.world.clerk, no_store).await, ["storeId NOT_FOUND"]);
}

#[tokio::test]
async fn every_violation_of_a_question_is_named_at_its_field() {
    let app = TestApp::start().await;
    let clerk = app.client(&app.world.clerk);
    let note = |category: &str, text: &str| json!({"category": category, "text": text});
    let input = json!({
        "text": " ", "answer": "答".repeat(2001), "askedAt": "2026-11-24T10:06:00+08:00",
        "disclosures": [note("MEDICAL", "已说明"), note("MEDICAL", ""), note("BRIBERY", "说明")],
    });
    let answer = clerk.mutate("recordQuestion", input, QUESTION).await;
    let expected = [
        "text REQUIRED",
        "answer TOO_LONG",
        "askedAt INVALID",
        "disclosures.1.category TAKEN",
        "disclosures.1.text REQUIRED",
        "disclosures.2.category INVALID",
    ];
    assert_eq!(answer.refusals("recordQuestion"), expected);
    assert_eq!(texts(&clerk, json!({})).await, [""; 0]);
}

#[tokio::test]
async fn questions_are_filtered() {
    let app = TestApp::start().await;
    app.world.mapping(&app.state, "睡眠", &["夜醒"]).await;
    let south = app.world.store(&app.state, "江南路店", "华南").await;
    let headquarters = app.client(&app.world.headquarters);
    // The 23rd of November in Shanghai begins and ends at 16:00 UTC.
    let at = |day, hour| Utc.with_ymd_and_hms(2026, 11, day, hour, 0, 0).unwrap();
    let clerk = &app.world.clerk;
    app.world
        .question(&app.state, clerk, &app.world.store, "早", at(22, 15))
        .await;
    app.world
        .question(&app.state, clerk, &app.world.store, "中", at(22, 16))
        .await;
    app.world.question(&app.state, clerk, &south, "晚", at(23, 16)).await;
    for text in ["总是夜醒", "怕过敏"] {
        let input = json!({"text": text, "storeId": encode(NodeKind::Store, south.id)});
        headquarters.mutate("recordQuestion", input, QUESTION).await.data();
        app.state.clock.advance(TimeDelta::seconds(1));
    }
    let texts = async |filter| texts(&headquarters, filter).await;
    assert_eq!(texts(json!({})).await, ["怕过敏", "总是夜醒", "晚", "中", "早"]);
    assert_eq!(texts(json!({"from": "2026-11-23", "to": "2026-11-23"})).await, ["中"]);
    assert_eq!(texts(json!({"to": "2026-11-22"})).await, ["早"]);
    assert_eq!(
        texts(json!({"storeId": encode(NodeKind::Store, app.world.store.id)})).await,
        ["中", "早"]
    );
    assert_eq!(
        texts(json!({"region": "华南", "matched": false})).await,
        ["怕过敏", "晚"]
    );
    assert_eq!(texts(json!({"matched": true})).await, ["总是夜醒"]);
    assert_eq!(texts(json!({"status": "AWAITING_DISCLOSURE"})).await, ["怕过敏"]);
    assert_eq!(texts(json!({"search": "夜"})).await, ["总是夜醒"]);
    let forgotten = headquarters
        .query("{ questions(filter: {storeId: null}) { nodes { id } } }", json!({}))
        .await;
    assert_eq!(forgotten.error_code(), "BAD_REQUEST");
}

#[tokio::test]
async fn questions_are_seen_by_their_shop_and_those_in_charge_of_it() {
    let app = TestApp::start().await;
    let south = app.world.store(&app.state, "江南路店", "华南").await;
    let now = app.state.clock.now();
    app.world
        .question(&app.state, &app.world.clerk, &app.world.store, "本店", now)
        .await;
    let other = app
        .world
        .question(&app.state, &app.world.headquarters, &south, "他店", now)
        .await;
    let seen = async |person| texts(&app.client(person), json!({})).await;
    assert_eq!(seen(&app.world.clerk).await, ["本店"]);
    assert_eq!(seen(&app.world.supervisor).await, ["本店"]);
    assert_eq!(seen(&app.world.admin).await, ["他店", "本店"]);
    assert_eq!(seen(&app.world.rep).await, [""; 0]);
    assert_eq!(seen(&app.world.other_admin).await, [""; 0]);

    let id = encode(NodeKind::Question, other.id);
    for person in [&app.world.clerk, &app.world.other_admin] {
        let client = app.client(person);
        let node = client
            .query("query($id: ID!) { node(id: $id) { id } }", json!({"id": id}))
            .await;
        assert_eq!(node.error_code(), "NOT_FOUND");
        let answer = json!({"questionId": id, "version": 1, "answer": "有"});
        let answer = client.mutate("answerQuestion", answer, QUESTION).await;
        assert_eq!(answer.error_code(), "NOT_FOUND");
    }
    for person in [&app.world.rep, &app.world.supervisor, &app.world.implementer] {
        let client = app.client(person);
        let answer = client.mutate("recordQuestion", json!({"text": "问"}), QUESTION).await;
        assert_eq!(answer.error_code(), "FORBIDDEN");
    }
}

#[tokio::test]
async fn a_question_is_answered_in_the_version_that_was_seen() {
    let app = TestApp::start().await;
    let now = app.state.clock.now();
    let question = app
        .world
        .question(&app.state, &app.world.clerk, &app.world.store, "有货吗", now)
        .await;
    let clerk = app.client(&app.world.clerk);
    let input = json!({"questionId": encode(NodeKind::Question, question.id), "version": 1, "answer": "周五到货"});
    let answered = clerk.mutate("answerQuestion", input.clone(), QUESTION).await;
    assert_eq!(answered.done("answerQuestion")["question"]["answer"], "周五到货");
    assert_eq!(answered.done("answerQuestion")["question"]["version"], 2);
    let stale = clerk.mutate("answerQuestion", input, QUESTION).await;
    assert_eq!(stale.refusals("answerQuestion"), ["version CONFLICT"]);
}

#[tokio::test]
async fn a_list_of_questions_takes_no_statement_per_row() {
    let app = TestApp::start().await;
    app.world.mapping(&app.state, "睡眠", &["夜醒"]).await;
    let clerk = app.client(&app.world.clerk);
    let record = async |count| {
        for _ in 0..count {
            let disclosures = json!([{"category": "MEDICAL", "text": "请遵医嘱"}]);
            let input = json!({"text": "夜醒要吃药吗", "disclosures": disclosures});
            clerk
                .mutate("recordQuestion", input, QUESTION)
                .await
                .done("recordQuestion");
        }
    };
    let list = async || {
        let document = "{ questions { nodes { store { name team { name } } clerk { name } requiredDisclosures
            disclosures { text givenBy { name } question { text } } matches { mapping { name } } } } }";
        let (answer, statements) = app.count_statements(clerk.query(document, json!({}))).await;
        (
            answer.data()["questions"]["nodes"].as_array().unwrap().len(),
            statements,
        )
    };
    record(2).await;
    let (two, of_two) = list().await;
    record(18).await;
    let (twenty, of_twenty) = list().await;
    assert_eq!((two, twenty), (2, 20));
    // Loads of different fields may fall together or not, but none is a matter of rows.
    assert!(of_twenty <= of_two + 2, "{of_two} {of_twenty}");
}

#[tokio::test]
async fn matching_takes_no_statement_once_it_is_compiled() {
    let app = TestApp::start().await;
    app.world.mapping(&app.state, "睡眠", &["夜醒"]).await;
    let clerk = app.client(&app.world.clerk);
    let statements = async |document| app.count_statements(clerk.query(document, json!({}))).await.1;
    let ask = "{ matchQuestion(text: \"夜醒\") { matches { keyword } } }";
    statements(ask).await;
    assert_eq!(statements(ask).await, statements("{ __typename }").await);
}
