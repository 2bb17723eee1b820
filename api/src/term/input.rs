//! Inputs of the term mutations, and the filter of the list.

use async_graphql::{ID, InputObject, MaybeUndefined};

use crate::{
    error::Result,
    id::{self, NodeKind},
    term::{
        service::{NewTerm, TermChange},
        types::{FindingCategory, FindingSeverity},
    },
};

/// Which terms a list holds; all conditions must hold.
#[derive(InputObject, Default)]
pub struct TermFilter {
    /// Only terms of this category.
    pub category: MaybeUndefined<FindingCategory>,
    /// Only terms that are switched on (true) or off (false).
    pub active: MaybeUndefined<bool>,
    /// Only terms with this text in their phrase, at most 100 characters.
    pub search: MaybeUndefined<String>,
}

/// A phrase for the linter to look for.
#[derive(InputObject)]
pub struct AddTermInput {
    /// What finding it is. A phrase may stand once in each category.
    pub category: FindingCategory,
    /// The phrase, at most 50 characters.
    pub text: String,
    /// How much it weighs; null for the category's own weight.
    pub severity: Option<FindingSeverity>,
    /// Longer wordings that contain the phrase and are fine, at most 100 of them.
    #[graphql(default)]
    pub exceptions: Vec<String>,
}

impl From<AddTermInput> for NewTerm {
    fn from(input: AddTermInput) -> Self {
        Self {
            category: input.category.into(),
            text: input.text,
            severity: input.severity.map(Into::into),
            exceptions: input.exceptions,
        }
    }
}

/// A change of a term; what is left out stays as it is.
#[derive(InputObject)]
pub struct ChangeTermInput {
    /// The term.
    pub id: ID,
    /// The version that the user saw.
    pub version: i32,
    /// Another weight.
    pub severity: Option<FindingSeverity>,
    /// Other exceptions, instead of all that it had.
    pub exceptions: Option<Vec<String>>,
    /// False switches the term off, true on again.
    pub active: Option<bool>,
}

impl TryFrom<ChangeTermInput> for TermChange {
    type Error = crate::error::Error;

    fn try_from(input: ChangeTermInput) -> Result<Self> {
        Ok(Self {
            id: id::of_field(NodeKind::Term, &input.id, "id")?,
            version: input.version,
            severity: input.severity.map(Into::into),
            exceptions: input.exceptions,
            active: input.active,
        })
    }
}
