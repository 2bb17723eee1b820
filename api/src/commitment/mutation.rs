//! Mutations of commitments.

use async_graphql::{Context, Object};

use crate::{
    commitment::{
        input::{
            BreakCommitmentInput, CancelCommitmentInput, FulfilCommitmentInput, MakeCommitmentInput,
            RescheduleCommitmentInput,
        },
        service,
        types::{
            BreakCommitmentPayload, CancelCommitmentPayload, FulfilCommitmentPayload, MakeCommitmentPayload,
            RescheduleCommitmentPayload,
        },
    },
    context::ContextExt,
    error::Result,
};

/// Mutations of commitments.
#[derive(Debug, Default)]
pub struct CommitmentMutation;

#[Object]
impl CommitmentMutation {
    /// Makes a promise to a customer, and puts the to-do with every field of it on the workbench of whoever delivers. For
    /// REP, SUPERVISOR and ADMIN.
    async fn make_commitment(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The promise.")] input: MakeCommitmentInput,
    ) -> Result<MakeCommitmentPayload> {
        MakeCommitmentPayload::from(service::make(context.state()?, context.actor()?, input.into()).await)
    }

    /// Declares a promise kept, which completes its task. For whoever delivers, the maker's supervisor and ADMIN.
    async fn fulfil_commitment(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The promise and what shows that it was kept.")] input: FulfilCommitmentInput,
    ) -> Result<FulfilCommitmentPayload> {
        let step = input.try_into()?;
        FulfilCommitmentPayload::from(service::take(context.state()?, context.actor()?, step).await)
    }

    /// Moves the due date of a promise and of its task; the first due date is kept. For whoever made it, their supervisor
    /// and ADMIN.
    async fn reschedule_commitment(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The promise and its new due date.")] input: RescheduleCommitmentInput,
    ) -> Result<RescheduleCommitmentPayload> {
        let step = input.try_into()?;
        RescheduleCommitmentPayload::from(service::take(context.state()?, context.actor()?, step).await)
    }

    /// Declares that a promise will not be kept, which cancels its task. For whoever made it or delivers it, the maker's
    /// supervisor and ADMIN.
    async fn break_commitment(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The promise and why.")] input: BreakCommitmentInput,
    ) -> Result<BreakCommitmentPayload> {
        let step = input.try_into()?;
        BreakCommitmentPayload::from(service::take(context.state()?, context.actor()?, step).await)
    }

    /// Takes back a promise that is not wanted any more, which cancels its task. For whoever made it, their supervisor and
    /// ADMIN.
    async fn cancel_commitment(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The promise and why.")] input: CancelCommitmentInput,
    ) -> Result<CancelCommitmentPayload> {
        let step = input.try_into()?;
        CancelCommitmentPayload::from(service::take(context.state()?, context.actor()?, step).await)
    }
}
