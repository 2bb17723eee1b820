//! From a promise that the linter found in a report to a commitment with its task.

use entity::{commitment, report, types::CommitmentStatus};
use nlp::{Commitment, Party};
use sea_orm::{ColumnTrait, QueryFilter};
use uuid::Uuid;

use crate::{
    commitment::service::{self, NewCommitment, Origin},
    error::{Error, Result, UserErrorCode},
    policy::{Actor, Capability, find, select},
    report::lint::lint,
    state::State,
};

/// The longest title of a commitment; the words of a longer promise are cut.
const MAX_TITLE: usize = 200;

/// A promise in the text of a report.
#[derive(Clone, Debug)]
pub struct FoundPromise {
    /// The report.
    pub report_id: Uuid,
    /// Its first code point in the text, and the one behind its last.
    pub span: (i32, i32),
    /// What it is called instead of by the words of the report.
    pub title: Option<String>,
}

/// Makes a commitment of a promise that stands in a report of the actor's own. Where `rest` has no due date, the one that
/// the text states is taken.
pub async fn make(
    state: &State,
    actor: &Actor,
    promise: FoundPromise,
    rest: NewCommitment,
) -> Result<commitment::Model> {
    actor.require(Capability::Promise)?;
    let report = find::<report::Entity>(state.database.read(), actor, promise.report_id).await?;
    if report.author_id != actor.id {
        return Err(Error::Forbidden);
    }
    let found = at_span(state, actor, &report, promise.span).await?;
    if found.by == Party::Customer {
        let message = "这是客户对我方的承诺，不需要我方交付";
        return Err(Error::invalid("start", UserErrorCode::Invalid, message));
    }
    let title = promise
        .title
        .unwrap_or_else(|| found.text.chars().take(MAX_TITLE).collect());
    refuse_second(state, actor, &report, &title).await?;
    let new = NewCommitment {
        origin: Some(Origin {
            report_id: report.id,
            span: promise.span,
            text: found.text.clone(),
        }),
        title,
        due_on: rest.due_on.or(found.due.map(|due| due.end)),
        ..rest
    };
    service::make(state, actor, new).await
}

/// The promise that the linter finds exactly there in the text as it is now.
async fn at_span(state: &State, actor: &Actor, report: &report::Model, (start, end): (i32, i32)) -> Result<Commitment> {
    let result = lint(state, actor, report.text.as_str().into(), report.report_on).await?;
    result
        .commitments
        .into_iter()
        .find(|found| usize::try_from(start) == Ok(found.span.start) && usize::try_from(end) == Ok(found.span.end))
        .ok_or_else(|| {
            let message = "日报的这个位置没有承诺，文字可能已修改，请重新加载";
            Error::invalid("start", UserErrorCode::Invalid, message)
        })
}

/// Fails where the same words of the report have been made a commitment before, as by a phone that tries again.
async fn refuse_second(state: &State, actor: &Actor, report: &report::Model, title: &str) -> Result<()> {
    let made = select::<commitment::Entity>(actor)
        .filter(commitment::Column::ReportId.eq(report.id))
        .filter(commitment::Column::Title.eq(title.trim()))
        .filter(commitment::Column::Status.ne(CommitmentStatus::Cancelled))
        .one(state.database.read())
        .await?;
    match made {
        None => Ok(()),
        Some(_) => Err(Error::invalid("start", UserErrorCode::Taken, "这条承诺已经登记过了")),
    }
}
