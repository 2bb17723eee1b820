//! Reports that were sent before: how much of a text stood in an earlier report of the same author.
//!
//! A text becomes a sequence of [`tokens`]: a word of the trade or a character each, every number and every time alike,
//! punctuation and list numbers left out. Its [`Fingerprint`] is the set of all runs of four tokens, small enough to be
//! stored beside each report. What a later text shares with it is copied, and so
//!
//! - another date, other list numbers, a changed number or a few words put in hide nothing, nor does another order;
//! - a stretch counts from [`STRETCH`] characters on: a stock phrase that everybody writes every day is none;
//! - a form that is filled in with new numbers every day (`销售额1.2万，客单价85元`) is not copied: a clause with a new
//!   number for fewer than [`WORDS_PER_NUMBER`] characters is a new statement.
//!
//! From a share of [`SHARE`] per cent on, [`find`] answers one finding: `COPIED`, of severity `INFO`. It costs the score
//! nothing, since a copy may be as verifiable as its original, and [`Linter::lint`](crate::Linter::lint), which knows
//! a single text only, never answers it.

mod fingerprint;
#[cfg(test)]
mod tests;
mod tokens;

use std::{collections::HashSet, ops::Range};

use chrono::{Days, NaiveDate};

pub use fingerprint::Fingerprint;
use tokens::{Class, Token, Tokens};

use crate::{
    finding::{Category, CopiedFrom, Finding},
    linter::LintResult,
    span::Span,
    text::Positions,
};

/// The rule that a finding names.
pub const RULE: &str = "copied/earlier-report";
/// From which share of its characters on a report is copied, in per cent.
pub const SHARE: usize = 50;
/// How many characters must be copied at least.
const CHARACTERS: usize = 24;
/// How many characters a stretch has at least.
const STRETCH: usize = 12;
/// How many tokens a stretch may lack in one place: a word changed or put in.
const GAP: usize = 3;
/// Below how many other characters for each new number a clause is a new statement.
const WORDS_PER_NUMBER: usize = 6;

/// For how many days a report is remembered.
pub const DAYS: Days = Days::new(14);

/// Whether a report of the day `earlier` may be what one of `date` was copied from: at most [`DAYS`] older, or of the same
/// day.
pub fn is_recent(earlier: NaiveDate, date: NaiveDate) -> bool {
    let oldest = date.checked_sub_days(DAYS).unwrap_or(NaiveDate::MIN);
    (oldest..=date).contains(&earlier)
}

/// A report that was sent before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// The caller's id; the finding names it.
    pub id: String,
    /// The day that it was about.
    pub date: NaiveDate,
    /// What it held.
    pub fingerprint: Fingerprint,
}

/// What of `text`, a report of `date`, was copied from one of the `earlier` reports: the one that it shares most with,
/// of equals the latest.
///
/// The finding stands at the longest stretch; all of them are listed in [`Finding::copied`].
pub fn find(text: &str, date: NaiveDate, earlier: &[Earlier]) -> Option<Finding> {
    let tokens = Tokens::of(text, date);
    let whole = tokens.characters(0..tokens.len());
    let shingles = Fingerprint::of_tokens(&tokens);
    let (copied, stretches, source) = earlier
        .iter()
        .filter(|source| source.fingerprint.shares(&shingles))
        .map(|source| {
            let stretches = stretches(&tokens, &source.fingerprint);
            let copied: usize = stretches.iter().map(|stretch| stretch.characters).sum();
            (copied, stretches, source)
        })
        .max_by_key(|(copied, _, source)| (*copied, source.date))?;
    if copied < CHARACTERS || copied * 100 < SHARE * whole {
        return None;
    }
    let positions = Positions::new(text);
    let span = |stretch: &Stretch| positions.span(tokens.original(stretch.tokens.clone()));
    let longest = stretches.iter().max_by_key(|stretch| stretch.characters)?;
    let share = u8::try_from(copied * 100 / whole.max(1)).unwrap_or(100);
    Some(finding(
        text,
        span(longest),
        source,
        share,
        stretches.iter().map(span).collect(),
    ))
}

/// Adds what [`find`] finds to the findings of `text`, at its place. The score stays.
pub fn add(result: &mut LintResult, text: &str, date: NaiveDate, earlier: &[Earlier]) {
    if earlier.is_empty() {
        return;
    }
    if let Some(found) = find(text, date, earlier) {
        let place = result
            .findings
            .partition_point(|finding| finding.span.start < found.span.start);
        result.findings.insert(place, found);
    }
}

fn finding(text: &str, span: Span, source: &Earlier, share: u8, spans: Vec<Span>) -> Finding {
    Finding {
        rule: RULE.to_owned(),
        kind: Category::Copied.kind(),
        category: Category::Copied,
        severity: Category::Copied.severity(),
        span,
        text: text.get(span.byte_start..span.byte_end).unwrap_or_default().to_owned(),
        message: format!(
            "这篇日报有 {share}% 的文字与 {} 的日报相同。请写明此后发生了什么。",
            source.date
        ),
        missing: Vec::new(),
        rejected: Vec::new(),
        suggestions: Vec::new(),
        evasion: None,
        copied: Some(CopiedFrom {
            report: source.id.clone(),
            share,
            spans,
        }),
    }
}

/// A run of tokens that the source holds too.
struct Stretch {
    tokens: Range<usize>,
    characters: usize,
}

/// The copied stretches of a text, long enough to count, in order.
fn stretches(tokens: &Tokens, source: &Fingerprint) -> Vec<Stretch> {
    let mut covered = vec![false; tokens.len()];
    let mut same_number = HashSet::new();
    for shingle in tokens.shingles() {
        if !source.holds(shingle.hash) {
            continue;
        }
        covered
            .iter_mut()
            .skip(shingle.start)
            .take(tokens::SHINGLE)
            .for_each(|token| *token = true);
        if shingle.exact.is_some_and(|exact| source.holds_exactly(exact)) {
            same_number.extend(shingle.start..shingle.start + tokens::SHINGLE);
        }
    }
    for clause in tokens.clauses() {
        let new_numbers = clause
            .clone()
            .filter(|index| tokens.class(*index) == Some(Class::Number) && !same_number.contains(index))
            .count();
        if new_numbers > 0 && tokens.characters(clause.clone()) < WORDS_PER_NUMBER * new_numbers {
            covered
                .iter_mut()
                .skip(clause.start)
                .take(clause.len())
                .for_each(|token| *token = false);
        }
    }
    let mut found: Vec<Stretch> = Vec::new();
    for (index, _) in covered.iter().enumerate().filter(|(_, covered)| **covered) {
        let characters = tokens.get(index).map_or(0, Token::characters);
        match found.last_mut() {
            Some(last) if index - last.tokens.end <= GAP => {
                last.tokens.end = index + 1;
                last.characters += characters;
            }
            _ => found.push(Stretch {
                tokens: index..index + 1,
                characters,
            }),
        }
    }
    found.retain(|stretch| stretch.characters >= STRETCH);
    found
}
