//! Terms: added, changed, switched off.

use api::id::{NodeKind, encode};
use tests::{TestApp, json};

const TERM: &str = "term { id category text severity exceptions active version }";

#[tokio::test]
async fn a_term_is_added_changed_and_listed() {
    let app = TestApp::start().await;
    let admin = app.client(&app.world.admin);
    let input = json!({"category": "FOLLOW_UP", "text": "常联络", "exceptions": ["常联络站"]});
    let added = admin.mutate("addTerm", input.clone(), TERM).await;
    let term = added.done("addTerm")["term"].clone();
    assert_eq!(term["text"], "常联络");
    assert_eq!(term["active"], true);

    let again = admin.mutate("addTerm", input, TERM).await;
    assert_eq!(again.refusals("addTerm"), ["text TAKEN"]);

    let off = json!({"id": term["id"], "version": 1, "active": false});
    let changed = admin.mutate("changeTerm", off.clone(), TERM).await;
    assert_eq!(changed.done("changeTerm")["term"]["active"], false);
    let stale = admin.mutate("changeTerm", off, TERM).await;
    assert_eq!(stale.refusals("changeTerm"), ["version CONFLICT"]);

    let list = admin
        .query(
            "{ terms(filter: {active: false}) { totalCount nodes { text } } }",
            json!({}),
        )
        .await;
    assert_eq!(
        list.data()["terms"],
        json!({"totalCount": 1, "nodes": [{"text": "常联络"}]})
    );
}

#[tokio::test]
async fn only_those_who_keep_the_pack_change_it() {
    let app = TestApp::start().await;
    let input = json!({"category": "FOLLOW_UP", "text": "常联络"});
    for person in [&app.world.rep, &app.world.supervisor, &app.world.clerk] {
        let answer = app.client(person).mutate("addTerm", input.clone(), TERM).await;
        assert_eq!(answer.error_code(), "FORBIDDEN");
    }
    assert_eq!(
        app.guest().mutate("addTerm", input, TERM).await.error_code(),
        "UNAUTHENTICATED"
    );
}

#[tokio::test]
async fn every_violation_is_named_at_its_field() {
    let app = TestApp::start().await;
    let input = json!({"category": "TIME", "text": " ", "exceptions": ["长".repeat(51)]});
    let answer = app.client(&app.world.headquarters).mutate("addTerm", input, TERM).await;
    assert_eq!(answer.refusals("addTerm"), ["text REQUIRED", "exceptions.0 TOO_LONG"]);
}

#[tokio::test]
async fn a_term_of_another_organisation_is_not_found() {
    let app = TestApp::start().await;
    let input = json!({"category": "TIME", "text": "猴年马月"});
    let foreign = app.client(&app.world.other_admin).mutate("addTerm", input, TERM).await;
    let id = foreign.done("addTerm")["term"]["id"].clone();
    let admin = app.client(&app.world.admin);

    let change = admin.mutate("changeTerm", json!({"id": id, "version": 1}), TERM).await;
    assert_eq!(change.error_code(), "NOT_FOUND");
    let node = admin
        .query("query($id: ID!) { node(id: $id) { id } }", json!({"id": id}))
        .await;
    assert_eq!(node.error_code(), "NOT_FOUND");
    assert_eq!(node.body["data"]["node"], json!(null));
    let unknown = encode(NodeKind::Term, app.world.organization_id);
    let node = admin
        .query("query($id: ID!) { node(id: $id) { id } }", json!({"id": unknown}))
        .await;
    assert_eq!(node.error_code(), "NOT_FOUND");
    let list = admin.query("{ terms { totalCount nodes { id } } }", json!({})).await;
    assert_eq!(list.data()["terms"]["totalCount"], 0);
}

#[tokio::test]
async fn pages_walk_the_whole_list_in_both_directions() {
    let app = TestApp::start().await;
    let admin = app.client(&app.world.admin);
    for number in 0..5 {
        let input = json!({"category": "TIME", "text": format!("第{number}词")});
        admin.mutate("addTerm", input, TERM).await.done("addTerm");
    }
    let document = "query($first: Int, $after: String, $last: Int, $before: String) {
        terms(first: $first, after: $after, last: $last, before: $before) {
            nodes { text } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }";
    let page = async |variables| admin.query(document, variables).await.data()["terms"].clone();
    let texts = |page: &tests::Value| {
        page["nodes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|n| n["text"].clone())
            .collect::<Vec<_>>()
    };

    let first = page(json!({"first": 3})).await;
    assert_eq!(texts(&first), ["第4词", "第3词", "第2词"]);
    assert_eq!(first["pageInfo"]["hasNextPage"], true);
    let rest = page(json!({"first": 3, "after": first["pageInfo"]["endCursor"]})).await;
    assert_eq!(texts(&rest), ["第1词", "第0词"]);
    assert_eq!(rest["pageInfo"]["hasNextPage"], false);
    let back = page(json!({"last": 2, "before": rest["pageInfo"]["startCursor"]})).await;
    assert_eq!(texts(&back), ["第3词", "第2词"]);
    assert_eq!(back["pageInfo"]["hasPreviousPage"], true);

    let too_many = admin.query(document, json!({"first": 101})).await;
    assert_eq!(too_many.error_code(), "BAD_REQUEST");
    let negative = admin.query(document, json!({"first": -2_147_483_648})).await;
    assert_eq!(negative.error_code(), "BAD_REQUEST");
    let forged = admin.query(document, json!({"after": "e30"})).await;
    assert_eq!(forged.error_code(), "BAD_CURSOR");
}

#[tokio::test]
async fn a_term_that_the_linter_cannot_look_for_is_refused_and_the_linter_goes_on() {
    let app = TestApp::start().await;
    let headquarters = app.client(&app.world.headquarters);
    for (text, exceptions, refused) in [
        ("！？", json!([]), "text INVALID"),
        ("返\n佣", json!([]), "text INVALID"),
        ("返佣", json!(["返佣条款", "佣金"]), "exceptions.1 INVALID"),
        ("返佣", json!(["返佣"]), "exceptions.0 INVALID"),
    ] {
        let input = json!({"category": "BRIBERY", "text": text, "exceptions": exceptions});
        let answer = headquarters.mutate("addTerm", input, TERM).await;
        assert_eq!(answer.refusals("addTerm"), [refused], "{text}");
    }
    let input = json!({"category": "BRIBERY", "text": "返佣", "exceptions": ["返佣条款"]});
    let added = headquarters.mutate("addTerm", input, TERM).await;
    let id = &added.done("addTerm")["term"]["id"];
    let change = json!({"id": id, "version": 1, "exceptions": ["条款"]});
    let changed = headquarters.mutate("changeTerm", change, TERM).await;
    assert_eq!(changed.refusals("changeTerm"), ["exceptions.0 INVALID"]);

    let lint = "{ lintText(input: {text: \"客户要返佣。\"}) { findings { text } } }";
    let answer = headquarters.query(lint, json!({})).await;
    assert_eq!(answer.data()["lintText"]["findings"], json!([{"text": "返佣"}]));
}

#[tokio::test]
async fn a_term_says_how_it_lies_against_words_and_is_tested_by_its_examples() {
    let app = TestApp::start().await;
    let admin = app.client(&app.world.admin);
    let selection = "term { id version alignment source matching notMatching }";
    let input = json!({
        "category": "BRIBERY", "text": "玄学费", "alignment": ["EXACT", "SEVERAL"], "source": "公司廉洁守则第3条",
        "matching": ["给了⟦玄学费⟧"], "notMatching": ["给了学费"],
    });
    let added = admin.mutate("addTerm", input, selection).await;
    let term = added.done("addTerm")["term"].clone();
    assert_eq!(term["alignment"], json!(["EXACT", "SEVERAL"]));
    assert_eq!(term["source"], "公司廉洁守则第3条");
    assert_eq!(
        (&term["matching"], &term["notMatching"]),
        (&json!(["给了⟦玄学费⟧"]), &json!(["给了学费"]))
    );

    let failing = json!({
        "category": "BRIBERY", "text": "赛博费",
        "matching": ["给了赛博费", "什么也没给"], "notMatching": ["赛博费退回"],
    });
    let refused = admin.mutate("addTerm", failing, selection).await;
    assert_eq!(
        refused.refusals("addTerm"),
        ["matching.1 INVALID", "notMatching.0 INVALID"]
    );

    let exception = json!({"id": term["id"], "version": 1, "exceptions": ["玄学费单"], "notMatching": ["玄学费单"]});
    let changed = admin.mutate("changeTerm", exception, selection).await;
    let changed = &changed.done("changeTerm")["term"];
    assert_eq!(
        (&changed["matching"], &changed["notMatching"]),
        (&json!([]), &json!(["玄学费单"]))
    );
    let undone = json!({"id": term["id"], "version": 2, "exceptions": []});
    let undone = admin.mutate("changeTerm", undone, selection).await;
    assert_eq!(undone.refusals("changeTerm"), ["notMatching.0 INVALID"]);
    let blank = json!({"id": term["id"], "version": 2, "source": " ", "alignment": []});
    let blank = admin.mutate("changeTerm", blank, selection).await;
    let blank = &blank.done("changeTerm")["term"];
    assert_eq!((&blank["source"], &blank["alignment"]), (&json!(null), &json!([])));
}
