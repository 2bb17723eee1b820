//! Storing findings, and dismissing them.

use entity::{
    finding::{self, Rejections, Stretches, Suggestion, Suggestions},
    report,
    types::{Timestamp, Words},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
};
use uuid::Uuid;

use crate::{
    audit,
    error::{Error, Result, UserErrorCode},
    finding::carry_over::Judged,
    policy::{Actor, find_for_update},
    report::lint::{
        category_to_entity, evasion, evidence_to_mark, kind_to_entity, rejection, severity_to_entity, stretch,
    },
    state::State,
    validation::Validator,
};

const MAX_REASON: usize = 500;

/// Rows of one statement; SQLite takes some 32,000 values, of which a row has 24.
const BATCH: usize = 1_000;

/// Replaces the findings of `report` in the transaction that submits it.
pub async fn replace(
    state: &State,
    transaction: &DatabaseTransaction,
    report: &report::Model,
    findings: &[Judged],
) -> Result<()> {
    finding::Entity::delete_many()
        .filter(finding::Column::OrganizationId.eq(report.organization_id))
        .filter(finding::Column::ReportId.eq(report.id))
        .exec(transaction)
        .await?;
    let now = state.clock.timestamp();
    for batch in findings.chunks(BATCH) {
        let mut rows = Vec::with_capacity(batch.len());
        for Judged { finding, dismissal } in batch {
            let mut row = row(Uuid::now_v7(), report, finding, now)?;
            if let Some(dismissal) = dismissal {
                row.dismissed_at = Some(dismissal.at);
                row.dismissed_by = Some(dismissal.by);
                row.dismissal_reason = Some(dismissal.reason.clone());
            }
            rows.push(row.into_active_model().reset_all());
        }
        finding::Entity::insert_many(rows)
            .exec_without_returning(transaction)
            .await?;
    }
    Ok(())
}

/// Dismisses a finding as wrong.
pub async fn dismiss(state: &State, actor: &Actor, id: Uuid, reason: &str) -> Result<finding::Model> {
    let mut validator = Validator::default();
    let reason = validator.text("reason", reason, MAX_REASON);
    validator.finish()?;
    let transaction = state.database.begin().await?;
    let found = find_for_update::<finding::Entity>(&transaction, actor, id).await?;
    if found.dismissed_at.is_some() {
        return Err(Error::invalid((), UserErrorCode::WrongState, "这条问题已被忽略"));
    }
    let detail = serde_json::json!({"rule": found.rule, "text": found.text, "reason": reason});
    let mut model = found.into_active_model();
    model.dismissed_at = Set(Some(state.clock.timestamp()));
    model.dismissed_by = Set(Some(actor.id));
    model.dismissal_reason = Set(Some(reason));
    let model = model.update(&transaction).await?;
    let subject = ("finding", id);
    audit::record(state, &transaction, actor, "finding.dismiss", subject, Some(detail)).await?;
    transaction.commit().await?;
    Ok(model)
}

/// Takes the dismissal of a finding back.
pub async fn restore(state: &State, actor: &Actor, id: Uuid) -> Result<finding::Model> {
    let transaction = state.database.begin().await?;
    let found = find_for_update::<finding::Entity>(&transaction, actor, id).await?;
    if found.dismissed_at.is_none() {
        return Err(Error::invalid((), UserErrorCode::WrongState, "这条问题没有被忽略"));
    }
    let mut model = found.into_active_model();
    model.dismissed_at = Set(None);
    model.dismissed_by = Set(None);
    model.dismissal_reason = Set(None);
    let model = model.update(&transaction).await?;
    audit::record(state, &transaction, actor, "finding.restore", ("finding", id), None).await?;
    transaction.commit().await?;
    Ok(model)
}

/// What the linter found in a report, as a row.
pub fn row(id: Uuid, report: &report::Model, finding: &nlp::Finding, at: Timestamp) -> Result<finding::Model> {
    let copied = finding.copied.as_ref();
    let offset = |offset: usize| i32::try_from(offset).map_err(Error::fault);
    let missing = finding
        .missing
        .iter()
        .map(|evidence| evidence_to_mark(*evidence).to_owned());
    let suggestions = finding.suggestions.iter().map(|suggestion| Suggestion {
        script_id: suggestion.script_id.clone(),
        text: suggestion.text.clone(),
    });
    Ok(finding::Model {
        id,
        organization_id: report.organization_id,
        report_id: report.id,
        rule: finding.rule.clone(),
        category: category_to_entity(finding.category),
        kind: kind_to_entity(finding.kind),
        severity: severity_to_entity(finding.severity),
        span_start: offset(finding.span.start)?,
        span_end: offset(finding.span.end)?,
        utf16_start: offset(finding.span.utf16_start)?,
        utf16_end: offset(finding.span.utf16_end)?,
        text: finding.text.clone(),
        message: finding.message.clone(),
        missing: Words(missing.collect()),
        suggestions: Suggestions(suggestions.collect()),
        rejected: Rejections(finding.rejected.iter().map(rejection).collect()),
        evasion: finding.evasion.as_ref().map(evasion),
        copied_from_id: copied.and_then(|copied| Uuid::parse_str(&copied.report).ok()),
        copied_share: copied.map(|copied| i32::from(copied.share)),
        copied_spans: copied.map(|copied| Stretches(copied.spans.iter().map(stretch).collect())),
        dismissed_at: None,
        dismissed_by: None,
        dismissal_reason: None,
        created_at: at,
    })
}
