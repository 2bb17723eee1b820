//! The rule pack: terms, exceptions, scripts and domain words, as data.

mod check;
mod compiled;
pub mod example;

use serde::{Deserialize, Serialize};

pub use check::TermFlaw;
pub(crate) use compiled::CompiledPack;
pub use example::Examples;

use crate::{
    finding::{Category, Severity},
    script::Script,
    segment::Alignment,
};

/// Why a pack cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// The file is not the JSON of a pack.
    #[error("规则包不是有效的 JSON：{0}")]
    Json(#[from] serde_json::Error),
    /// A term or script of the pack is wrong.
    #[error("规则包中的 {id} 有误：{reason}")]
    Invalid {
        /// The term or script.
        id: String,
        /// What is wrong with it.
        reason: String,
    },
}

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
    /// How it may lie against the words of its sentence; when empty, anything but across them, and for a single
    /// character not inside a longer word either.
    #[serde(default)]
    pub alignment: Vec<Alignment>,
}

/// Everything the linter looks for, before it is compiled.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RulePack {
    /// Terms on top of the shipped rules.
    #[serde(default)]
    pub terms: Vec<Term>,
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
    /// Reads a pack from its JSON and checks it.
    pub fn from_json(json: &str) -> Result<Self, PackError> {
        let pack: Self = serde_json::from_str(json)?;
        pack.check()?;
        Ok(pack)
    }
}
