//! Inputs of scripts.

use async_graphql::{ID, InputObject, MaybeUndefined};

use crate::{
    error::Result,
    id::{self, NodeKind},
    script::service::{NewScript, ScriptChange},
    term::FindingCategory,
};

/// Which scripts a list holds; all conditions must hold.
#[derive(InputObject, Default)]
pub struct ScriptFilter {
    /// Only scripts for this category.
    pub category: MaybeUndefined<FindingCategory>,
    /// Only scripts for this sales situation.
    pub scenario: MaybeUndefined<String>,
    /// Only scripts that are switched on (true) or off (false).
    pub active: MaybeUndefined<bool>,
    /// Only scripts with this text in their wording, at most 100 characters.
    pub search: MaybeUndefined<String>,
}

/// A wording to be offered.
#[derive(InputObject)]
pub struct AddScriptInput {
    /// The category that it replaces, one of the six vague ones.
    pub category: FindingCategory,
    /// The sales situation that it is for, such as 报价后, at most 20 characters.
    pub scenario: String,
    /// The wording, at most 200 characters, with slots in braces: `{日期}与{联系人}确认{事项}`. With its slots filled it must
    /// lint clean.
    pub text: String,
}

impl From<AddScriptInput> for NewScript {
    fn from(input: AddScriptInput) -> Self {
        Self {
            category: input.category.into(),
            scenario: input.scenario,
            text: input.text,
        }
    }
}

/// A change of a script; what is left out stays as it is.
#[derive(InputObject)]
pub struct ChangeScriptInput {
    /// The script.
    pub id: ID,
    /// The version that the user saw.
    pub version: i32,
    /// Another sales situation.
    pub scenario: Option<String>,
    /// Another wording.
    pub text: Option<String>,
    /// False switches the script off, true on again.
    pub active: Option<bool>,
}

impl TryFrom<ChangeScriptInput> for ScriptChange {
    type Error = crate::error::Error;

    fn try_from(input: ChangeScriptInput) -> Result<Self> {
        Ok(Self {
            id: id::of_field(NodeKind::Script, &input.id, "id")?,
            version: input.version,
            scenario: input.scenario,
            text: input.text,
            active: input.active,
        })
    }
}
