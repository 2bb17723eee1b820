//! What holds for every text, however odd.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::sync::LazyLock;

use chrono::NaiveDate;
use nlp::{LintResult, Linter, RulePack, Span};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

static LINTER: LazyLock<Linter> = LazyLock::new(|| Linter::new(RulePack::default()).unwrap());

/// Pieces that the rules react to, so that random texts hit them in odd places.
const PIECES: [&str; 36] = [
    "客户有意向",
    "近期再沟通",
    "过敏",
    "過\u{200b}敏",
    "回 扣",
    "hui kou",
    "氵台疗",
    "绝对没问题",
    "不敢说最好",
    "１３９ 1234 5678",
    "11010519491231002X",
    "下周三前",
    "11月31日",
    "答应周五前付款35万",
    "20台",
    "王工",
    "，",
    "。",
    "\r\n",
    " ",
    "\u{3000}",
    "\u{301}",
    "\u{20dd}",
    "\u{200d}",
    "\u{fe0f}",
    "👨\u{200d}👩\u{200d}👧",
    "🇨🇳",
    "각",
    "नि",
    "مرحبا",
    "\u{202e}",
    "\0",
    "𠮷",
    "Ａ",
    "①",
    "1️⃣",
];

fn lint(text: &str) -> LintResult {
    LINTER.lint(text, NaiveDate::from_ymd_opt(2026, 11, 25).unwrap())
}

/// Every span lies in the text, counts the same characters in all three units and ends between graphemes.
fn check_spans(text: &str) {
    let result = lint(text);
    let edges: Vec<usize> = text
        .grapheme_indices(true)
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let findings = result
        .findings
        .iter()
        .map(|finding| (finding.span, finding.text.as_str()));
    let commitments = result.commitments.iter().map(|found| (found.span, found.text.as_str()));
    for (span, covered) in findings.chain(commitments) {
        check_span(text, span, covered);
        assert!(
            edges.binary_search(&span.byte_start).is_ok(),
            "{span:?} starts inside a grapheme"
        );
        assert!(
            edges.binary_search(&span.byte_end).is_ok(),
            "{span:?} ends inside a grapheme"
        );
    }
    let starts: Vec<usize> = result.findings.iter().map(|finding| finding.span.start).collect();
    assert!(starts.is_sorted(), "findings come in the order of the text");
}

fn check_span(text: &str, span: Span, covered: &str) {
    let bytes = text.get(span.byte_start..span.byte_end).unwrap();
    let points: String = text.chars().skip(span.start).take(span.end - span.start).collect();
    let units: Vec<u16> = text
        .encode_utf16()
        .skip(span.utf16_start)
        .take(span.utf16_end - span.utf16_start)
        .collect();
    assert!(!bytes.is_empty(), "a finding covers something");
    assert_eq!(bytes, covered);
    assert_eq!(points, covered);
    assert_eq!(String::from_utf16(&units).unwrap(), covered);
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(PIECES.as_slice()).prop_map(str::to_owned),
        1 => "\\PC{0,3}",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn arbitrary_text_gets_valid_spans(text in any::<String>()) {
        check_spans(&text);
    }

    #[test]
    fn phrases_in_odd_company_get_valid_spans(text in pieces()) {
        check_spans(&text);
    }

    #[test]
    fn the_same_text_gets_the_same_answer(text in pieces()) {
        prop_assert_eq!(lint(&text), lint(&text));
    }

    #[test]
    fn a_score_is_a_percentage_and_only_a_blank_text_may_lack_one(text in pieces()) {
        prop_assert!(lint(&text).score.is_none_or(|score| score <= 100));
    }
}

#[test]
fn a_megabyte_without_punctuation_comes_to_an_end() {
    lint(&"今天去了三家店堆头都在位客户说月底前补货".repeat(16_700));
}

#[test]
fn a_phrase_over_and_over_comes_to_an_end() {
    for phrase in [
        "客户有意向近期再沟通",
        "过敏回扣hui kou绝对没问题",
        "下周三前答应付款35万",
        "不",
        "1",
        "138 ",
        "g",
        "\u{301}",
        "木",
        " ",
    ] {
        // Long enough that work which grows with the square of the length takes minutes.
        lint(&phrase.repeat(100_000 / phrase.len()));
    }
}

#[test]
fn blank_texts_hold_nothing() {
    for text in ["", " ", "\n\n", "\u{200b}", "\u{feff}\r\n", "。。。"] {
        let result = lint(text);
        assert!(result.findings.is_empty() && result.commitments.is_empty(), "{text:?}");
    }
}
