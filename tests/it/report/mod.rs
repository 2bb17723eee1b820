//! Reports: written, submitted, reviewed, listed and watched.

mod copied;
mod life;
mod list;
mod policy;
mod promise;
mod subscription;

use tests::{Client, Value, json};

/// What the tests ask of a report.
pub(crate) const REPORT: &str = "report { id version status score findingCount reportOn text returnReason submittedAt
    reviewer { name } findings { id rule text dismissalReason } lint { score findings { text } } }";

/// Saves a new draft.
pub(crate) async fn save(client: &Client, text: &str) -> Value {
    let answer = client.mutate("saveDraft", json!({"text": text}), REPORT).await;
    answer.done("saveDraft")["report"].clone()
}

/// Submits a report.
pub(crate) async fn submit(client: &Client, report: &Value) -> Value {
    let input = json!({"id": report["id"], "version": report["version"]});
    let answer = client.mutate("submitReport", input, REPORT).await;
    answer.done("submitReport")["report"].clone()
}

/// The texts of a list of findings.
pub(crate) fn texts(findings: &Value) -> Vec<&str> {
    let findings = findings.as_array().unwrap().iter();
    findings.map(|finding| finding["text"].as_str().unwrap()).collect()
}
