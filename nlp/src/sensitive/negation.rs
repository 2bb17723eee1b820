//! Whether a claim is taken back by what stands before it: 不敢说最好, 不能保证中标.

use std::sync::LazyLock;

use crate::segment::{Alignment, Words};

/// How many characters may stand between the negation and the claim.
const REACH: usize = 6;
/// The same for a bare 不, 没 or 非, which negates what follows it at once.
const SHORT_REACH: usize = 2;

/// Characters of which each negation holds one.
const NEGATING: &str = "不没无非未难谁哪岂";

static NEGATIONS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    include_str!("../../resources/sensitive/negation.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
});

/// Whether a claim behind `head`, the clause up to it, is negated; `start` is where `head` starts in the text that
/// `words` were cut from.
pub(super) fn is_negated(head: &str, start: usize, words: &Words) -> bool {
    if !head.contains(|c| NEGATING.contains(c)) {
        return false;
    }
    NEGATIONS.iter().any(|negation| {
        head.rfind(negation).is_some_and(|at| {
            let end = at + negation.len();
            let between = head.get(end..).unwrap_or_default().chars().count();
            let reach = if negation.chars().count() == 1 {
                SHORT_REACH
            } else {
                REACH
            };
            let range = start + at..start + end;
            between <= reach
                && !head.get(end..).is_some_and(turns)
                && matches!(words.alignment(&range), Alignment::Exact | Alignment::Several)
                && !is_choice(head, at, negation)
        })
    })
}

/// Whether the negation ends before the claim: 不是便宜而是最好.
fn turns(between: &str) -> bool {
    ["而是", "但", "只是", "就是", "的"]
        .iter()
        .any(|turn| between.contains(turn))
}

/// Whether the negation is the second half of a question: 能不能, 有没有.
fn is_choice(head: &str, at: usize, negation: &str) -> bool {
    let before = head.get(..at).and_then(|head| head.chars().next_back());
    before.is_some_and(|before| {
        negation
            .chars()
            .nth(1)
            .or_else(|| head.get(at + negation.len()..)?.chars().next())
            == Some(before)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_negation_holds_a_negating_character() {
        for negation in NEGATIONS.iter() {
            assert!(negation.contains(|c| NEGATING.contains(c)), "{negation}");
        }
    }

    fn negated(head: &str) -> bool {
        is_negated(head, 0, &Words::of(head, 0))
    }

    #[test]
    fn a_negation_close_before_the_claim_takes_it_back() {
        for head in [
            "我不敢说这款",
            "不能",
            "谈不上",
            "我们从来没说过不",
            "湿疹没法",
            "并非",
            "世上没有",
            "谁也不敢说",
        ] {
            assert!(negated(head), "{head}");
        }
    }

    #[test]
    fn other_words_and_questions_negate_nothing() {
        for head in [
            "",
            "不过",
            "不仅",
            "价格差不多",
            "问能不能",
            "是不是",
            "有没有",
            "不是便宜而是",
            "对不起",
        ] {
            assert!(!negated(head), "{head}");
        }
    }
}
