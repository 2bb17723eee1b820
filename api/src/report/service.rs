//! Writing, submitting and reviewing reports.

use std::sync::Arc;

use chrono::NaiveDate;
use entity::{finding, organization, report, types::ReportStatus};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

use crate::{
    audit,
    error::{Error, Result, UserErrorCode, same_version},
    events::Event,
    finding::{carry_over::carry_over, service::replace},
    policy::{Actor, Capability, find, find_for_update, select},
    report::{
        copied::{self, Subject},
        lint::{MAX_TEXT, is_too_long, lint_report},
        requirement,
    },
    state::State,
    validation::Validator,
};

const MAX_REASON: usize = 500;

/// A text to be saved.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The report that it belongs to, with the version that the author saw; `None` for a new one.
    pub existing: Option<(Uuid, i32)>,
    /// The day that it is about; `None` for today, or for the day that an existing report has.
    pub report_on: Option<NaiveDate>,
    /// The text, kept as it was typed, since offsets count in it.
    pub text: String,
}

/// What a reviewer says of a report.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// It is fine.
    Accept,
    /// The author should mend it.
    Return {
        /// What to mend.
        reason: String,
    },
}

/// Saves a draft, or a returned report that its author is mending.
pub async fn save_draft(state: &State, actor: &Actor, draft: Draft) -> Result<report::Model> {
    actor.require(Capability::Report)?;
    let today = actor.today(&state.clock);
    let mut validator = Validator::default();
    if is_too_long(&draft.text) {
        validator.report("text", UserErrorCode::TooLong, format!("最多 {MAX_TEXT} 个字"));
    }
    if draft.report_on.is_some_and(|day| day > today) {
        validator.report("reportOn", UserErrorCode::Invalid, "日报日期不能晚于今天");
    }
    validator.finish()?;

    // Linted before the transaction, which would keep every other writer waiting; the version says whether the row that
    // it was linted for is still the same.
    let seen = match draft.existing {
        Some((id, version)) => Some(for_author(state.database.read(), actor, id, version).await?),
        None => None,
    };
    let report_on = draft
        .report_on
        .or(seen.as_ref().map(|seen| seen.report_on))
        .unwrap_or(today);
    let text: Arc<str> = draft.text.into();
    let subject = Subject {
        report: seen.as_ref().map(|seen| seen.id),
        author: actor.id,
        date: report_on,
    };
    let result = lint_report(state, actor, subject, Arc::clone(&text)).await?;

    let transaction = state.database.begin().await?;
    let now = state.clock.timestamp();
    let model = report::ActiveModel {
        report_on: Set(report_on),
        text: Set(text.to_string()),
        score: Set(result.score.map(i32::from)),
        finding_count: Set(i32::try_from(result.findings.len()).map_err(Error::fault)?),
        updated_at: Set(now),
        ..Default::default()
    };
    let model = match seen {
        None => {
            let new = report::ActiveModel {
                id: Set(Uuid::now_v7()),
                organization_id: Set(actor.organization_id),
                author_id: Set(actor.id),
                team_id: Set(actor.team.as_ref().map(|team| team.id)),
                status: Set(ReportStatus::Draft),
                created_at: Set(now),
                version: Set(1),
                ..model
            };
            new.insert(&transaction).await?
        }
        Some(seen) => {
            let found = find_for_update::<report::Entity>(&transaction, actor, seen.id).await?;
            same_version(found.version, seen.version)?;
            let changed = report::ActiveModel {
                id: Set(found.id),
                version: Set(found.version + 1),
                ..model
            };
            changed.update(&transaction).await?
        }
    };
    transaction.commit().await?;
    state.events.publish(Event::DraftSaved {
        organization_id: model.organization_id,
        report_id: model.id,
        version: model.version,
        text,
        date: model.report_on,
    });
    Ok(model)
}

/// Submits a report, with the findings of its text.
pub async fn submit(state: &State, actor: &Actor, id: Uuid, version: i32) -> Result<report::Model> {
    actor.require(Capability::Report)?;
    let seen = for_author(state.database.read(), actor, id, version).await?;
    let result = lint_report(state, actor, (&seen).into(), seen.text.as_str().into()).await?;

    let transaction = state.database.begin().await?;
    let found = find_for_update::<report::Entity>(&transaction, actor, id).await?;
    same_version(found.version, version)?;
    let organization = find::<organization::Entity>(&transaction, actor, actor.organization_id).await?;
    let before = select::<finding::Entity>(actor)
        .filter(finding::Column::ReportId.eq(id))
        .all(&transaction)
        .await?;
    let findings = carry_over(before, result.findings);
    requirement::check(&organization, &found, result.score, &findings)?;
    replace(state, &transaction, &found, &findings).await?;
    copied::keep(state, &transaction, &found).await?;

    let now = state.clock.timestamp();
    let mut model = found.into_active_model();
    model.status = Set(ReportStatus::Submitted);
    model.score = Set(result.score.map(i32::from));
    model.finding_count = Set(i32::try_from(findings.len()).map_err(Error::fault)?);
    model.submitted_at = Set(Some(now));
    model.return_reason = Set(None);
    model.updated_at = Set(now);
    model.version = Set(version + 1);
    let model = model.update(&transaction).await?;
    transaction.commit().await?;
    state.events.publish(Event::ReportSubmitted {
        organization_id: model.organization_id,
        report_id: model.id,
    });
    Ok(model)
}

/// Accepts a submitted report of somebody else, or returns it.
pub async fn review(state: &State, actor: &Actor, id: Uuid, version: i32, verdict: Verdict) -> Result<report::Model> {
    actor.require(Capability::ReviewReports)?;
    let (status, action, reason) = match verdict {
        Verdict::Accept => (ReportStatus::Accepted, "report.accept", None),
        Verdict::Return { reason } => {
            let mut validator = Validator::default();
            let reason = validator.text("reason", &reason, MAX_REASON);
            validator.finish()?;
            (ReportStatus::Returned, "report.return", Some(reason))
        }
    };
    let transaction = state.database.begin().await?;
    let found = find_for_update::<report::Entity>(&transaction, actor, id).await?;
    if found.author_id == actor.id {
        return Err(Error::Forbidden);
    }
    same_version(found.version, version)?;
    if found.status != ReportStatus::Submitted {
        return Err(Error::invalid(
            (),
            UserErrorCode::WrongState,
            "只能审阅已提交、尚未审阅的日报",
        ));
    }
    let now = state.clock.timestamp();
    let detail = reason.as_ref().map(|reason| serde_json::json!({"reason": reason}));
    let mut model = found.into_active_model();
    model.status = Set(status);
    model.reviewed_by = Set(Some(actor.id));
    model.reviewed_at = Set(Some(now));
    model.return_reason = Set(reason);
    model.updated_at = Set(now);
    model.version = Set(version + 1);
    let model = model.update(&transaction).await?;
    audit::record(state, &transaction, actor, action, ("report", model.id), detail).await?;
    transaction.commit().await?;
    Ok(model)
}

/// The report `id` of the actor's own, whose text may change.
async fn for_author(connection: &impl ConnectionTrait, actor: &Actor, id: Uuid, version: i32) -> Result<report::Model> {
    let found = find::<report::Entity>(connection, actor, id).await?;
    if found.author_id != actor.id {
        return Err(Error::Forbidden);
    }
    same_version(found.version, version)?;
    match found.status {
        ReportStatus::Draft | ReportStatus::Returned => Ok(found),
        ReportStatus::Submitted | ReportStatus::Accepted => Err(Error::invalid(
            (),
            UserErrorCode::WrongState,
            "日报已提交，退回之后才能修改",
        )),
    }
}
