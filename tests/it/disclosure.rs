//! Disclosures: what a medical word or a claim of effect forces before a record is accepted.

use tests::{Client, TestApp, Value, json};

const RECORD: &str = "question { id status acceptedAt version text requiredDisclosures
    sensitive { text } answerSensitive { category text start end } disclosures { category text givenBy { name } } }
    requiredDisclosures";

async fn record(clerk: &Client, input: Value) -> Value {
    let answer = clerk.mutate("recordQuestion", input, RECORD).await;
    answer.data()["recordQuestion"].clone()
}

fn codes(payload: &Value) -> Vec<String> {
    let errors = payload["userErrors"].as_array().unwrap().iter();
    errors
        .map(|error| {
            format!(
                "{} {}",
                error["field"][0].as_str().unwrap(),
                error["code"].as_str().unwrap()
            )
        })
        .collect()
}

#[tokio::test]
async fn a_medical_word_waits_for_its_disclosure_and_nothing_is_lost() {
    let app = TestApp::start().await;
    let clerk = app.client(&app.world.clerk);
    let refused = record(&clerk, json!({"text": "孩子过敏能用吗"})).await;
    assert_eq!(codes(&refused), ["disclosures DISCLOSURE_REQUIRED"]);
    let message = refused["userErrors"][0]["message"].as_str().unwrap();
    assert!(message.contains("过敏"), "{message}");
    assert_eq!(refused["requiredDisclosures"], json!(["MEDICAL"]));
    let question = &refused["question"];
    assert_eq!(question["text"], "孩子过敏能用吗");
    assert_eq!(question["status"], "AWAITING_DISCLOSURE");
    assert_eq!(question["acceptedAt"], json!(null));
    assert_eq!(question["requiredDisclosures"], json!(["MEDICAL"]));

    let give = json!({"questionId": question["id"], "category": "MEDICAL", "text": "本品为普通食品，不能代替药物"});
    let given = clerk.mutate("giveDisclosure", give.clone(), RECORD).await;
    let given = given.done("giveDisclosure");
    assert_eq!(given["question"]["status"], "ACCEPTED");
    assert_eq!(given["question"]["acceptedAt"], "2026-11-24T02:00:00+00:00");
    assert_eq!(given["requiredDisclosures"], json!([]));
    let note = json!([
        {"category": "MEDICAL", "text": "本品为普通食品，不能代替药物", "givenBy": {"name": "周店员"}},
    ]);
    assert_eq!(given["question"]["disclosures"], note);
    let again = clerk.mutate("giveDisclosure", give, RECORD).await;
    assert_eq!(again.refusals("giveDisclosure"), [" WRONG_STATE", "category TAKEN"]);
}

#[tokio::test]
async fn each_category_needs_a_disclosure_of_its_own() {
    let app = TestApp::start().await;
    let clerk = app.client(&app.world.clerk);
    let refused = record(&clerk, json!({"text": "确诊了，听说这个能根治"})).await;
    assert_eq!(
        codes(&refused),
        ["disclosures DISCLOSURE_REQUIRED", "disclosures DISCLOSURE_REQUIRED"]
    );
    let id = &refused["question"]["id"];
    let give = async |category: &str| {
        let input = json!({"questionId": id, "category": category, "text": "说明"});
        clerk.mutate("giveDisclosure", input, RECORD).await
    };
    assert_eq!(give("PII").await.refusals("giveDisclosure"), ["category INVALID"]);
    let half = give("EFFICACY_CLAIM").await;
    let half = half.done("giveDisclosure");
    assert_eq!(half["question"]["status"], "AWAITING_DISCLOSURE");
    assert_eq!(half["requiredDisclosures"], json!(["MEDICAL"]));
    assert_eq!(
        give("EFFICACY_CLAIM").await.refusals("giveDisclosure"),
        ["category TAKEN"]
    );
    assert_eq!(
        give("MEDICAL").await.done("giveDisclosure")["question"]["status"],
        "ACCEPTED"
    );
}

#[tokio::test]
async fn a_record_that_brings_its_disclosures_is_accepted_at_once() {
    let app = TestApp::start().await;
    let clerk = app.client(&app.world.clerk);
    let disclosures = json!([{"category": "MEDICAL", "text": "不能代替药物"}]);
    let accepted = record(&clerk, json!({"text": "过敏能用吗", "disclosures": disclosures})).await;
    assert_eq!(codes(&accepted), [""; 0]);
    assert_eq!(accepted["question"]["status"], "ACCEPTED");
    assert_eq!(accepted["question"]["disclosures"][0]["text"], "不能代替药物");
    // Other sensitive terms are marked, and force nothing.
    let marked = record(&clerk, json!({"text": "这是最好的吗，电话13800138000"})).await;
    assert_eq!(
        marked["question"]["sensitive"],
        json!([{"text": "最好"}, {"text": "13800138000"}])
    );
    assert_eq!(marked["question"]["status"], "ACCEPTED");
}

#[tokio::test]
async fn an_answer_takes_the_acceptance_away_and_a_better_one_gives_it_back() {
    let app = TestApp::start().await;
    let clerk = app.client(&app.world.clerk);
    let accepted = record(&clerk, json!({"text": "红屁屁怎么办"})).await;
    assert_eq!(accepted["question"]["status"], "ACCEPTED");
    let id = &accepted["question"]["id"];
    let answer = async |version: i32, text: &str, disclosures: Value| {
        let input = json!({"questionId": id, "version": version, "answer": text, "disclosures": disclosures});
        clerk.mutate("answerQuestion", input, RECORD).await.data()["answerQuestion"].clone()
    };
    let claimed = answer(1, "这款能根治", json!([])).await;
    assert_eq!(codes(&claimed), ["disclosures DISCLOSURE_REQUIRED"]);
    assert_eq!(claimed["question"]["status"], "AWAITING_DISCLOSURE");
    assert_eq!(claimed["question"]["acceptedAt"], json!(null));
    assert_eq!(
        claimed["question"]["answerSensitive"],
        json!([{"category": "EFFICACY_CLAIM", "text": "根治", "start": 3, "end": 5}])
    );
    assert_eq!(claimed["question"]["sensitive"], json!([]));

    let mended = answer(2, "勤换尿布，涂护臀霜", json!([])).await;
    assert_eq!(codes(&mended), [""; 0]);
    assert_eq!(mended["question"]["status"], "ACCEPTED");
    assert_eq!(mended["question"]["answerSensitive"], json!([]));

    let noted = answer(
        3,
        "严重时请就医",
        json!([{"category": "MEDICAL", "text": "不能代替药物"}]),
    )
    .await;
    assert_eq!(noted["question"]["status"], "ACCEPTED");
    let twice = answer(4, "请就医", json!([{"category": "MEDICAL", "text": "不能代替药物"}])).await;
    assert_eq!(twice["userErrors"][0]["field"], json!(["disclosures", "0", "category"]));
    assert_eq!(twice["question"], json!(null));
}

#[tokio::test]
async fn an_answer_with_its_record_counts_too() {
    let app = TestApp::start().await;
    let clerk = app.client(&app.world.clerk);
    let refused = record(&clerk, json!({"text": "红屁屁怎么办", "answer": "先吃药"})).await;
    assert_eq!(refused["requiredDisclosures"], json!(["MEDICAL"]));
    assert_eq!(refused["question"]["answerSensitive"][0]["text"], "吃药");
}

#[tokio::test]
async fn only_those_who_see_a_question_give_its_disclosure() {
    let app = TestApp::start().await;
    let clerk = app.client(&app.world.clerk);
    let refused = record(&clerk, json!({"text": "过敏能用吗"})).await;
    let give = json!({"questionId": refused["question"]["id"], "category": "MEDICAL", "text": "说明"});
    let foreign = app
        .client(&app.world.other_admin)
        .mutate("giveDisclosure", give.clone(), RECORD)
        .await;
    assert_eq!(foreign.error_code(), "NOT_FOUND");
    let supervisor = app
        .client(&app.world.supervisor)
        .mutate("giveDisclosure", give.clone(), RECORD)
        .await;
    assert_eq!(supervisor.error_code(), "FORBIDDEN");
    let unknown = json!({"questionId": "x", "category": "MEDICAL", "text": "说明"});
    let unknown = clerk.mutate("giveDisclosure", unknown, RECORD).await;
    assert_eq!(unknown.refusals("giveDisclosure"), ["questionId NOT_FOUND"]);
}
