//! Inputs of the term mutations, and the filter of the list.

use async_graphql::{ID, InputObject, MaybeUndefined};
use nlp::pack::Examples;

use crate::{
    error::{Error, Result},
    id::{self, NodeKind},
    term::{
        dry_run::{Proposal, TermProposal},
        service::{NewTerm, TermChange},
        types::{FindingCategory, FindingSeverity, TermAlignment},
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
    /// How the phrase may lie against the words of its sentence; empty for what is usual: anything but `CROSSING`, and for a
    /// single character not `CONTAINED` either.
    #[graphql(default)]
    pub alignment: Vec<TermAlignment>,
    /// What says that it must not be written, such as a law with its article; at most 500 characters.
    pub source: Option<String>,
    /// Sentences in which it must be found, its places between ⟦ and ⟧ where they are named; at most 20. The term is refused
    /// where it is not.
    #[graphql(default)]
    pub matching: Vec<String>,
    /// Sentences in which it must not be found; at most 20. The term is refused where it is.
    #[graphql(default)]
    pub not_matching: Vec<String>,
}

impl From<AddTermInput> for NewTerm {
    fn from(input: AddTermInput) -> Self {
        Self {
            category: input.category.into(),
            text: input.text,
            severity: input.severity.map(Into::into),
            exceptions: input.exceptions,
            alignment: input.alignment.into_iter().map(Into::into).collect(),
            source: input.source,
            examples: Examples {
                matching: input.matching,
                no_match: input.not_matching,
            },
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
    /// Other ways to lie against words, instead of all that it had; empty for what is usual.
    pub alignment: Option<Vec<TermAlignment>>,
    /// Another source; blank for none.
    pub source: Option<String>,
    /// Other sentences in which it must be found, with `notMatching` instead of all that it had.
    pub matching: Option<Vec<String>>,
    /// Other sentences in which it must not be found, with `matching` instead of all that it had.
    pub not_matching: Option<Vec<String>>,
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
            alignment: input.alignment.map(|ways| ways.into_iter().map(Into::into).collect()),
            source: input.source,
            examples: (input.matching.is_some() || input.not_matching.is_some()).then(|| Examples {
                matching: input.matching.unwrap_or_default(),
                no_match: input.not_matching.unwrap_or_default(),
            }),
            active: input.active,
        })
    }
}

/// A change of terms to be tried on stored reports.
#[derive(InputObject)]
pub struct DryRunTermsInput {
    /// Terms that would be added, at most 1,000.
    #[graphql(default)]
    pub add: Vec<AddTermInput>,
    /// Terms that would be changed, at most 1,000.
    #[graphql(default)]
    pub change: Vec<ProposedTermInput>,
    /// How many days of reports, counted back from today: 1 to 92.
    #[graphql(default = 14)]
    pub days: i32,
}

/// A term as it would be; what is left out stays as it is.
#[derive(InputObject)]
pub struct ProposedTermInput {
    /// The term.
    pub id: ID,
    /// Another weight.
    pub severity: Option<FindingSeverity>,
    /// Other exceptions, instead of all that it has.
    pub exceptions: Option<Vec<String>>,
    /// False for a term that would be switched off, true for one that would be switched on.
    pub active: Option<bool>,
}

impl TryFrom<DryRunTermsInput> for Proposal {
    type Error = Error;

    fn try_from(input: DryRunTermsInput) -> Result<Self> {
        let change = input.change.into_iter().map(|change| {
            Ok(TermProposal {
                id: id::of_field(NodeKind::Term, &change.id, "id")?,
                severity: change.severity.map(Into::into),
                exceptions: change.exceptions,
                active: change.active,
            })
        });
        Ok(Self {
            add: input.add.into_iter().map(NewTerm::from).collect(),
            change: change.collect::<Result<_>>()?,
            // What is no number of days is refused as none.
            days: u32::try_from(input.days).unwrap_or_default(),
        })
    }
}
