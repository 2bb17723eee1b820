//! Inputs of the report queries and mutations.

use async_graphql::{ID, InputObject, MaybeUndefined};

use crate::{
    commitment::{fields::FieldValue, input::CommitmentFieldInput, service::NewCommitment},
    error::{Error, Result, UserErrorCode},
    id::{self, NodeKind},
    report::{promise::FoundPromise, requirement::PolicyChange, service::Draft},
    scalar::Date,
};

/// A text to be linted.
#[derive(InputObject)]
pub struct LintTextInput {
    /// The text, at most 100,000 characters.
    pub text: String,
    /// The day that it was written, against which its times resolve; today where it is left out.
    pub date: Option<Date>,
}

/// A report to be saved.
#[derive(InputObject)]
pub struct SaveDraftInput {
    /// The draft or returned report to change; left out for a new one.
    pub id: Option<ID>,
    /// The version that the author saw; goes with `id`.
    pub version: Option<i32>,
    /// The day that it is about, not after today; left out for today, or for the day that the report has.
    pub report_on: Option<Date>,
    /// The text, at most 100,000 characters; kept as it is.
    pub text: String,
}

impl TryFrom<SaveDraftInput> for Draft {
    type Error = Error;

    fn try_from(input: SaveDraftInput) -> Result<Self> {
        let existing = match (input.id, input.version) {
            (Some(id), Some(version)) => Some((id::of_field(NodeKind::Report, &id, "id")?, version)),
            (None, None) => None,
            (Some(_), None) => {
                let message = "修改已有日报时必填：您看到的版本";
                return Err(Error::invalid("version", UserErrorCode::Required, message));
            }
            (None, Some(_)) => {
                let message = "给出版本时必填：要修改的日报";
                return Err(Error::invalid("id", UserErrorCode::Required, message));
            }
        };
        Ok(Self {
            existing,
            report_on: input.report_on.map(|date| date.0),
            text: input.text,
        })
    }
}

/// A report to be submitted.
#[derive(InputObject)]
pub struct SubmitReportInput {
    /// The draft or returned report.
    pub id: ID,
    /// The version that the author saw.
    pub version: i32,
}

/// A report to be returned to its author.
#[derive(InputObject)]
pub struct ReturnReportInput {
    /// The submitted report.
    pub id: ID,
    /// The version that the reviewer saw.
    pub version: i32,
    /// What the author should mend, at most 500 characters.
    pub reason: String,
}

/// A report to be accepted.
#[derive(InputObject)]
pub struct AcceptReportInput {
    /// The submitted report.
    pub id: ID,
    /// The version that the reviewer saw.
    pub version: i32,
}

/// A promise in the text of a report, to be made a commitment.
#[derive(InputObject)]
pub struct MakeCommitmentFromReportInput {
    /// The report, of one's own.
    pub report_id: ID,
    /// The first code point of the promise, as the linter gave it.
    pub start: i32,
    /// The code point behind its last one.
    pub end: i32,
    /// What kind of promise it is.
    pub kind_id: ID,
    /// To whom it was made.
    pub customer_id: ID,
    /// The lead of that customer that it helps.
    pub lead_id: Option<ID>,
    /// What was promised, at most 200 characters; left out for the words of the report.
    pub title: Option<String>,
    /// A value for each field that the kind asks for. What is wrong with one is answered at `["fields", key]`.
    #[graphql(default)]
    pub fields: Vec<CommitmentFieldInput>,
    /// The due date, from today on; left out for the deadline that the report states, or else the kind's lead time.
    pub due_on: Option<Date>,
    /// Who delivers, a user of the kind's delivery role; without it whoever of that role has the fewest open tasks.
    pub deliverer_id: Option<ID>,
}

impl MakeCommitmentFromReportInput {
    /// The promise that it names, and what else the commitment says.
    pub(super) fn parts(self) -> Result<(FoundPromise, NewCommitment)> {
        let promise = FoundPromise {
            report_id: id::of_field(NodeKind::Report, &self.report_id, "reportId")?,
            span: (self.start, self.end),
            title: self.title,
        };
        let rest = NewCommitment {
            kind_id: id::or_nil(NodeKind::CommitmentKind, &self.kind_id),
            customer_id: id::or_nil(NodeKind::Customer, &self.customer_id),
            lead_id: self.lead_id.map(|id| id::or_nil(NodeKind::Lead, &id)),
            origin: None,
            title: String::new(),
            fields: self.fields.into_iter().map(FieldValue::from).collect(),
            due_on: self.due_on.map(|date| date.0),
            deliverer_id: self.deliverer_id.map(|id| id::or_nil(NodeKind::User, &id)),
        };
        Ok((promise, rest))
    }
}

/// A change of what the organisation asks of a report; what is left out stays as it is.
#[derive(InputObject)]
pub struct ChangeReportPolicyInput {
    /// Whether a report with findings of severity ERROR may not be submitted.
    pub require_no_errors: Option<bool>,
    /// The lint score, 0 to 100, that a report needs to be submitted; null asks for no score.
    pub min_score: MaybeUndefined<i32>,
    /// The version of the organisation that the user saw.
    pub version: i32,
}

impl From<ChangeReportPolicyInput> for PolicyChange {
    fn from(input: ChangeReportPolicyInput) -> Self {
        Self {
            require_no_errors: input.require_no_errors,
            min_score: input.min_score.into(),
            version: input.version,
        }
    }
}
