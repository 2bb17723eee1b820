//! What an organisation can change with its rule pack.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use chrono::NaiveDate;
use nlp::{Category, Finding, Linter, RulePack, Severity, pack::PackFlaw};

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

/// The flaws of a pack.
fn flaws(pack: &str) -> Vec<PackFlaw> {
    RulePack::from_json(pack).unwrap_err().into_flaws()
}

fn places(flaws: &[PackFlaw]) -> Vec<(&str, usize)> {
    flaws
        .iter()
        .map(|flaw| (flaw.id.as_str(), flaw.line.unwrap()))
        .collect()
}

#[test]
fn a_pattern_finds_what_nobody_listed_until_evidence_clears_it() {
    let pack = r#"{
        "name": "渠道", "version": "2026-11-24",
        "classes": {"shelf": ["排面", "堆头", "端架"]},
        "patterns": [{
            "id": "own/shelf", "category": "RESULT", "severity": "ERROR",
            "summary": "排面只有评价，没有说几个",
            "source": "陈列规范 3.2",
            "patterns": ["<shelf> <degree>* 漂亮|抢眼|到位"],
            "exceptions": ["<shelf> 到位 (费|率)"],
            "examples": {"match": ["今天⟦堆头很抢眼⟧"], "noMatch": ["堆头到位费没谈"]}
        }]
    }"#;
    for (text, phrase) in [("店里端架特别漂亮", "端架特别漂亮"), ("排面到位", "排面到位")] {
        assert_eq!(found(pack, text), [("own/shelf".to_owned(), phrase.to_owned())]);
    }
    assert_eq!(lint(pack, "排面到位")[0].severity, Severity::Error);
    assert_eq!(found(pack, "排面很抢眼，摆了36箱"), []);
    assert_eq!(found(pack, "端架到位率"), []);
}

#[test]
fn a_pattern_of_a_sensitive_category_heeds_negation_and_names_its_source() {
    let pack = r#"{"patterns": [{
        "id": "own/delivery", "category": "OVER_PROMISE", "summary": "不得口头保证到货",
        "source": "销售制度第八条",
        "patterns": ["当天|次日|隔天 一定|保证|包 到|到货|送达"]
    }]}"#;
    let finding = &lint(pack, "跟客户说次日保证到货")[0];
    assert_eq!(
        (finding.rule.as_str(), finding.text.as_str()),
        ("own/delivery", "次日保证到货")
    );
    assert!(finding.message.contains("销售制度第八条"), "{}", finding.message);
    assert_eq!(found(pack, "跟客户说不能次日保证到货"), []);
}

#[test]
fn an_exception_silences_a_shipped_rule_where_it_says() {
    let pack = r#"{"exceptions": [{
        "rule": "medical/allergy", "patterns": ["抗 过敏 系列"], "source": "已备案的商品名",
        "examples": {"match": ["宝宝⟦过敏⟧"], "noMatch": ["抗过敏系列补货3箱"]}
    }]}"#;
    assert_eq!(found(pack, "抗过敏系列补货3箱"), []);
    assert_eq!(found(pack, "宝宝过敏").len(), 1);
}

#[test]
fn evidence_words_clear_what_the_shipped_ones_do_not() {
    let pack = r#"{"evidence": {"customerActions": ["绑定导购码"], "titles": ["督导"], "units": ["陈列面"]}}"#;
    let texts = [
        "客户有意向，已绑定导购码",
        "领导同意了，王督导在场",
        "排面大概占了6陈列面",
    ];
    for text in texts {
        assert_eq!(found("{}", text).len(), 1, "{text}");
        assert_eq!(found(pack, text), [], "{text}");
    }
    assert_eq!(
        found(pack, "客户有意向，还没绑定导购码").len(),
        1,
        "a denied deed is none"
    );
}

#[test]
fn what_can_never_report_is_refused_with_its_line() {
    let pack = r#"{
"patterns": [
 {"id": "own/1", "category": "RESULT", "summary": "总在例外里", "patterns": ["很 抢眼",
   "<nobody> 抢眼"], "exceptions": ["很 抢眼 了?"]},
 {"id": "own/2", "category": "RESULT", "summary": "没有短语", "patterns": [
   "(抢眼)"]}
],
"terms": [
 {"id": "own/3", "category": "BRIBERY",
  "text": "返佣",
  "exceptions": ["返佣"]},
 {"id": "own/4", "category": "BRIBERY", "text": "返傭"}
]}"#;
    let found = flaws(pack);
    assert_eq!(
        places(&found),
        [("own/1", 4), ("own/3", 11), ("own/4", 12)],
        "{found:#?}"
    );
    let mended = pack
        .replace(",\n   \"<nobody> 抢眼\"", "\n")
        .replace("\"返佣\"]", "\"返佣条款\"]")
        .replace("返傭", "回馈金");
    let found = flaws(&mended);
    assert_eq!(places(&found), [("own/1", 3), ("own/2", 6)], "{found:#?}");
    assert!(found[0].reason.contains("例外"), "{found:#?}");
}

#[test]
fn a_term_that_word_boundaries_never_allow_is_refused() {
    let pack = r#"{"terms": [
        {"id": "own/1", "category": "BRIBERY", "text": "采购饭局费", "alignment": ["EXACT"]},
        {"id": "own/2", "category": "BRIBERY", "text": "返佣", "alignment": ["CONTAINED"]}
    ]}"#;
    let found = flaws(pack);
    assert_eq!(places(&found), [("own/1", 2)], "{found:#?}");
}

#[test]
fn an_example_that_fails_is_refused_with_its_line() {
    let pack = r#"{"terms": [{
  "id": "own/1", "category": "BRIBERY", "text": "返佣",
  "examples": {
    "match": ["店长要⟦返佣⟧",
      "店长要返利"],
    "noMatch": [
      "店长要返佣"]
  }}]}"#;
    let found = flaws(pack);
    assert_eq!(places(&found), [("own/1", 5), ("own/1", 7)], "{found:#?}");
    assert!(found[0].reason.contains("店长要返利"), "{found:#?}");
}

#[test]
fn names_versions_words_and_references_are_checked() {
    let pack = r#"{
"version": "最新",
"classes": {"degree": ["超"]},
"exceptions": [{"rule": "medical/alergy", "patterns": ["抗 过敏"]}],
"evidence": {"units": [" "]},
"words": ["陈列面", "陈列面"],
"terms": [{"id": "medical/allergy", "category": "MEDICAL", "text": "抗敏"}]
}"#;
    let ids: Vec<String> = flaws(pack).into_iter().map(|flaw| flaw.id).collect();
    assert_eq!(
        ids,
        ["最新", "degree", "medical/alergy", " ", "陈列面", "medical/allergy"]
    );
}

#[test]
fn the_pack_of_the_readme_loads_and_does_what_it_says() {
    let readme = include_str!("../README.md");
    let (_, rest) = readme.split_once("```json\n").unwrap();
    let (json, _) = rest.split_once("```").unwrap();
    let pack = RulePack::from_json(json).unwrap();
    assert_eq!(pack.version.as_deref(), Some("2026-11-24"));
    let disabled = &pack.disabled[0];
    assert!(nlp::pack::shipped_rules().iter().any(|rule| rule.id == *disabled));
    assert_eq!(found(json, "客户有意向，已绑定导购码"), []);
}
