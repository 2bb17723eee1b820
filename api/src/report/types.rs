//! Reports in the schema.

use async_graphql::{Context, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use entity::{commitment, finding, report, report_fingerprint, team, types, user};

use crate::{
    commitment::Commitment,
    context::ContextExt,
    error::{Result, alone},
    finding::Finding,
    graphql_enum::mirror_enum,
    id::{self, NodeKind},
    pagination::Sort,
    payload::payloads,
    report::{
        copied::{self, Subject},
        lint::lint_against,
        lint_types::LintResult,
    },
    scalar::Date,
    user::{Organization, Team, User},
};

/// How many findings of a report one answer holds.
const MAX_FINDINGS: u64 = 500;
/// How many commitments of a report one answer holds.
const MAX_COMMITMENTS: u64 = 100;

mirror_enum! {
    /// How far a report has come.
    ReportStatus {
        /// 草稿: seen by its author only.
        Draft,
        /// 已提交: waits for review.
        Submitted,
        /// 已退回: the author should mend it and submit it again.
        Returned,
        /// 已接收.
        Accepted,
    }
}

/// 日报: a day's report, from draft to acceptance.
#[derive(Clone, Debug)]
pub struct Report(pub report::Model);

impl From<report::Model> for Report {
    fn from(model: report::Model) -> Self {
        Self(model)
    }
}

/// 日报: a day's report, from draft to acceptance.
#[Object]
impl Report {
    /// Global id.
    pub async fn id(&self) -> ID {
        id::encode(NodeKind::Report, self.0.id)
    }

    /// Who wrote it.
    async fn author(&self, context: &Context<'_>) -> Option<Result<User>> {
        context.object::<user::Entity, _>(self.0.author_id).await
    }

    /// The author's team when it was written; null for somebody outside of the tree.
    async fn team(&self, context: &Context<'_>) -> Option<Result<Team>> {
        context.object::<team::Entity, _>(self.0.team_id).await
    }

    /// The day that it is about; times in the text resolve against it.
    async fn report_on(&self) -> Date {
        Date(self.0.report_on)
    }

    /// The report itself, as it was typed.
    async fn text(&self) -> &str {
        &self.0.text
    }

    /// How far it has come.
    async fn status(&self) -> ReportStatus {
        self.0.status.into()
    }

    /// The lint score of the text as it was last saved or submitted, 0 to 100; null for an empty one.
    async fn score(&self) -> Option<i32> {
        self.0.score
    }

    /// How many findings the text had when it was last saved or submitted, dismissed ones included.
    async fn finding_count(&self) -> i32 {
        self.0.finding_count
    }

    /// The findings of the text as it was last submitted, in the order of the text, at most 500; empty for a draft that
    /// never was, of which `lint` tells.
    async fn findings(&self, context: &Context<'_>) -> Result<Vec<Finding>> {
        let sort = Sort {
            column: finding::Column::SpanStart,
            descending: false,
        };
        let findings = context
            .load_children::<finding::Entity>(self.0.id, finding::Column::ReportId, sort, MAX_FINDINGS)
            .await?;
        Ok(findings.into_iter().map(Finding).collect())
    }

    /// What the linter says of the text now, for a draft or a returned report; null while it is submitted or accepted,
    /// when `findings` are those that count.
    #[graphql(complexity = "20 + child_complexity")]
    async fn lint(&self, context: &Context<'_>) -> Option<Result<LintResult>> {
        match self.0.status {
            types::ReportStatus::Draft | types::ReportStatus::Returned => {
                alone(async {
                    let (state, actor) = (context.state()?, context.actor()?);
                    let kept = context
                        .load_children::<report_fingerprint::Entity>(
                            self.0.author_id,
                            report_fingerprint::Column::AuthorId,
                            copied::LATEST_FIRST,
                            copied::MAX_EARLIER,
                        )
                        .await?;
                    let subject = Subject::from(&self.0);
                    let earlier = copied::comparable(kept, subject);
                    let text = self.0.text.as_str().into();
                    let result = lint_against(state, actor, subject, text, earlier).await?;
                    Ok(result.into())
                })
                .await
            }
            types::ReportStatus::Submitted | types::ReportStatus::Accepted => None,
        }
    }

    /// The commitments that were made of promises in its text, oldest first, at most 100.
    async fn commitments(&self, context: &Context<'_>) -> Result<Vec<Commitment>> {
        let sort = Sort {
            column: commitment::Column::CreatedAt,
            descending: false,
        };
        let commitments = context
            .load_children::<commitment::Entity>(self.0.id, commitment::Column::ReportId, sort, MAX_COMMITMENTS)
            .await?;
        Ok(commitments.into_iter().map(Commitment).collect())
    }

    /// When it was last submitted; null for a draft that never was.
    async fn submitted_at(&self) -> Option<DateTime<Utc>> {
        self.0.submitted_at.map(|at| *at)
    }

    /// Who accepted it or returned it last; null before the first review.
    async fn reviewer(&self, context: &Context<'_>) -> Option<Result<User>> {
        context.object::<user::Entity, _>(self.0.reviewed_by).await
    }

    /// When it was last accepted or returned; null before the first review.
    async fn reviewed_at(&self) -> Option<DateTime<Utc>> {
        self.0.reviewed_at.map(|at| *at)
    }

    /// What the author should mend; null unless it was returned since it was last submitted.
    async fn return_reason(&self) -> Option<&str> {
        self.0.return_reason.as_deref()
    }

    /// When it was first saved.
    async fn created_at(&self) -> DateTime<Utc> {
        *self.0.created_at
    }

    /// When it last changed.
    async fn updated_at(&self) -> DateTime<Utc> {
        *self.0.updated_at
    }

    /// Goes into the next change, so that nobody overwrites what they have not seen.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// What the linter says of a draft as it was saved.
#[derive(SimpleObject, Clone, Debug)]
pub struct DraftLint {
    /// The report.
    pub report_id: ID,
    /// The version of the report whose text was linted; the next `saveDraft` sends it.
    pub version: i32,
    /// What the linter says.
    pub lint: LintResult,
}

payloads! {
    /// The answer of `saveDraft`.
    SaveDraftPayload {
        /// The report as it was saved.
        report: Report
    }

    /// The answer of `submitReport`.
    SubmitReportPayload {
        /// The report, submitted.
        report: Report
    }

    /// The answer of `returnReport`.
    ReturnReportPayload {
        /// The report, returned.
        report: Report
    }

    /// The answer of `acceptReport`.
    AcceptReportPayload {
        /// The report, accepted.
        report: Report
    }

    /// The answer of `makeCommitmentFromReport`.
    MakeCommitmentFromReportPayload {
        /// The commitment, with its task.
        commitment: Commitment
    }

    /// The answer of `changeReportPolicy`.
    ChangeReportPolicyPayload {
        /// The organisation as it is now.
        organization: Organization
    }
}
