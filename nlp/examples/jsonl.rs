//! JSON Lines through the linter, without the server: `lint`, `times` or `match MAPPINGS` on standard input.

use std::io::BufRead;

use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mode = arguments.first().map(String::as_str).unwrap_or("lint");
    let mut pack = nlp::RulePack::default();
    let mut mappings = Vec::new();
    match (mode, arguments.get(1)) {
        ("match", Some(file)) => mappings = serde_json::from_str(&std::fs::read_to_string(file)?)?,
        ("lint", Some(file)) => pack.scripts = serde_json::from_str(&std::fs::read_to_string(file)?)?,
        _ => {}
    }
    let matcher = nlp::matching::Matcher::new(mappings);
    let linter = nlp::Linter::new(pack)?;
    for line in std::io::stdin().lock().lines() {
        let input: Value = serde_json::from_str(&line?)?;
        let text = input["text"].as_str().unwrap_or_default();
        let answer = match mode {
            "match" => json!({"id": input["id"], "matches": matcher.matches(text)}),
            "times" => {
                let reference = chrono::DateTime::parse_from_rfc3339(input["ref"].as_str().unwrap_or_default())?;
                let times: Vec<Value> = nlp::time::resolve(text, reference.naive_local())
                    .into_iter()
                    .map(|time| {
                        json!({"start": time.span.start, "end": time.span.end, "text": time.text,
                               "from": point(time.from), "to": point(time.to)})
                    })
                    .collect();
                json!({"id": input["id"], "times": times})
            }
            _ => {
                let date = input["date"].as_str().unwrap_or_default().parse()?;
                let result = linter.lint(text, date);
                let findings: Vec<Value> = result
                    .findings
                    .iter()
                    .map(|finding| {
                        let mut value = serde_json::to_value(finding).unwrap_or_default();
                        value["start"] = finding.span.start.into();
                        value["end"] = finding.span.end.into();
                        value
                    })
                    .collect();
                let commitments: Vec<Value> = result
                    .commitments
                    .iter()
                    .map(|found| {
                        json!({"start": found.span.start, "end": found.span.end, "text": found.text,
                               "by": found.by, "due": found.due})
                    })
                    .collect();
                json!({"id": input["id"], "score": result.score, "findings": findings, "commitments": commitments})
            }
        };
        println!("{answer}");
    }
    Ok(())
}

fn point(point: nlp::time::TimePoint) -> String {
    match point {
        nlp::time::TimePoint::Date(date) => date.to_string(),
        nlp::time::TimePoint::DateTime(time) => time.format("%Y-%m-%dT%H:%M").to_string(),
    }
}
