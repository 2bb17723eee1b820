//! The schema: described, and the same as in the repository.

use tests::{TestApp, Value, json};

#[test]
fn the_exported_schema_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../api/schema.graphql");
    let exported = std::fs::read_to_string(path).unwrap();
    assert!(
        exported == api::schema::sdl(),
        "run `cargo run -- schema > api/schema.graphql`"
    );
}

#[tokio::test]
async fn every_type_field_argument_and_value_is_described() {
    let app = TestApp::start().await;
    let document = "{ __schema { types { name kind description
        fields { name description args { name description } }
        inputFields { name description }
        enumValues { name description } } } }";
    let answer = app.client(&app.world.admin).query(document, json!({})).await;
    let mut missing = Vec::new();
    let mut check = |path: String, item: &Value| {
        if item["description"].as_str().is_none_or(|text| text.trim().is_empty()) {
            missing.push(path);
        }
    };
    for kind in answer.data()["__schema"]["types"].as_array().unwrap() {
        let name = kind["name"].as_str().unwrap();
        if name.starts_with("__") {
            continue;
        }
        check(name.to_owned(), kind);
        for list in ["fields", "inputFields", "enumValues"] {
            for item in kind[list].as_array().into_iter().flatten() {
                let path = format!("{name}.{}", item["name"].as_str().unwrap());
                check(path.clone(), item);
                for argument in item["args"].as_array().into_iter().flatten() {
                    check(format!("{path}({})", argument["name"].as_str().unwrap()), argument);
                }
            }
        }
    }
    assert!(missing.is_empty(), "without a description: {missing:#?}");
}
