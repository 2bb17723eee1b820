//! Phrases that an organisation uses instead of facts and that no rule knows yet, learnt from its own reports.
//!
//! What is vague is said where nothing can be checked. So the sentences of a history are divided into those that hold
//! evidence (a number, a document, a deed of the customer, a time) and *bare* ones; a unigram model
//! (`tokenizers`) learns from the bare ones of which pieces people build them; and a piece that stands in bare sentences
//! far more often than chance would have it, in several reports, is proposed. A word that everybody uses everywhere (客户,
//! 产品) stands in both kinds of sentences alike and is not.
//!
//! A proposal is for a person to judge: its category is guessed from what the linter found in the same reports, and
//! [`Mined::draft`] makes a rule pack of it, to be pruned before it is used.

mod corpus;
mod learn;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    finding::Category,
    linter::Linter,
    pack::{Examples, RulePack, Term, example},
};
use corpus::{Corpus, Usage};

/// The most examples that a proposal shows.
const EXAMPLES: usize = 3;
/// By how many standard deviations a phrase stands in bare sentences more often than chance would have it.
const SIGNIFICANT: f64 = 2.0;

/// What is proposed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// In how many sentences a phrase stands at least.
    pub min_count: usize,
    /// In how many reports it stands at least.
    pub min_reports: usize,
    /// Which share of these sentences holds no evidence, in per cent.
    pub min_share: u8,
    /// How many phrases are proposed at most.
    pub limit: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            min_count: 5,
            min_reports: 3,
            min_share: 80,
            limit: 50,
        }
    }
}

/// A phrase that may deserve a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// The phrase.
    pub text: String,
    /// A guess at what finding it would be.
    pub category: Category,
    /// In how many sentences it stands.
    pub count: usize,
    /// In how many reports.
    pub reports: usize,
    /// Which share of these sentences holds no evidence, in per cent.
    pub share: u8,
    /// Sentences without evidence that hold it.
    pub examples: Vec<String>,
}

/// What a history holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mined {
    /// How many reports were read.
    pub reports: usize,
    /// How many sentences they have.
    pub sentences: usize,
    /// How many of these hold no evidence.
    pub bare: usize,
    /// What is proposed, the most telling first.
    pub candidates: Vec<Candidate>,
}

/// Why nothing could be learnt.
#[derive(Debug, thiserror::Error)]
#[error("无法从历史日报中学习：{0}")]
pub struct MineError(String);

/// Proposes phrases from reports with their days, which `linter` does not find yet.
pub fn phrases(linter: &Linter, reports: &[(String, NaiveDate)], options: Options) -> Result<Mined, MineError> {
    let corpus = Corpus::of(linter, reports);
    let pieces = learn::pieces(&corpus.segments()).map_err(|error| MineError(error.to_string()))?;
    let usages = corpus.usages(pieces);
    let base = corpus.bare_share();
    let guess = Guess::from(&corpus);
    let date = reports.first().map_or(NaiveDate::MIN, |(_, date)| *date);
    let mut found: Vec<(f64, Usage)> = usages
        .into_iter()
        .filter(|usage| {
            usage.sentences >= options.min_count
                && usage.reports >= options.min_reports
                && usage.share() >= options.min_share
        })
        .map(|usage| (surprise(&usage, base), usage))
        .filter(|(surprise, usage)| *surprise >= SIGNIFICANT && !is_known(linter, &usage.text, date))
        .collect();
    found.sort_by(|(a, one), (b, other)| b.total_cmp(a).then_with(|| one.text.cmp(&other.text)));
    let candidates = without_parts(found)
        .into_iter()
        .take(options.limit)
        .map(|usage| Candidate {
            category: guess.category(&usage.text),
            count: usage.sentences,
            reports: usage.reports,
            share: usage.share(),
            examples: corpus.examples(&usage, EXAMPLES),
            text: usage.text,
        })
        .collect();
    Ok(Mined {
        reports: reports.len(),
        sentences: corpus.sentences(),
        bare: corpus.bare(),
        candidates,
    })
}

impl Mined {
    /// A rule pack of the proposals, each with those of its sentences that it is reported in as examples.
    pub fn draft(&self) -> RulePack {
        let terms: Vec<Term> = self
            .candidates
            .iter()
            .zip(1..)
            .map(|(candidate, number)| Term::new(format!("mined/{number}"), candidate.category, candidate.text.clone()))
            .collect();
        let bare = RulePack {
            terms,
            ..RulePack::default()
        };
        let Ok(linter) = Linter::new(bare.clone()) else {
            return bare;
        };
        let examples = self.candidates.iter().map(|candidate| &candidate.examples);
        let with_examples = bare.terms.into_iter().zip(examples).filter_map(|(term, examples)| {
            let passes = |text: &&String| example::failure(&linter, &term.id, text, true).is_none();
            let matching: Vec<String> = examples.iter().filter(passes).cloned().collect();
            (!matching.is_empty()).then(|| Term {
                examples: Examples {
                    matching,
                    no_match: Vec::new(),
                },
                ..term
            })
        });
        RulePack {
            terms: with_examples.collect(),
            ..RulePack::default()
        }
    }
}

/// By how many standard deviations the phrase stands in bare sentences more often than sentences are bare.
#[expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "counts of sentences are far below 2^52"
)]
fn surprise(usage: &Usage, base: f64) -> f64 {
    let count = usage.sentences as f64;
    let spread = (count * base * (1.0 - base)).sqrt().max(0.5);
    (usage.bare as f64 - count * base) / spread
}

/// Whether the linter finds something in the phrase by itself or in a sentence with it.
fn is_known(linter: &Linter, phrase: &str, date: NaiveDate) -> bool {
    [phrase.to_owned(), format!("客户{phrase}"), format!("我们{phrase}。")]
        .iter()
        .any(|text| !linter.lint(text, date).findings.is_empty())
}

/// Of phrases that are parts of each other, the one that says it: the longer, unless the shorter is far more common.
fn without_parts(found: Vec<(f64, Usage)>) -> Vec<Usage> {
    let counts: HashMap<String, usize> = found
        .iter()
        .map(|(_, usage)| (usage.text.clone(), usage.sentences))
        .collect();
    let is_shadowed = |usage: &Usage| {
        counts.iter().any(|(other, &count)| {
            let longer = other.len() > usage.text.len() && other.contains(&usage.text);
            let shorter = other.len() < usage.text.len() && usage.text.contains(other.as_str());
            longer && count * 3 >= usage.sentences * 2 || shorter && count * 2 > usage.sentences * 3
        })
    };
    found
        .into_iter()
        .map(|(_, usage)| usage)
        .filter(|usage| !is_shadowed(usage))
        .collect()
}

/// Guesses the category of a phrase by the characters of what the linter found.
struct Guess {
    characters: HashMap<(Category, char), u32>,
    totals: HashMap<Category, u32>,
}

impl From<&Corpus> for Guess {
    fn from(corpus: &Corpus) -> Self {
        let mut guess = Self {
            characters: HashMap::new(),
            totals: HashMap::new(),
        };
        for (category, phrase) in corpus.found() {
            for c in phrase.chars() {
                *guess.characters.entry((*category, c)).or_default() += 1;
                *guess.totals.entry(*category).or_default() += 1;
            }
        }
        guess
    }
}

impl Guess {
    /// The vague category whose phrases share most characters with `phrase`; a statement of intent where none does.
    fn category(&self, phrase: &str) -> Category {
        let likeness = |category: Category| -> f64 {
            let total = f64::from(self.totals.get(&category).copied().unwrap_or_default()) + 500.0;
            phrase
                .chars()
                .map(|c| {
                    let seen = self.characters.get(&(category, c)).copied().unwrap_or_default();
                    ((f64::from(seen) + 0.5) / total).ln()
                })
                .sum()
        };
        let known = phrase.chars().any(|c| {
            VAGUE
                .iter()
                .any(|category| self.characters.contains_key(&(*category, c)))
        });
        if !known {
            return Category::Intent;
        }
        VAGUE
            .into_iter()
            .max_by(|one, other| likeness(*one).total_cmp(&likeness(*other)))
            .unwrap_or(Category::Intent)
    }
}

const VAGUE: [Category; 6] = [
    Category::Responsibility,
    Category::Degree,
    Category::Result,
    Category::Time,
    Category::FollowUp,
    Category::Intent,
];
