//! The score of a report (lint guide §7).

use crate::{
    document::Document,
    finding::{Kind, Severity},
    hit::Hit,
};

/// Characters of a word or number that make a clause a statement; a list number has fewer.
const STATEMENT: usize = 2;

/// The score of a document with its hits, which are in the order of the text: 0 to 100, or `None` when it states
/// nothing.
///
/// A *statement* is a clause that holds at least two letters, ideographs or digits and is more than a list number. It
/// can be verified unless a vague hit starts in it. The score is the share of the statements that can be verified, in
/// per cent and rounded, less 20 points for every sensitive hit of severity `ERROR`, 10 for a `WARNING` and 5 for an
/// `INFO`, and never below 0. Vague hits cost the same whatever their severity and however many share a clause.
pub(crate) fn of(document: &Document<'_>, hits: &[Hit]) -> Option<u8> {
    let vague = hits.iter().filter(|hit| hit.category.kind() == Kind::Vague);
    let mut vague = vague.map(|hit| hit.range.start).peekable();
    let (mut statements, mut verifiable) = (0_u32, 0_u32);
    for sentence in document.sentences() {
        for clause in &sentence.clauses {
            while vague.next_if(|&start| start < clause.start).is_some() {}
            let text = document.text();
            let is_plain = text.as_bytes().get(clause.clone()).is_some_and(is_plainly_statement);
            if is_plain || text.get(clause.clone()).is_some_and(is_statement) {
                statements += 1;
                verifiable += u32::from(vague.peek().is_none_or(|&start| clause.end <= start));
            }
        }
    }
    let share = (verifiable * 100 + statements / 2).checked_div(statements)?;
    let cost: u32 = hits.iter().map(cost).sum();
    u8::try_from(share.saturating_sub(cost)).ok()
}

/// Whether a clause begins with two ideographs, one of them from U+6000 on, where no numeral is: most statements do.
fn is_plainly_statement(clause: &[u8]) -> bool {
    matches!(
        clause,
        [0xe5..=0xe9, _, _, 0xe6..=0xe9, ..] | [0xe6..=0xe9, _, _, 0xe5..=0xe9, ..]
    )
}

fn is_statement(clause: &str) -> bool {
    let (mut words, mut is_number) = (0, true);
    for c in clause.chars() {
        // Most of a text: neither a digit nor a mark.
        let is_ideograph = ('\u{4e00}'..='\u{9fa5}').contains(&c);
        if is_ideograph || c.is_alphanumeric() {
            words += 1;
            is_number = is_number && (!is_ideograph && c.is_numeric() || is_numeral(c));
        }
        if words >= STATEMENT && !is_number {
            return true;
        }
    }
    false
}

fn is_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

fn cost(hit: &Hit) -> u32 {
    match (hit.category.kind(), hit.severity) {
        (Kind::Vague | Kind::Copied, _) => 0,
        (Kind::Sensitive, Severity::Error) => 20,
        (Kind::Sensitive, Severity::Warning) => 10,
        (Kind::Sensitive, Severity::Info) => 5,
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use crate::{Linter, RulePack};

    fn score(text: &str) -> Option<u8> {
        let linter = Linter::new(RulePack::default()).unwrap();
        linter.lint(text, NaiveDate::from_ymd_opt(2026, 11, 25).unwrap()).score
    }

    #[test]
    fn a_text_that_states_nothing_has_none() {
        for text in ["", " \n", "。。。", "1、\n2、"] {
            assert_eq!(score(text), None, "{text:?}");
        }
    }

    #[test]
    fn the_share_of_verifiable_statements_counts() {
        assert_eq!(score("拜访了王工，签了合同。"), Some(100));
        assert_eq!(score("拜访了王工，客户感兴趣。"), Some(50));
        assert_eq!(score("近期再沟通。"), Some(0));
        assert_eq!(score("1、拜访了王工。\n2、改天再聊。"), Some(50));
    }

    #[test]
    fn a_glance_finds_only_statements() {
        let chars: Vec<char> = "一四十拜访王仿\u{4dff}\u{5000}\u{5fff}\u{6000}\u{9fff}、a1。"
            .chars()
            .collect();
        for &first in &chars {
            for &second in &chars {
                let clause: String = [first, second].iter().collect();
                let is_plain = super::is_plainly_statement(clause.as_bytes());
                assert!(!is_plain || super::is_statement(&clause), "{clause}");
            }
        }
        assert!(super::is_plainly_statement("拜访".as_bytes()));
    }

    #[test]
    fn sensitive_terms_cost_and_never_go_below_nothing() {
        assert_eq!(score("拜访了王工，给他回扣。"), Some(80));
        assert_eq!(score("拜访了王工，客户住院。"), Some(90));
        assert_eq!(score("近期再沟通，给他回扣。"), Some(30));
        assert_eq!(score("回扣。好处费。根治。治愈。确诊。处方。"), Some(0));
    }
}
