//! Values that nobody means well, in every field of every input: each is answered with data or with a coded error, and none
//! with a fault of the server.

use tests::{Value, json};

use super::{Scene, codes};

/// Values of a scalar at the edges of what it takes, and beyond.
fn hostile(scalar: &str) -> Vec<Value> {
    match scalar {
        "Int" => [0, -1, i64::from(i32::MIN), i64::from(i32::MAX), i64::MAX]
            .map(Value::from)
            .into(),
        "Money" => ["0", "92233720368547758.07", "92233720368547758.08", "-1", ""]
            .map(Value::from)
            .into(),
        "Date" => ["0001-01-01", "9999-12-31", "0000-01-01", "+262142-12-31", "2026-02-30"]
            .map(Value::from)
            .into(),
        "DateTime" => [
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999999999Z",
            "+262142-12-31T23:59:59Z",
            "-262143-01-01T00:00:00Z",
            "2016-12-31T23:59:60Z",
        ]
        .map(Value::from)
        .into(),
        "ID" => vec![json!(""), json!(0), json!("😀"), json!("A".repeat(10_000))],
        _ => vec![
            json!(""),
            json!(" \t\u{3000}\n"),
            json!("😀👨‍👩‍👧𠮷\u{301}\u{200b}\u{202e}"),
            json!("'\"\\%_{}{日期}--;"),
            json!("有".repeat(3_000)),
        ],
    }
}

#[tokio::test]
async fn no_value_of_any_input_is_a_fault_of_the_server() {
    let scene = Scene::create().await;
    let mut walked = 0;
    for (operation, root) in [("query", "Query"), ("mutation", "Mutation")] {
        for field in scene.schema.fields(root) {
            for scalar in ["String", "Int", "Money", "Date", "DateTime", "ID"] {
                for path in scene.schema.paths(&field, scalar) {
                    for value in hostile(scalar) {
                        let answer = scene.ask(operation, &field, &path, &value).await;
                        let mut found = Vec::new();
                        codes(&answer.body, &mut found);
                        assert!(
                            answer.status.as_u16() < 500 && !found.iter().any(|code| code == "INTERNAL"),
                            "{} {path:?} {value} {:#}",
                            field.name,
                            answer.body
                        );
                        walked += 1;
                    }
                }
            }
        }
    }
    assert!(walked > 500, "{walked}");
}

#[tokio::test]
async fn lists_that_are_empty_repeated_or_long_are_no_fault_of_the_server() {
    let scene = Scene::create().await;
    for list in [json!([]), json!(["NEW", "NEW"]), json!(vec!["NEW"; 20_000])] {
        let document = "query($filter: LeadFilter) { leads(filter: $filter) { totalCount } }";
        let admin = scene.app.client(&scene.app.world.admin);
        let answer = admin.query(document, json!({"filter": {"phases": list}})).await;
        assert!(answer.data()["leads"]["totalCount"].is_number());
    }
}
