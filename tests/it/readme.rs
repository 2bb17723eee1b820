//! The tour of the README, walked: its queries run against the demo and give the answers that it shows.
//!
//! In the tour, `<3.leads.nodes.0.id>` in variables stands for that value of the answer of step 3, and `"…"` in an answer
//! for any value; what `Arrives` comes over the subscription of an earlier step. The tour of the Chinese README is the same.

use std::fs;

use api::{app::Application, auth::token::TokenKeys, clock::Clock, demo};
use tests::{
    Client, Socket, Value,
    app::{files, now},
    database::TestDatabase,
    json,
};

fn read(name: &str) -> String {
    fs::read_to_string(format!("{}/../{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// A fenced block of the tour, with the step that it belongs to and the line above it.
#[derive(Debug, PartialEq)]
struct Block {
    step: usize,
    caption: String,
    language: String,
    text: String,
}

/// The blocks between the headings `## Tour` and the next of its level; each `###` is a step.
fn blocks(readme: &str, heading: &str) -> Vec<Block> {
    let (_, tour) = readme.split_once(&format!("\n## {heading}\n")).unwrap();
    let tour = tour.split("\n## ").next().unwrap();
    let mut found = Vec::new();
    let (mut step, mut caption) = (0, "");
    let mut lines = tour.lines();
    while let Some(line) = lines.next() {
        if line.starts_with("### ") {
            step += 1;
        } else if let Some(language) = line.strip_prefix("```") {
            let text: Vec<_> = lines.by_ref().take_while(|line| *line != "```").collect();
            found.push(Block {
                step,
                caption: caption.to_owned(),
                language: language.to_owned(),
                text: text.join("\n"),
            });
        } else if !line.trim().is_empty() {
            caption = line;
        }
    }
    found
}

/// Puts the values of earlier answers in the place of `<step.path>`.
fn fill(variables: &mut Value, answers: &[Value]) {
    match variables {
        Value::String(text) => {
            let Some(reference) = text.strip_prefix('<').and_then(|text| text.strip_suffix('>')) else {
                return;
            };
            let (step, path) = reference.split_once('.').unwrap();
            let answer = &answers[step.parse::<usize>().unwrap()];
            let value = answer.pointer(&format!("/{}", path.replace('.', "/")));
            *variables = value
                .unwrap_or_else(|| panic!("{reference} is not in {answer:#}"))
                .clone();
        }
        Value::Array(items) => items.iter_mut().for_each(|item| fill(item, answers)),
        Value::Object(fields) => fields.values_mut().for_each(|value| fill(value, answers)),
        _ => {}
    }
}

/// Whether an answer is what the README shows, where `"…"` is anything.
fn matches(shown: &Value, given: &Value) -> bool {
    match (shown, given) {
        (Value::String(text), _) if text == "…" => true,
        (Value::Array(shown), Value::Array(given)) => {
            shown.len() == given.len() && shown.iter().zip(given).all(|(shown, given)| matches(shown, given))
        }
        (Value::Object(shown), Value::Object(given)) => {
            shown.len() == given.len()
                && shown
                    .iter()
                    .all(|(name, shown)| given.get(name).is_some_and(|given| matches(shown, given)))
        }
        _ => shown == given,
    }
}

#[tokio::test]
async fn the_tour_gives_what_it_shows() {
    let database = TestDatabase::create().await;
    let application = Application::build(
        database.open().await,
        Clock::fixed(now()),
        TokenKeys::random(),
        files(),
        ([127, 0, 0, 1], 0).into(),
    )
    .unwrap();
    let address = application.address();
    let tokens = serde_json::to_value(demo::seed(application.state()).await.unwrap()).unwrap();
    tokio::spawn(application.run());

    // Step 0 is no step.
    let mut answers = vec![Value::Null];
    let mut socket: Option<Socket> = None;
    let mut document = String::new();
    let mut token = String::new();
    let mut variables = json!({});
    let mut compared = 0;
    for block in blocks(&read("README.md"), "Tour") {
        match (block.language.as_str(), block.caption.as_str()) {
            ("graphql", caption) => {
                let role = caption
                    .split_once("Token `")
                    .and_then(|(_, rest)| rest.split('`').next());
                let role = role.unwrap();
                tokens[role].as_str().unwrap().clone_into(&mut token);
                document = block.text;
                variables = json!({});
            }
            ("json", caption) if caption.starts_with("Variables") => {
                variables = serde_json::from_str(&block.text).unwrap();
                fill(&mut variables, &answers);
            }
            ("json", caption) => {
                let shown: Value = serde_json::from_str(&block.text).unwrap();
                let subscribes = document.starts_with("subscription");
                if subscribes {
                    let mut opened = Socket::connect(address, Some(&token)).await;
                    opened.subscribe("tour", &document, variables.clone()).await;
                    socket = Some(opened);
                }
                let given = if subscribes || caption.starts_with("Arrives") {
                    json!({"data": socket.as_mut().unwrap().data("tour").await})
                } else {
                    Client::new(address, Some(&token))
                        .query(&document, variables.clone())
                        .await
                        .body
                };
                assert!(
                    matches(&shown, &given),
                    "step {}: the README shows\n{shown:#}\nbut the server gives\n{given:#}",
                    block.step
                );
                compared += 1;
                answers.resize(block.step + 1, Value::Null);
                answers[block.step] = given["data"].clone();
            }
            _ => {}
        }
    }
    assert!(compared >= 8, "the tour shows {compared} answers");
}

#[test]
fn the_chinese_readme_shows_the_same() {
    let blocks_of = |name: &str, heading: &str| -> Vec<_> {
        blocks(&read(name), heading)
            .into_iter()
            .map(|block| (block.step, block.language, block.text))
            .collect()
    };
    assert_eq!(blocks_of("README.md", "Tour"), blocks_of("README.zh-CN.md", "导览"));
}
