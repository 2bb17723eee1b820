//! Inputs of the mutations of stages.

use async_graphql::{ID, InputObject};
use entity::commitment_kind::FieldSpec;

use crate::{
    commitment_kind::input::RequiredFieldInput,
    error::{Error, Result},
    id::{self, NodeKind},
    stage::{
        service::{NewStage, StageChange},
        types::{LeadPhase, StageRequirement},
    },
};

/// A stage of the organisation's leads.
#[derive(InputObject)]
pub struct AddStageInput {
    /// What it is called, at most 30 characters; unique in the organisation.
    pub name: String,
    /// What it counts as; it never changes.
    pub phase: LeadPhase,
    /// Its place in the list, from 0; left out, behind the others that are open, won or lost like it.
    pub position: Option<i32>,
    /// The facts that must be there before a lead enters it.
    #[graphql(default)]
    pub requirements: Vec<StageRequirement>,
    /// The organisation's own fields that must be filled before a lead enters it, at most 30; of any kind but ATTACHMENT.
    /// Two stages that ask for a field of the same key ask for the same value.
    #[graphql(default)]
    pub required_fields: Vec<RequiredFieldInput>,
}

impl From<AddStageInput> for NewStage {
    fn from(input: AddStageInput) -> Self {
        Self {
            name: input.name,
            phase: input.phase.into(),
            position: input.position,
            requirements: input.requirements.into_iter().map(Into::into).collect(),
            required_fields: input.required_fields.into_iter().map(FieldSpec::from).collect(),
        }
    }
}

/// A change of a stage; what is left out stays as it is.
#[derive(InputObject)]
pub struct ChangeStageInput {
    /// The stage.
    pub id: ID,
    /// The version that the user saw.
    pub version: i32,
    /// Another name.
    pub name: Option<String>,
    /// Other facts, instead of all that it asked for.
    pub requirements: Option<Vec<StageRequirement>>,
    /// Another form, instead of all fields that it had.
    pub required_fields: Option<Vec<RequiredFieldInput>>,
}

impl TryFrom<ChangeStageInput> for StageChange {
    type Error = Error;

    fn try_from(input: ChangeStageInput) -> Result<Self> {
        Ok(Self {
            id: id::of(NodeKind::Stage, &input.id)?,
            version: input.version,
            name: input.name,
            requirements: input
                .requirements
                .map(|list| list.into_iter().map(Into::into).collect()),
            required_fields: input
                .required_fields
                .map(|fields| fields.into_iter().map(FieldSpec::from).collect()),
        })
    }
}

/// A stage to be taken out of use.
#[derive(InputObject)]
pub struct RetireStageInput {
    /// The stage.
    pub id: ID,
    /// The version that the user saw.
    pub version: i32,
}

/// A retired stage to be taken back into use.
#[derive(InputObject)]
pub struct RestoreStageInput {
    /// The stage.
    pub id: ID,
    /// The version that the user saw.
    pub version: i32,
}

/// Another order of the stages.
#[derive(InputObject)]
pub struct OrderStagesInput {
    /// All stages in use, each once, in the order that they shall have.
    pub stage_ids: Vec<ID>,
}
