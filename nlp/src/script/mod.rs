//! Scripts (话术): standard wordings with slots, offered in place of vague phrases.
//!
//! A script is chosen by the category of the phrase, by the sales situation that the sentence speaks of (its neighbours,
//! where it names none), by the words that both share, and by how many of its slots the sentence can fill. Slots are filled
//! with what stands in the sentence and with nothing else.

mod library;
mod noun;
mod pairs;
mod passage;
mod situation;
mod slots;
mod suggester;
mod template;
#[cfg(test)]
mod tests;
mod word;

use serde::{Deserialize, Serialize};

use crate::finding::Category;

pub(crate) use library::Library;
pub(crate) use suggester::Suggester;

/// A standard wording; slots stand in braces: `{日期}与{联系人}确认{事项}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Script {
    /// Stable id.
    pub id: String,
    /// The vague category that it replaces.
    pub category: Category,
    /// The sales situation that it is for, such as 报价后.
    pub scenario: String,
    /// The wording.
    pub text: String,
}

/// The scripts that ship with the linter, by category and scenario.
///
/// Ids are stable; they begin with the category and the scenario (`follow-up-payment-reconcile`), so that the scripts of a
/// scenario can be told at a glance and switched off one by one.
pub fn shipped() -> &'static [Script] {
    &library::SHIPPED
}
