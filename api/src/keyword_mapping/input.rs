//! Inputs of keyword mappings.

use async_graphql::{ID, InputObject, MaybeUndefined};
use entity::keyword_mapping::MappingAction;

use crate::{
    error::Result,
    id::{self, NodeKind},
    keyword_mapping::{
        service::{MappingChange, NewMapping, Seen},
        types::ActionKind,
    },
};

/// Which mappings a list holds; all conditions must hold.
#[derive(InputObject, Default)]
pub struct KeywordMappingFilter {
    /// Only mappings that questions are matched with (true), or only retired ones (false).
    pub active: MaybeUndefined<bool>,
    /// Only mappings with this text in their name, keywords or synonyms, at most 100 characters.
    pub search: MaybeUndefined<String>,
}

/// One thing that the clerk should do.
#[derive(InputObject)]
pub struct MappingActionInput {
    /// What it offers.
    pub kind: ActionKind,
    /// What to do, at most 200 characters.
    pub text: String,
}

impl From<MappingActionInput> for MappingAction {
    fn from(input: MappingActionInput) -> Self {
        Self {
            kind: input.kind.into(),
            text: input.text,
        }
    }
}

/// A need and what the clerk should do about it.
#[derive(InputObject)]
pub struct CreateKeywordMappingInput {
    /// What the need is called, at most 50 characters; unique in the organisation.
    pub name: String,
    /// Words that mean this need, 1 to 100 of at most 30 characters each. No other active mapping may have them.
    pub keywords: Vec<String>,
    /// Other words for it, of a little less weight, at most 100.
    #[graphql(default)]
    pub synonyms: Vec<String>,
    /// What the clerk should do, in order, 1 to 20 actions.
    pub actions: Vec<MappingActionInput>,
}

impl From<CreateKeywordMappingInput> for NewMapping {
    fn from(input: CreateKeywordMappingInput) -> Self {
        Self {
            name: input.name,
            keywords: input.keywords,
            synonyms: input.synonyms,
            actions: input.actions.into_iter().map(Into::into).collect(),
        }
    }
}

/// A change of a mapping; what is left out stays as it is.
#[derive(InputObject)]
pub struct ChangeKeywordMappingInput {
    /// The mapping.
    pub id: ID,
    /// The version that the user saw.
    pub version: i32,
    /// Another name.
    pub name: Option<String>,
    /// Other keywords, instead of all that it had.
    pub keywords: Option<Vec<String>>,
    /// Other synonyms, instead of all that it had.
    pub synonyms: Option<Vec<String>>,
    /// Other actions, instead of all that it had.
    pub actions: Option<Vec<MappingActionInput>>,
}

impl TryFrom<ChangeKeywordMappingInput> for MappingChange {
    type Error = crate::error::Error;

    fn try_from(input: ChangeKeywordMappingInput) -> Result<Self> {
        let actions = input
            .actions
            .map(|actions| actions.into_iter().map(Into::into).collect());
        Ok(Self {
            seen: seen(&input.id, input.version)?,
            name: input.name,
            keywords: input.keywords,
            synonyms: input.synonyms,
            actions,
        })
    }
}

/// A mapping to be retired.
#[derive(InputObject)]
pub struct RetireKeywordMappingInput {
    /// The mapping.
    pub id: ID,
    /// The version that the user saw.
    pub version: i32,
}

impl TryFrom<RetireKeywordMappingInput> for Seen {
    type Error = crate::error::Error;

    fn try_from(input: RetireKeywordMappingInput) -> Result<Self> {
        seen(&input.id, input.version)
    }
}

/// A mapping to be restored.
#[derive(InputObject)]
pub struct RestoreKeywordMappingInput {
    /// The mapping.
    pub id: ID,
    /// The version that the user saw.
    pub version: i32,
}

impl TryFrom<RestoreKeywordMappingInput> for Seen {
    type Error = crate::error::Error;

    fn try_from(input: RestoreKeywordMappingInput) -> Result<Self> {
        seen(&input.id, input.version)
    }
}

fn seen(id: &ID, version: i32) -> Result<Seen> {
    Ok(Seen {
        id: id::of_field(NodeKind::KeywordMapping, id, "id")?,
        version,
    })
}
