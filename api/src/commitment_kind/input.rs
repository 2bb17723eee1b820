//! Inputs of the mutations of commitment kinds, and the filter of the list.

use async_graphql::{ID, InputObject, MaybeUndefined};
use entity::commitment_kind::FieldSpec;

use crate::{
    commitment_kind::{
        service::{KindChange, NewKind},
        types::FieldKind,
    },
    error::{Error, Result},
    id::{self, NodeKind},
    user::Role,
};

/// Which kinds of commitments a list holds; all conditions must hold.
#[derive(InputObject, Default)]
pub struct CommitmentKindFilter {
    /// Only kinds that are in use (true) or retired (false).
    pub active: MaybeUndefined<bool>,
    /// Only kinds with this text in their name, at most 100 characters.
    pub search: MaybeUndefined<String>,
}

/// A field that a commitment of the kind must fill.
#[derive(InputObject)]
pub struct RequiredFieldInput {
    /// Names the field in `makeCommitment`: a letter, then letters, digits or underscores, at most 40; unique in the kind.
    pub key: String,
    /// What a form calls it, at most 40 characters.
    pub label: String,
    /// What its value may be.
    pub kind: FieldKind,
    /// The values to choose from, at most 50 different ones; only for CHOICE, which needs them.
    #[graphql(default)]
    pub choices: Vec<String>,
}

impl From<RequiredFieldInput> for FieldSpec {
    fn from(input: RequiredFieldInput) -> Self {
        Self {
            key: input.key,
            label: input.label,
            kind: input.kind.into(),
            choices: input.choices,
        }
    }
}

/// A kind of commitments.
#[derive(InputObject)]
pub struct AddCommitmentKindInput {
    /// What it is called, at most 50 characters; unique in the organisation.
    pub name: String,
    /// What a commitment of the kind must state, in the order of the form, at most 30 fields.
    pub required_fields: Vec<RequiredFieldInput>,
    /// The role that delivers: REP, SUPERVISOR, IMPLEMENTER or ADMIN.
    pub delivery_role: Role,
    /// Calendar days from the promise to its due date, where no other is given; 0 to 3650.
    pub lead_days: i32,
}

impl From<AddCommitmentKindInput> for NewKind {
    fn from(input: AddCommitmentKindInput) -> Self {
        Self {
            name: input.name,
            required_fields: input.required_fields.into_iter().map(FieldSpec::from).collect(),
            delivery_role: input.delivery_role.into(),
            lead_days: input.lead_days,
        }
    }
}

/// A change of a kind; what is left out stays as it is. Commitments made before keep what they state.
#[derive(InputObject)]
pub struct ChangeCommitmentKindInput {
    /// The kind.
    pub id: ID,
    /// The version that the user saw.
    pub version: i32,
    /// Another name.
    pub name: Option<String>,
    /// Another form, instead of all fields that it had.
    pub required_fields: Option<Vec<RequiredFieldInput>>,
    /// Another role that delivers.
    pub delivery_role: Option<Role>,
    /// Another lead time in calendar days.
    pub lead_days: Option<i32>,
}

impl TryFrom<ChangeCommitmentKindInput> for KindChange {
    type Error = Error;

    fn try_from(input: ChangeCommitmentKindInput) -> Result<Self> {
        Ok(Self {
            id: id::of(NodeKind::CommitmentKind, &input.id)?,
            version: input.version,
            name: input.name,
            required_fields: input
                .required_fields
                .map(|fields| fields.into_iter().map(FieldSpec::from).collect()),
            delivery_role: input.delivery_role.map(Into::into),
            lead_days: input.lead_days,
        })
    }
}

/// A kind to be taken out of use.
#[derive(InputObject)]
pub struct RetireCommitmentKindInput {
    /// The kind.
    pub id: ID,
    /// The version that the user saw.
    pub version: i32,
}

/// A retired kind to be taken back into use.
#[derive(InputObject)]
pub struct RestoreCommitmentKindInput {
    /// The kind.
    pub id: ID,
    /// The version that the user saw.
    pub version: i32,
}
