//! Mutations of commitment kinds.

use async_graphql::{Context, Object};

use crate::{
    commitment_kind::{
        input::{
            AddCommitmentKindInput, ChangeCommitmentKindInput, RestoreCommitmentKindInput, RetireCommitmentKindInput,
        },
        service,
        types::{
            AddCommitmentKindPayload, ChangeCommitmentKindPayload, RestoreCommitmentKindPayload,
            RetireCommitmentKindPayload,
        },
    },
    context::ContextExt,
    error::Result,
    id::{self, NodeKind},
};

/// Mutations of commitment kinds.
#[derive(Debug, Default)]
pub struct CommitmentKindMutation;

#[Object]
impl CommitmentKindMutation {
    /// Adds a kind of commitments. For ADMIN.
    async fn add_commitment_kind(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The kind.")] input: AddCommitmentKindInput,
    ) -> Result<AddCommitmentKindPayload> {
        AddCommitmentKindPayload::from(service::add(context.state()?, context.actor()?, input.into()).await)
    }

    /// Changes a kind of commitments, in force for the next commitment. For ADMIN.
    async fn change_commitment_kind(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What changes.")] input: ChangeCommitmentKindInput,
    ) -> Result<ChangeCommitmentKindPayload> {
        let (state, actor) = (context.state()?, context.actor()?);
        ChangeCommitmentKindPayload::from(async { service::change(state, actor, input.try_into()?).await }.await)
    }

    /// Takes a kind out of use: no new commitment may be of it. For ADMIN.
    async fn retire_commitment_kind(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The kind.")] input: RetireCommitmentKindInput,
    ) -> Result<RetireCommitmentKindPayload> {
        let id = id::of(NodeKind::CommitmentKind, &input.id)?;
        let answer = service::set_active(context.state()?, context.actor()?, id, input.version, false).await;
        RetireCommitmentKindPayload::from(answer)
    }

    /// Takes a retired kind back into use. For ADMIN.
    async fn restore_commitment_kind(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The kind.")] input: RestoreCommitmentKindInput,
    ) -> Result<RestoreCommitmentKindPayload> {
        let id = id::of(NodeKind::CommitmentKind, &input.id)?;
        let answer = service::set_active(context.state()?, context.actor()?, id, input.version, true).await;
        RestoreCommitmentKindPayload::from(answer)
    }
}
