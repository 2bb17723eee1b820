//! A draft answers exactly what a full lint answers, after any edit.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use nlp::{Draft, Linter, RulePack};
use proptest::prelude::*;

static LINTER: LazyLock<Arc<Linter>> = LazyLock::new(|| Arc::new(Linter::new(RulePack::default()).unwrap()));

/// What is typed into a draft: phrases, evidence, sensitive terms whole and in pieces, marks and odd characters.
const PIECES: [&str; 50] = [
    "客户有意向采购",
    "近期再沟通",
    "李总答应下周三前打款30万",
    "我方将于11月30日前寄出样品",
    "反馈不错",
    "今天拜访了宏达建材王工",
    "报价单V3已发",
    "领导还没批",
    "大概20台",
    "客户打款后安排发货",
    "绝对没问题",
    "绝 对",
    "没 问 题",
    "过",
    "敏",
    "過",
    "回",
    "扣",
    "最",
    "好",
    "的",
    "jue dui",
    "mei",
    "氵台",
    "疗",
    "13912345678",
    "139",
    "1234 5678",
    "1、",
    "2",
    "，",
    "。",
    "。",
    "！",
    "？",
    "；",
    ".",
    "\n",
    "\r\n",
    " ",
    "·",
    "\u{200b}",
    "\u{301}",
    "👨\u{200d}👩",
    "\u{2028}",
    "5%返点",
    "不少于3台",
    "复诊",
    "好",
    "行",
];

/// An edit: where it starts, how many characters it deletes (of a thousand both), and what it inserts.
type Change = (usize, usize, Vec<&'static str>);

fn date() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 25).unwrap()
}

fn text(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..most).prop_map(|pieces| pieces.concat())
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let pieces = prop::collection::vec(prop::sample::select(&PIECES[..]), 0..4);
    prop::collection::vec((0..=1_000_usize, 0..60_usize, pieces), 1..6)
}

fn changed(text: &str, (place, deleted, inserted): &Change) -> String {
    let chars: Vec<char> = text.chars().collect();
    let start = chars.len() * place / 1_000;
    let end = (start + chars.len() * deleted / 1_000).min(chars.len());
    let (before, rest) = chars.split_at(start);
    let behind = rest.get(end - start..).unwrap();
    before
        .iter()
        .copied()
        .chain(inserted.iter().flat_map(|piece| piece.chars()))
        .chain(behind.iter().copied())
        .collect()
}

/// A linter with what an organisation adds: terms with exceptions, patterns, words.
static OWN: LazyLock<Arc<Linter>> = LazyLock::new(|| {
    let pack = r#"{
        "terms": [
            {"id": "t1", "category": "DEGREE", "text": "不少", "exceptions": ["不少于"]},
            {"id": "t2", "category": "BRIBERY", "text": "5%返点"},
            {"id": "t3", "category": "MEDICAL", "text": "复诊", "exceptions": ["复诊卡"]}
        ],
        "patterns": [{"id": "p1", "category": "INTENT", "summary": "口头答应", "patterns": ["好 ， 行"]}],
        "words": ["宏达建材"]
    }"#;
    Arc::new(Linter::new(serde_json::from_str::<RulePack>(pack).unwrap()).unwrap())
});

#[test]
fn terms_with_marks_and_patterns_over_marks_are_found() {
    let found = |text: &str| {
        let findings = OWN.lint(text, date()).findings.into_iter();
        findings.map(|finding| finding.rule).collect::<Vec<_>>()
    };
    assert_eq!(found("给他5%返点"), ["t2"]);
    assert_eq!(found("客户说，好，行，没问题"), ["p1"]);
}

/// A text that no mark ends is cut after 500 characters; what stands around that place may still belong together.
#[test]
fn what_stands_across_the_cut_of_a_long_sentence_is_found_after_an_edit_on_either_side() {
    for across in ["遥遥领先", "13912345678", "回扣", "客户有意向"] {
        for length in 494..500 {
            let mut draft = Draft::new(Arc::clone(&LINTER), date());
            for (first, last) in [("走", "看"), ("去", "看"), ("去", "听"), ("走", "听")] {
                let text = format!("{first}{}{across}{}{last}", "走".repeat(length - 1), "看".repeat(40));
                assert_eq!(
                    draft.lint(&text),
                    LINTER.lint(&text, date()),
                    "{across} behind {length}"
                );
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn after_every_edit_the_answer_of_an_organisation_is_that_of_a_full_lint(text in text(40), changes in changes()) {
        let mut draft = Draft::new(Arc::clone(&OWN), date());
        prop_assert_eq!(draft.lint(&text), OWN.lint(&text, date()));
        let mut text = text;
        for change in &changes {
            text = changed(&text, change);
            prop_assert_eq!(draft.lint(&text), OWN.lint(&text, date()), "{:?}", text);
        }
    }

    #[test]
    fn after_every_edit_the_answer_is_that_of_a_full_lint(text in text(60), changes in changes()) {
        let mut draft = Draft::new(Arc::clone(&LINTER), date());
        prop_assert_eq!(draft.lint(&text), LINTER.lint(&text, date()));
        let mut text = text;
        for change in &changes {
            text = changed(&text, change);
            prop_assert_eq!(draft.lint(&text), LINTER.lint(&text, date()), "{:?}", text);
        }
    }
}

/// A draft of twenty sentences.
fn long_draft() -> Vec<String> {
    (1..=20)
        .map(|number| format!("今天拜访第{number}家客户见了李总，客户对新设备有意向，近期再沟通合同细节条款。"))
        .collect()
}

#[test]
fn an_edit_in_one_sentence_reads_few_sentences() {
    let mut draft = Draft::new(Arc::clone(&LINTER), date());
    let mut sentences = long_draft();
    draft.lint(&sentences.concat());
    assert_eq!(draft.sentences_read(), 20);
    for typed in ["客户", "客户要", "客户要求12月3日前到货。", ""] {
        sentences[9] = format!("今天回访第十家客户见了李总，{typed}客户对新设备有意向，近期再沟通合同细节条款。");
        let text = sentences.concat();
        assert_eq!(draft.lint(&text), LINTER.lint(&text, date()));
        assert!(draft.sentences_read() <= 2, "{}", draft.sentences_read());
    }
    draft.lint(&sentences.concat());
    assert_eq!(draft.sentences_read(), 0, "nothing changed");
}

#[test]
fn sentences_come_and_go() {
    let mut draft = Draft::new(Arc::clone(&LINTER), date());
    let mut sentences = long_draft();
    draft.lint(&sentences.concat());
    sentences.remove(4);
    sentences.insert(12, "客户承诺周五前打款。".to_owned());
    sentences.pop();
    for text in [sentences.concat(), String::new(), "\n".to_owned(), sentences.concat()] {
        assert_eq!(draft.lint(&text), LINTER.lint(&text, date()));
    }
}
