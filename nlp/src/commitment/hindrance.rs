//! What keeps a marker from being a promise: a negation, a question, a condition, a plan, or nothing that is owed.

use std::{ops::Range, sync::LazyLock};

use super::{
    lexicon::{Hindrance, Marker, Role, lexicon},
    party,
    scene::Scene,
};
use crate::text::CharSet;

/// Words before a marker that make it a noun: 做出的承诺, 兑现承诺.
const NOUN_BEFORE: [&str; 16] = [
    "的", "份", "兑现", "履行", "违背", "服务", "质量", "价格", "品质", "一个", "这个", "那个", "各项", "项", "信用",
    "售后",
];

/// Words that make a condition of the promise behind them: 等客户答应, 如答应.
const CONDITIONS: [&str; 8] = ["如", "若", "待", "等", "倘", "等到", "除非", "只要"];

/// The last characters of everything that hinders a marker right behind it: most that stand there hinder none.
static ENDS: LazyLock<CharSet> = LazyLock::new(|| {
    let lexicon = lexicon();
    let adverbs = [&lexicon.negations, &lexicon.no_negations, &lexicon.adverbs];
    let words = adverbs.into_iter().flatten().chain(&NOUN_BEFORE).chain(&CONDITIONS);
    words.filter_map(|word| word.chars().next_back()).collect()
});

/// Whether the sentence holds what `marker` at `at` needs at all, told without reading its names.
pub(super) fn may_promise(scene: &Scene<'_>, at: &Range<usize>, marker: Marker) -> bool {
    let sentence = scene.document.sentences().get(scene.sentence);
    let whole = sentence.map_or(at.clone(), |sentence| sentence.range.clone());
    let delivers = |range: Range<usize>| {
        let mut tokens = scene.tokens_in(range).iter();
        tokens.any(|token| matches!(token.role, Role::Delivery { .. }))
    };
    let behind = at.end..whole.end.max(at.end);
    let has_time = || scene.document.times_in(&whole).next().is_some();
    let is_vague = || scene.tokens.iter().any(|token| token.role == Role::VagueTime);
    match marker {
        Marker::Given => true,
        Marker::Agreed => delivers(behind) || has_time() || is_vague(),
        Marker::Settled => delivers(whole.clone()) && (has_time() || is_vague()),
        Marker::Assured => delivers(behind) || has_time(),
        Marker::Ensured | Marker::Assented | Marker::Confirmed | Marker::Will => delivers(behind) && has_time(),
    }
}

/// Whether something keeps the marker from being a promise.
pub(super) fn is_hindered(scene: &Scene<'_>, at: &Range<usize>, clause: &Range<usize>, marker: Marker) -> bool {
    let before = scene.text(clause.start..at.start);
    let asked = scene.document.sentences().get(scene.sentence).is_some_and(|sentence| {
        let is_last = sentence.clause_at(at.start) + 1 == sentence.clauses.len();
        is_last && sentence.is_question()
    });
    let is_condition = |head: &str| CONDITIONS.iter().any(|word| head.trim_end().ends_with(word));
    // What needs no name comes first: names are dear.
    asked
        || before.trim_end().ends_with(|c| ENDS.contains(c))
            && (is_condition(before) || is_negated(before) || NOUN_BEFORE.iter().any(|word| before.ends_with(word)))
        || scene.tokens_in(clause.clone()).iter().any(|token| match token.role {
            Role::Hindrance(Hindrance::Before) => token.range.end <= at.start,
            Role::Hindrance(Hindrance::Question) => true,
            Role::Hindrance(Hindrance::Guess) => marker == Marker::Will,
            _ => false,
        })
        || party::subject(scene, clause.start..at.start)
            .is_some_and(|subject| is_condition(scene.text(clause.start..subject.range.start)))
}

/// Whether a negation stands right before, with nothing but adverbs between: 没明确答应.
fn is_negated(before: &str) -> bool {
    let lexicon = lexicon();
    let mut head = before.trim_end();
    // A clause has few adverbs in a row; the bound keeps a long line of them from being read over and over.
    for _ in 0..4 {
        let ends = |words: &[&'static str]| words.iter().any(|word| head.ends_with(word));
        if ends(&lexicon.no_negations) {
            return false;
        }
        if ends(&lexicon.negations) {
            return true;
        }
        match lexicon.adverbs.iter().find_map(|adverb| head.strip_suffix(adverb)) {
            Some(shorter) => head = shorter,
            None => return false,
        }
    }
    false
}
