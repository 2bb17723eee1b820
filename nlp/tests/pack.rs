//! What an organisation can change with its rule pack.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use chrono::NaiveDate;
use nlp::{Category, Finding, Linter, RulePack, Severity};

fn lint(pack: &str, text: &str) -> Vec<Finding> {
    let linter = Linter::new(RulePack::from_json(pack).unwrap()).unwrap();
    linter
        .lint(text, NaiveDate::from_ymd_opt(2026, 11, 25).unwrap())
        .findings
}

fn found(pack: &str, text: &str) -> Vec<(String, String)> {
    lint(pack, text)
        .into_iter()
        .map(|finding| (finding.rule, finding.text))
        .collect()
}

const SENSITIVE: &str = r#"{"terms": [
    {"id": "own/rebate", "category": "BRIBERY", "text": "返佣", "severity": "WARNING", "exceptions": ["返佣条款"]}
]}"#;

#[test]
fn a_sensitive_term_is_found_also_in_disguise_but_not_in_its_exceptions() {
    for written in ["返佣", "返傭", "返·佣", "fan佣", "返yong"] {
        let text = format!("店长要{written}，没给");
        assert_eq!(
            found(SENSITIVE, &text),
            [("own/rebate".to_owned(), written.to_owned())],
            "{text}"
        );
    }
    assert_eq!(found(SENSITIVE, "返佣条款写在合同附件2"), []);
    assert_eq!(lint(SENSITIVE, "店长要返佣")[0].severity, Severity::Warning);
}

#[test]
fn a_vague_term_is_cleared_by_the_evidence_of_its_category() {
    let pack =
        r#"{"terms": [{"id": "own/touch", "category": "FOLLOW_UP", "text": "碰个头", "exceptions": ["碰个头彩"]}]}"#;
    let finding = &lint(pack, "跟刘总碰个头")[0];
    assert_eq!(
        (finding.rule.as_str(), finding.category),
        ("own/touch", Category::FollowUp)
    );
    assert!(!finding.missing.is_empty() && !finding.suggestions.is_empty());
    assert_eq!(found(pack, "下周三跟刘总碰个头"), []);
    assert_eq!(found(pack, "开门碰个头彩"), []);
}

#[test]
fn a_term_of_the_pack_has_the_say_where_a_shipped_rule_knows_the_same_phrase() {
    let pack = r#"{"terms": [
        {"id": "own/interest", "category": "INTENT", "text": "有意向", "severity": "ERROR"},
        {"id": "own/allergy", "category": "MEDICAL", "text": "过敏"}
    ]}"#;
    assert_eq!(
        found(pack, "客户有意向"),
        [("own/interest".to_owned(), "有意向".to_owned())]
    );
    assert_eq!(found(pack, "宝宝过敏"), [("own/allergy".to_owned(), "过敏".to_owned())]);
}

#[test]
fn a_term_may_not_cut_the_words_of_the_sentence() {
    let pack = r#"{"terms": [{"id": "own/fee", "category": "BRIBERY", "text": "佣金"}], "words": ["女佣"]}"#;
    assert_eq!(found(pack, "女佣金额80元").len(), 0);
    assert_eq!(found(pack, "佣金80元").len(), 1);
}

#[test]
fn rules_terms_and_scripts_can_be_switched_off() {
    let text = "宝宝过敏，客户有意向";
    let findings = lint("{}", text);
    assert_eq!(findings.len(), 2);
    for finding in &findings {
        let pack = format!(r#"{{"disabled": ["{}"]}}"#, finding.rule);
        let rest = found(&pack, text);
        assert_eq!(rest.len(), 1, "{pack}");
        assert_ne!(rest[0].0, finding.rule);
    }
    let script = &findings[1].suggestions[0].script_id;
    let pack = format!(r#"{{"disabled": ["{script}"]}}"#);
    assert!(
        lint(&pack, text)[1]
            .suggestions
            .iter()
            .all(|suggestion| suggestion.script_id != *script)
    );
}
