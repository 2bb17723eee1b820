//! Storing findings, and dismissing them.

use entity::{
    finding::{self, Suggestion, Suggestions},
    report,
    types::Words,
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
    report::lint::{category_to_entity, evidence_to_mark, kind_to_entity, severity_to_entity},
    state::State,
    validation::Validator,
};

const MAX_REASON: usize = 500;

/// Rows of one statement; SQLite takes some 32,000 values, of which a row has 19.
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
    for batch in findings.chunks(BATCH) {
        let rows: Vec<_> = batch
            .iter()
            .map(|judged| row(state, report, judged))
            .collect::<Result<_>>()?;
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

fn row(state: &State, report: &report::Model, judged: &Judged) -> Result<finding::ActiveModel> {
    let Judged { finding, dismissal } = judged;
    let offset = |offset: usize| i32::try_from(offset).map_err(Error::fault);
    Ok(finding::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(report.organization_id),
        report_id: Set(report.id),
        rule: Set(finding.rule.clone()),
        category: Set(category_to_entity(finding.category)),
        kind: Set(kind_to_entity(finding.kind)),
        severity: Set(severity_to_entity(finding.severity)),
        span_start: Set(offset(finding.span.start)?),
        span_end: Set(offset(finding.span.end)?),
        utf16_start: Set(offset(finding.span.utf16_start)?),
        utf16_end: Set(offset(finding.span.utf16_end)?),
        text: Set(finding.text.clone()),
        message: Set(finding.message.clone()),
        missing: Set(Words(
            finding
                .missing
                .iter()
                .map(|evidence| evidence_to_mark(*evidence).to_owned())
                .collect(),
        )),
        suggestions: Set(Suggestions(
            finding
                .suggestions
                .iter()
                .map(|suggestion| Suggestion {
                    script_id: suggestion.script_id.clone(),
                    text: suggestion.text.clone(),
                })
                .collect(),
        )),
        dismissed_at: Set(dismissal.as_ref().map(|dismissal| dismissal.at)),
        dismissed_by: Set(dismissal.as_ref().map(|dismissal| dismissal.by)),
        dismissal_reason: Set(dismissal.as_ref().map(|dismissal| dismissal.reason.clone())),
        created_at: Set(state.clock.timestamp()),
    })
}
