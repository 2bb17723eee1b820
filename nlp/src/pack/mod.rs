//! The rule pack: what an organisation adds to the shipped rules and takes from them, as data.
//!
//! Where the pack says something that can never happen (a pattern whose every match is excepted, a term that no text can
//! hold) or something untrue (an example that its rule does not report), it is refused, with all its flaws at once and
//! the line of each: see [`RulePack::from_json`].

mod check;
mod compiled;
pub mod example;
mod flaw;
mod json;
pub mod page;
mod pattern;
mod shipped;
mod trial;
mod version;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use check::TermFlaw;
pub(crate) use compiled::CompiledPack;
pub use example::Examples;
pub use flaw::{PackError, PackFlaw};
pub(crate) use pattern::Patterns;
pub use shipped::{ShippedRule, shipped_rules};

use crate::{
    finding::{Category, Severity},
    script::Script,
    segment::Alignment,
};

/// A word or phrase that an organisation adds to the linter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Term {
    /// Stable id; becomes `Finding::rule`.
    pub id: String,
    /// What finding it is.
    pub category: Category,
    /// The phrase.
    pub text: String,
    /// How much it weighs; the category's own weight when absent.
    #[serde(default)]
    pub severity: Option<Severity>,
    /// Longer wordings that contain the phrase and are fine.
    #[serde(default)]
    pub exceptions: Vec<String>,
    /// How it may lie against the words of its sentence; when empty, as one word, as several, or inside a longer word
    /// if it is a word of several characters itself, but never across words.
    #[serde(default)]
    pub alignment: Vec<Alignment>,
    /// What says that it must not be written: a law with its article, a page, a rule of the house.
    #[serde(default)]
    pub source: Option<String>,
    /// Sentences in which it must be reported or must not.
    #[serde(default)]
    pub examples: Examples,
}

impl Term {
    /// A term with nothing but what every term has.
    pub fn new(id: impl Into<String>, category: Category, text: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            category,
            text: text.into(),
            severity: None,
            exceptions: Vec::new(),
            alignment: Vec::new(),
            source: None,
            examples: Examples::default(),
        }
    }
}

/// A rule of productive patterns: one pattern finds all wordings of a phrase.
///
/// A pattern is a sequence of words and word classes: `<degree>* 心动|动心` finds 心动, 有点动心 and 真的很心动. `?` makes an
/// item optional, `*` and `+` repeat it, `|` separates alternatives, `( )` marks context that must stand there but is no
/// part of the phrase, `^` and `$` are the edges of a clause, `~` is a gap of up to six characters and `~3` one of up to
/// three.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PatternRule {
    /// Stable id; becomes `Finding::rule`.
    pub id: String,
    /// What finding it is. A vague phrase is cleared by the evidence of its category.
    pub category: Category,
    /// How much it weighs; the category's own weight when absent.
    #[serde(default)]
    pub severity: Option<Severity>,
    /// What it finds and what is wrong with that.
    pub summary: String,
    /// What says so: a law with its article, a page, a rule of the house.
    #[serde(default)]
    pub source: Option<String>,
    /// The patterns.
    pub patterns: Vec<String>,
    /// Patterns of wordings that contain or touch the phrase and are fine.
    #[serde(default)]
    pub exceptions: Vec<String>,
    /// Sentences in which it must report its phrases or must report nothing.
    #[serde(default)]
    pub examples: Examples,
}

/// Wordings in which a shipped rule is not to report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExceptionRule {
    /// Id of the shipped rule.
    pub rule: String,
    /// Patterns of wordings that contain or touch what the rule finds and are fine.
    pub patterns: Vec<String>,
    /// What says so.
    #[serde(default)]
    pub source: Option<String>,
    /// Sentences in which the shipped rule must still report, or must not any more.
    #[serde(default)]
    pub examples: Examples,
}

/// Words by which the linter knows evidence (lint guide §2) in the trade of an organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EvidenceWords {
    /// What a customer verifiably does: 扫码入会. Negated, planned and promised deeds are told apart as for shipped ones.
    #[serde(default)]
    pub customer_actions: Vec<String>,
    /// What stands behind a name: 督导 in 王督导.
    #[serde(default)]
    pub titles: Vec<String>,
    /// What stands behind a number: 提 in 三提.
    #[serde(default)]
    pub units: Vec<String>,
}

/// Everything that an organisation adds to the linter or takes from it, before it is compiled.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RulePack {
    /// What the pack is called.
    #[serde(default)]
    pub name: Option<String>,
    /// Its version, a semantic one (`1.4.0`) or a day, with a number for another one on the same day (`2026-11-24`,
    /// `2026-11-24.2`). A semantic version rises by its first number where findings vanish or appear that nobody
    /// expects, by its second for new rules, by its third for corrections.
    #[serde(default)]
    pub version: Option<String>,
    /// Word classes for the patterns, on top of the shipped ones: `{"channel": ["门店", "专柜"]}` for `<channel>`.
    #[serde(default)]
    pub classes: BTreeMap<String, Vec<String>>,
    /// Rules of patterns on top of the shipped ones.
    #[serde(default)]
    pub patterns: Vec<PatternRule>,
    /// Terms on top of the shipped rules.
    #[serde(default)]
    pub terms: Vec<Term>,
    /// Wordings in which shipped rules are not to report.
    #[serde(default)]
    pub exceptions: Vec<ExceptionRule>,
    /// Words by which evidence is known.
    #[serde(default)]
    pub evidence: EvidenceWords,
    /// Ids of shipped rules, terms or scripts that are switched off.
    #[serde(default)]
    pub disabled: Vec<String>,
    /// Scripts on top of the shipped library; they go before shipped ones that fit alike, and one with the id of a shipped
    /// script takes its place.
    #[serde(default)]
    pub scripts: Vec<Script>,
    /// Offers only the scripts of the pack: the shipped ones stay for categories that it has none for.
    #[serde(default)]
    pub only_own_scripts: bool,
    /// Words of the trade that segmentation should keep whole.
    #[serde(default)]
    pub words: Vec<String>,
}

impl RulePack {
    /// Reads a pack from its JSON, checks it and runs its examples.
    ///
    /// A pack with flaws is refused with all of them, each with its line.
    pub fn from_json(json: &str) -> Result<Self, PackError> {
        json::read(json)
    }

    /// Whatever keeps the pack from doing what it says: parts that cannot be compiled, rules that can never report,
    /// examples that fail.
    pub fn flaws(&self) -> Vec<PackFlaw> {
        trial::flaws(self).into_iter().map(|flaw| flaw.at(None)).collect()
    }
}
