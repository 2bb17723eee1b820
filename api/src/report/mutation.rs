//! Mutations of reports.

use async_graphql::{Context, Object};

use crate::{
    context::ContextExt,
    error::Result,
    id::{self, NodeKind},
    report::{
        input::{
            AcceptReportInput, ChangeReportPolicyInput, MakeCommitmentFromReportInput, ReturnReportInput,
            SaveDraftInput, SubmitReportInput,
        },
        promise, requirement,
        service::{self, Verdict},
        types::{
            AcceptReportPayload, ChangeReportPolicyPayload, MakeCommitmentFromReportPayload, ReturnReportPayload,
            SaveDraftPayload, SubmitReportPayload,
        },
    },
};

/// Mutations of reports.
#[derive(Debug, Default)]
pub struct ReportMutation;

#[Object]
impl ReportMutation {
    /// Saves a report of one's own while it is a draft or returned, and tells `draftLint`. Each call without `id` makes a
    /// new report; an author may have several for one day. For REP, SUPERVISOR, IMPLEMENTER and CLERK.
    async fn save_draft(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The report.")] input: SaveDraftInput,
    ) -> Result<SaveDraftPayload> {
        let (state, actor) = (context.state()?, context.actor()?);
        SaveDraftPayload::from(async { service::save_draft(state, actor, input.try_into()?).await }.await)
    }

    /// Submits a report of one's own, stores the findings of its text and tells `teamFindings`. What the organisation asks
    /// of a report and this one lacks is answered as `REPORT_NOT_READY`. Submitted again, a report gets the findings of its
    /// new text; one that was dismissed before and still stands there stays dismissed.
    async fn submit_report(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The report.")] input: SubmitReportInput,
    ) -> Result<SubmitReportPayload> {
        let (state, actor) = (context.state()?, context.actor()?);
        SubmitReportPayload::from(
            async {
                let id = id::of_field(NodeKind::Report, &input.id, "id")?;
                service::submit(state, actor, id, input.version).await
            }
            .await,
        )
    }

    /// Returns a submitted report to its author. For the supervisor of the author's team, HEADQUARTERS and ADMIN.
    async fn return_report(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The report and what to mend.")] input: ReturnReportInput,
    ) -> Result<ReturnReportPayload> {
        let (state, actor) = (context.state()?, context.actor()?);
        let verdict = Verdict::Return { reason: input.reason };
        ReturnReportPayload::from(
            async {
                let id = id::of_field(NodeKind::Report, &input.id, "id")?;
                service::review(state, actor, id, input.version, verdict).await
            }
            .await,
        )
    }

    /// Accepts a submitted report. For the supervisor of the author's team, HEADQUARTERS and ADMIN.
    async fn accept_report(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The report.")] input: AcceptReportInput,
    ) -> Result<AcceptReportPayload> {
        let (state, actor) = (context.state()?, context.actor()?);
        AcceptReportPayload::from(
            async {
                let id = id::of_field(NodeKind::Report, &input.id, "id")?;
                service::review(state, actor, id, input.version, Verdict::Accept).await
            }
            .await,
        )
    }

    /// Makes a commitment with its task of a promise that the linter found in a report of one's own. For REP, SUPERVISOR and
    /// ADMIN.
    async fn make_commitment_from_report(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Where the promise stands, and what the commitment says.")]
        input: MakeCommitmentFromReportInput,
    ) -> Result<MakeCommitmentFromReportPayload> {
        let (state, actor) = (context.state()?, context.actor()?);
        MakeCommitmentFromReportPayload::from(
            async {
                let (promise, rest) = input.parts()?;
                promise::make(state, actor, promise, rest).await
            }
            .await,
        )
    }

    /// Changes what the organisation asks of a report before it may be submitted. For ADMIN.
    async fn change_report_policy(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What changes.")] input: ChangeReportPolicyInput,
    ) -> Result<ChangeReportPolicyPayload> {
        ChangeReportPolicyPayload::from(requirement::change(context.state()?, context.actor()?, input.into()).await)
    }
}
