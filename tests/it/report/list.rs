//! Lists of reports.

use api::id::{NodeKind, encode};
use entity::types::ReportStatus;
use tests::{TestApp, Value, json};

use super::{save, submit};

const LIST: &str = "query($filter: ReportFilter, $orderBy: ReportOrder, $first: Int, $after: String) {
    reports(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
        totalCount nodes { text } pageInfo { hasNextPage endCursor } } }";

#[tokio::test]
async fn each_filter_keeps_what_it_names() {
    let app = TestApp::start().await;
    let world = &app.world;
    let (rep, other_rep) = (app.client(&world.rep), app.client(&world.other_rep));
    submit(&rep, &save(&rep, "采购要回扣").await).await;
    submit(&other_rep, &save(&other_rep, "客户有意向").await).await;
    let yesterday = json!({"text": "王工下单20台", "reportOn": "2026-11-23"});
    let yesterday = rep.mutate("saveDraft", yesterday, super::REPORT).await;
    submit(&rep, &yesterday.done("saveDraft")["report"]).await;
    save(&rep, "草稿").await;

    let headquarters = app.client(&world.headquarters);
    let list = async |filter: Value| {
        let answer = headquarters
            .query(
                LIST,
                json!({"filter": filter, "orderBy": {"field": "REPORT_ON", "direction": "ASC"}}),
            )
            .await;
        let nodes = answer.data()["reports"]["nodes"].as_array().unwrap().clone();
        nodes
            .iter()
            .map(|node| node["text"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let (kickback, intent, order) = ("采购要回扣", "客户有意向", "王工下单20台");
    assert_eq!(list(json!({})).await, [order, kickback, intent]);
    assert_eq!(list(json!({"statuses": ["DRAFT"]})).await, [""; 0]);
    let author = encode(NodeKind::User, world.other_rep.id());
    assert_eq!(list(json!({"authorId": author})).await, [intent]);
    let group = encode(NodeKind::Team, world.group.id);
    assert_eq!(list(json!({"teamId": group})).await, [order, kickback]);
    let region = encode(NodeKind::Team, world.region.id);
    assert_eq!(list(json!({"teamId": region})).await, [order, kickback, intent]);
    assert_eq!(list(json!({"from": "2026-11-24"})).await, [kickback, intent]);
    assert_eq!(list(json!({"to": "2026-11-23"})).await, [order]);
    assert_eq!(list(json!({"category": "BRIBERY"})).await, [kickback]);
    assert_eq!(list(json!({"minScore": 100})).await, [order]);
    assert_eq!(list(json!({"maxScore": 99})).await, [kickback, intent]);
}

#[tokio::test]
async fn a_malformed_filter_is_refused() {
    let app = TestApp::start().await;
    let rep = app.client(&app.world.rep);
    for (filter, code) in [
        (json!({"authorId": null}), "BAD_REQUEST"),
        (json!({"from": "yesterday"}), "BAD_REQUEST"),
    ] {
        let answer = rep.query(LIST, json!({"filter": filter})).await;
        assert_eq!(answer.error_code(), code, "{filter}");
    }
    let guest = app.guest().query(LIST, json!({})).await;
    assert_eq!(guest.error_code(), "UNAUTHENTICATED");
}

#[tokio::test]
async fn pages_of_scores_end_with_the_empty_reports() {
    let app = TestApp::start().await;
    let rep = app.client(&app.world.rep);
    for text in ["客户有意向", "", "王工下单20台"] {
        save(&rep, text).await;
    }
    for (order, expected) in [
        ("ASC", ["客户有意向", "王工下单20台", ""]),
        ("DESC", ["王工下单20台", "客户有意向", ""]),
    ] {
        let mut after = json!(null);
        for text in expected {
            let variables = json!({"orderBy": {"field": "SCORE", "direction": order}, "first": 1, "after": after});
            let answer = rep.query(LIST, variables).await;
            let page = &answer.data()["reports"];
            assert_eq!(page["totalCount"], 3);
            assert_eq!(page["nodes"], json!([{"text": text}]), "{order}");
            after = page["pageInfo"]["endCursor"].clone();
        }
    }
}

#[tokio::test]
async fn nested_objects_take_no_statement_per_report() {
    let app = TestApp::start().await;
    let headquarters = app.client(&app.world.headquarters);
    let document = "{ reports(first: 50) { nodes { text author { name } team { name parent { name } }
        reviewer { name } findings { text report { id } dismissedBy { name } } } } }";
    let mut counts = Vec::new();
    for more in [2, 18] {
        for number in 0..more {
            let author = if number % 2 == 0 {
                &app.world.rep
            } else {
                &app.world.other_rep
            };
            let report = app
                .world
                .report(&app.state, author, "客户有意向", ReportStatus::Submitted)
                .await;
            app.world.finding(&app.state, &report, "有意向", 2).await;
        }
        let (answer, statements) = app.count_statements(headquarters.query(document, json!({}))).await;
        let nodes = answer.data()["reports"]["nodes"].as_array().unwrap();
        assert!(nodes.iter().all(|node| node["findings"][0]["text"] == "有意向"));
        counts.push((nodes.len(), statements));
    }
    let [(2, few), (20, many)] = counts[..] else {
        panic!("{counts:?}");
    };
    // Loads of different fields may fall together or not, but none is a matter of rows.
    assert!(many <= few + 2, "{few} {many}");
}
