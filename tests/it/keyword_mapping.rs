//! Keyword mappings: kept by headquarters, in force for the next question.

use api::id::{NodeKind, encode};
use tests::{Answer, Client, TestApp, Value, json};

const MAPPING: &str = "keywordMapping { id name keywords synonyms actions { kind text } retiredAt version }";

fn eczema() -> Value {
    json!({
        "name": "湿疹护理", "keywords": ["湿疹", "奶癣"], "synonyms": ["红疹"],
        "actions": [{"kind": "PRODUCT", "text": "推荐含神经酰胺的润肤霜"}, {"kind": "CONTENT", "text": "发送护理图文"}],
    })
}

/// The names of the mappings that `text` matches.
async fn matched(client: &Client, text: &str) -> Vec<String> {
    let document = "query($text: String!) { matchQuestion(text: $text) { matches { mapping { name } } } }";
    let answer = client.query(document, json!({"text": text})).await;
    let matches = answer.data()["matchQuestion"]["matches"].as_array().unwrap().clone();
    let name = |found: &Value| found["mapping"]["name"].as_str().unwrap().to_owned();
    matches.iter().map(name).collect()
}

fn mapping(answer: &Answer, mutation: &str) -> Value {
    answer.done(mutation)["keywordMapping"].clone()
}

#[tokio::test]
async fn a_mapping_is_in_force_for_the_next_question() {
    let app = TestApp::start().await;
    let headquarters = app.client(&app.world.headquarters);
    let clerk = app.client(&app.world.clerk);
    assert_eq!(matched(&clerk, "宝宝有湿疹").await, [""; 0]);

    let created = headquarters.mutate("createKeywordMapping", eczema(), MAPPING).await;
    let created = mapping(&created, "createKeywordMapping");
    assert_eq!(created["actions"], eczema()["actions"]);
    assert_eq!(created["version"], 1);
    assert_eq!(matched(&clerk, "宝宝有湿疹").await, ["湿疹护理"]);

    let change = json!({"id": created["id"], "version": 1, "name": "皮肤护理", "keywords": ["尿布疹"]});
    let changed = headquarters
        .mutate("changeKeywordMapping", change.clone(), MAPPING)
        .await;
    assert_eq!(mapping(&changed, "changeKeywordMapping")["synonyms"], json!(["红疹"]));
    assert_eq!(matched(&clerk, "宝宝有湿疹").await, [""; 0]);
    assert_eq!(matched(&clerk, "尿布疹怎么办").await, ["皮肤护理"]);
    let stale = headquarters.mutate("changeKeywordMapping", change, MAPPING).await;
    assert_eq!(stale.refusals("changeKeywordMapping"), ["version CONFLICT"]);

    let seen = |version| json!({"id": created["id"], "version": version});
    let retired = headquarters.mutate("retireKeywordMapping", seen(2), MAPPING).await;
    assert_ne!(mapping(&retired, "retireKeywordMapping")["retiredAt"], json!(null));
    assert_eq!(matched(&clerk, "尿布疹怎么办").await, [""; 0]);
    let again = headquarters.mutate("retireKeywordMapping", seen(3), MAPPING).await;
    assert_eq!(again.refusals("retireKeywordMapping"), [" WRONG_STATE"]);

    let restored = headquarters.mutate("restoreKeywordMapping", seen(3), MAPPING).await;
    assert_eq!(mapping(&restored, "restoreKeywordMapping")["retiredAt"], json!(null));
    assert_eq!(matched(&clerk, "尿布疹怎么办").await, ["皮肤护理"]);
    let again = headquarters.mutate("restoreKeywordMapping", seen(4), MAPPING).await;
    assert_eq!(again.refusals("restoreKeywordMapping"), [" WRONG_STATE"]);
}

#[tokio::test]
async fn a_keyword_belongs_to_one_active_mapping() {
    let app = TestApp::start().await;
    let admin = app.client(&app.world.admin);
    let first = admin.mutate("createKeywordMapping", eczema(), MAPPING).await;
    let first = mapping(&first, "createKeywordMapping");
    let second = json!({
        "name": "过敏性皮肤", "keywords": ["干痒", "濕 疹"], "synonyms": ["红疹"],
        "actions": [{"kind": "SERVICE", "text": "预约皮肤水分测试"}],
    });
    let taken = admin.mutate("createKeywordMapping", second.clone(), MAPPING).await;
    assert_eq!(taken.refusals("createKeywordMapping"), ["keywords.1 TAKEN"]);
    let message = taken.data()["createKeywordMapping"]["userErrors"][0]["message"].clone();
    assert!(message.as_str().unwrap().contains("湿疹护理"), "{message}");

    let retire = json!({"id": first["id"], "version": 1});
    admin
        .mutate("retireKeywordMapping", retire, MAPPING)
        .await
        .done("retireKeywordMapping");
    admin
        .mutate("createKeywordMapping", second, MAPPING)
        .await
        .done("createKeywordMapping");
    let restore = json!({"id": first["id"], "version": 2});
    let refused = admin.mutate("restoreKeywordMapping", restore, MAPPING).await;
    assert_eq!(refused.refusals("restoreKeywordMapping"), ["keywords.0 TAKEN"]);
    let change = json!({"id": first["id"], "version": 2, "keywords": ["湿疹"]});
    admin
        .mutate("changeKeywordMapping", change, MAPPING)
        .await
        .done("changeKeywordMapping");
}

#[tokio::test]
async fn every_violation_of_a_mapping_is_named_at_its_field() {
    let app = TestApp::start().await;
    let admin = app.client(&app.world.admin);
    let refusals = async |input| {
        let answer = admin.mutate("createKeywordMapping", input, MAPPING).await;
        answer.refusals("createKeywordMapping")
    };
    let empty = json!({"name": " ", "keywords": [], "actions": []});
    assert_eq!(
        refusals(empty).await,
        ["name REQUIRED", "keywords REQUIRED", "actions REQUIRED"]
    );
    let wrong = json!({
        "name": "名".repeat(51), "keywords": ["湿疹", "…", "词".repeat(31)], "synonyms": [" ", "濕疹"],
        "actions": [{"kind": "PRODUCT", "text": ""}],
    });
    let expected = [
        "name TOO_LONG",
        "keywords.1 INVALID",
        "keywords.2 TOO_LONG",
        "synonyms.0 REQUIRED",
        "synonyms.1 TAKEN",
        "actions.0.text REQUIRED",
    ];
    assert_eq!(refusals(wrong).await, expected);
    let many = json!({
        "name": "多", "keywords": vec!["词"; 101], "actions": vec![json!({"kind": "PRODUCT", "text": "推荐"}); 21],
    });
    assert_eq!(refusals(many).await, ["keywords TOO_LONG", "actions TOO_LONG"]);
    assert_eq!(refusals(eczema()).await, [""; 0]);
    let mut namesake = eczema();
    namesake["keywords"] = json!(["别的词"]);
    assert_eq!(refusals(namesake).await, ["name TAKEN"]);
}

#[tokio::test]
async fn mappings_are_listed_by_state_and_text() {
    let app = TestApp::start().await;
    let admin = app.client(&app.world.admin);
    app.world.mapping(&app.state, "睡眠", &["夜醒", "落地醒"]).await;
    let retired = app.world.mapping(&app.state, "辅食", &["高铁米粉"]).await;
    let retire = json!({"id": encode(NodeKind::KeywordMapping, retired.id), "version": 1});
    admin
        .mutate("retireKeywordMapping", retire, MAPPING)
        .await
        .done("retireKeywordMapping");
    let names = async |filter| {
        let document = "query($filter: KeywordMappingFilter!) { keywordMappings(filter: $filter) { nodes { name } } }";
        let answer = admin.query(document, json!({"filter": filter})).await;
        let nodes = answer.data()["keywordMappings"]["nodes"].clone();
        nodes
            .as_array()
            .unwrap()
            .iter()
            .map(|node| node["name"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(json!({})).await, ["辅食", "睡眠"]);
    assert_eq!(names(json!({"active": true})).await, ["睡眠"]);
    assert_eq!(names(json!({"active": false})).await, ["辅食"]);
    assert_eq!(names(json!({"search": "夜醒"})).await, ["睡眠"]);
    assert_eq!(names(json!({"search": "辅"})).await, ["辅食"]);
    assert_eq!(names(json!({"search": "\""})).await, [""; 0]);
}

#[tokio::test]
async fn only_headquarters_and_admins_keep_mappings() {
    let app = TestApp::start().await;
    let mapping = app.world.mapping(&app.state, "睡眠", &["夜醒"]).await;
    let id = encode(NodeKind::KeywordMapping, mapping.id);
    let seen = json!({"id": id, "version": 1});
    for person in [
        &app.world.rep,
        &app.world.supervisor,
        &app.world.implementer,
        &app.world.clerk,
    ] {
        let client = app.client(person);
        let answer = client.mutate("createKeywordMapping", eczema(), MAPPING).await;
        assert_eq!(answer.error_code(), "FORBIDDEN");
        for mutation in ["changeKeywordMapping", "retireKeywordMapping", "restoreKeywordMapping"] {
            let answer = client.mutate(mutation, seen.clone(), MAPPING).await;
            assert_eq!(answer.error_code(), "FORBIDDEN");
        }
    }
    let foreign = app.client(&app.world.other_admin);
    for mutation in ["changeKeywordMapping", "retireKeywordMapping", "restoreKeywordMapping"] {
        let answer = foreign.mutate(mutation, seen.clone(), MAPPING).await;
        assert_eq!(answer.error_code(), "NOT_FOUND");
    }
    // What one organisation keeps is nothing to another one, be it the same word.
    assert_eq!(matched(&foreign, "夜醒").await, [""; 0]);
    foreign
        .mutate("createKeywordMapping", eczema(), MAPPING)
        .await
        .done("createKeywordMapping");
    app.client(&app.world.admin)
        .mutate("createKeywordMapping", eczema(), MAPPING)
        .await
        .done("createKeywordMapping");
}
