//! Scripts (话术): standard wordings with slots, offered in place of vague phrases.

use serde::{Deserialize, Serialize};

use crate::finding::Category;

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
