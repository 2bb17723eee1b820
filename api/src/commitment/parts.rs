//! What a commitment states, and where it came from, in the schema.

use async_graphql::{Context, ID, InputObject, Object};
use entity::{attachment, commitment, commitment_kind, finding, report};
use sea_orm::prelude::Json;
use uuid::Uuid;

use crate::{
    attachment::Attachment,
    commitment::service::{Figure, FigureFilter},
    context::ContextExt,
    error::Result,
    finding::Finding,
    id::{self, NodeKind},
    pagination::Sort,
    report::Report,
    scalar::Date,
};

/// How many findings of a report are looked through.
const MAX_FINDINGS: u64 = 500;

/// A field of a commitment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitmentField {
    key: String,
    label: String,
    value: String,
    attachment_id: Option<Uuid>,
}

/// A field of a commitment.
#[Object]
impl CommitmentField {
    /// The key in the form of the kind.
    async fn key(&self) -> &str {
        &self.key
    }

    /// What the form calls it; the key where the form of the kind does not ask for it any more.
    async fn label(&self) -> &str {
        &self.label
    }

    /// Its value; for a file its name, or the reference that was given before files could be uploaded.
    async fn value(&self) -> &str {
        &self.value
    }

    /// The file; null for other fields, for a reference, and where the user may not see it.
    async fn attachment(&self, context: &Context<'_>) -> Option<Result<Attachment>> {
        context.object::<attachment::Entity, _>(self.attachment_id).await
    }
}

/// The stored fields with the labels and in the order of the form; those that it does not have any more come last.
pub(super) fn labelled(fields: &Json, kind: Option<&commitment_kind::Model>) -> Vec<CommitmentField> {
    let form = kind.map(|kind| kind.required_fields.0.as_slice()).unwrap_or_default();
    let mut answer: Vec<_> = fields
        .as_object()
        .into_iter()
        .flatten()
        .map(|(key, value)| {
            let position = form.iter().position(|spec| spec.key == *key);
            let label = position.and_then(|position| form.get(position)).map(|spec| &spec.label);
            let text = |value: Option<&Json>| value.and_then(Json::as_str).unwrap_or_default().to_owned();
            let field = CommitmentField {
                key: key.clone(),
                label: label.unwrap_or(key).clone(),
                value: text(value.get("name").or(Some(value))),
                attachment_id: text(value.get("attachment")).parse().ok(),
            };
            (position.unwrap_or(form.len()), field)
        })
        .collect();
    answer.sort_by(|(left, one), (right, other)| left.cmp(right).then_with(|| one.key.cmp(&other.key)));
    answer.into_iter().map(|(_, field)| field).collect()
}

/// Where in a report a promise stood.
#[derive(Clone, Debug)]
pub struct CommitmentOrigin {
    report_id: Option<Uuid>,
    start: i32,
    end: i32,
    text: String,
}

impl CommitmentOrigin {
    /// Where the promise of `commitment` stood, if it was found in a report.
    pub(super) fn of(commitment: &commitment::Model) -> Option<Self> {
        Some(Self {
            report_id: commitment.report_id,
            start: commitment.promise_start?,
            end: commitment.promise_end?,
            text: commitment.promise_text.clone()?,
        })
    }
}

/// Where in a report a promise stood.
#[Object]
impl CommitmentOrigin {
    /// The report; null where it is gone, or where the user may not see it.
    async fn report(&self, context: &Context<'_>) -> Option<Result<Report>> {
        context.object::<report::Entity, _>(self.report_id).await
    }

    /// The first code point of the promise in the text as it was then.
    async fn start(&self) -> i32 {
        self.start
    }

    /// The code point behind its last one.
    async fn end(&self) -> i32 {
        self.end
    }

    /// The promise in the words of the report.
    async fn text(&self) -> &str {
        &self.text
    }

    /// The findings of the report, as it was submitted last, that lie in the promise: what was vague or risky about it.
    async fn findings(&self, context: &Context<'_>) -> Result<Vec<Finding>> {
        let Some(report) = self.report_id else {
            return Ok(Vec::new());
        };
        let sort = Sort {
            column: finding::Column::SpanStart,
            descending: false,
        };
        let found = context
            .load_children::<finding::Entity>(report, finding::Column::ReportId, sort, MAX_FINDINGS)
            .await?;
        let lies_in = |found: &finding::Model| found.span_start < self.end && self.start < found.span_end;
        Ok(found.into_iter().filter(lies_in).map(Finding).collect())
    }
}

/// Which promises count for the figure.
#[derive(InputObject)]
pub struct CommitmentFigureInput {
    /// Those that were first promised for this day or later.
    pub from: Date,
    /// Those that were first promised for this day or earlier.
    pub to: Date,
    /// Only those of this kind.
    pub kind_id: Option<ID>,
    /// Only those that this user made.
    pub made_by_id: Option<ID>,
    /// Only those that this user delivers.
    pub deliverer_id: Option<ID>,
    /// Only those that were made by the people of this team and of all below it.
    pub team_id: Option<ID>,
}

impl From<CommitmentFigureInput> for FigureFilter {
    fn from(input: CommitmentFigureInput) -> Self {
        let row = |kind, id: Option<ID>| id.map(|id| id::or_nil(kind, &id));
        Self {
            from: input.from.0,
            to: input.to.0,
            kind_id: row(NodeKind::CommitmentKind, input.kind_id),
            made_by: row(NodeKind::User, input.made_by_id),
            deliverer_id: row(NodeKind::User, input.deliverer_id),
            team_id: row(NodeKind::Team, input.team_id),
        }
    }
}

/// 承诺兑现率: how many promises were kept by the day that was promised first.
#[derive(Clone, Copy, Debug)]
pub struct CommitmentFigure(pub(super) Figure);

/// 承诺兑现率: how many promises were kept by the day that was promised first. The promises that were counted are those of
/// `commitments(filter: {firstDueFrom, firstDueTo, onTime})`.
#[Object]
impl CommitmentFigure {
    /// How it is counted, in Chinese, fit to be shown.
    async fn formula(&self) -> &'static str {
        "按首次承诺日兑现的承诺数 ÷ 首次承诺日已过或已了结的承诺数（不含已取消）"
    }

    /// Those that were due or have ended; none that was cancelled.
    async fn due(&self) -> i64 {
        self.0.due
    }

    /// Of these, those that were kept by the day that was promised first.
    async fn on_time(&self) -> i64 {
        self.0.on_time
    }

    /// Of these, those that are still open.
    async fn still_open(&self) -> i64 {
        self.0.still_open
    }

    /// The share in hundredths of a percent, such as 6667 for two of three; null where nothing was due.
    async fn basis_points(&self) -> Option<i64> {
        (self.0.on_time * 10_000 + self.0.due / 2).checked_div(self.0.due)
    }
}
