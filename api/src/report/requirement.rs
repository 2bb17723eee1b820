//! What an organisation asks of a report before it may be submitted.

use entity::{organization, report};
use nlp::Severity;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};

use crate::{
    audit,
    change::Change,
    error::{Error, Result, UserErrorCode, Violation, same_version},
    finding::carry_over::Judged,
    policy::{Actor, Capability, find_for_update},
    state::State,
};

/// How many findings a refusal names.
const NAMED: usize = 5;

/// A change of what the organisation asks.
#[derive(Clone, Debug)]
pub struct PolicyChange {
    /// Whether findings of severity ERROR must be mended; `None` as before.
    pub require_no_errors: Option<bool>,
    /// The score to be reached.
    pub min_score: Change<i32>,
    /// The version of the organisation that the user saw.
    pub version: i32,
}

/// Changes what the organisation asks.
pub async fn change(state: &State, actor: &Actor, change: PolicyChange) -> Result<organization::Model> {
    actor.require(Capability::KeepReportPolicy)?;
    if let Change::To(score) = change.min_score
        && !(0..=100).contains(&score)
    {
        return Err(Error::invalid(
            "minScore",
            UserErrorCode::Invalid,
            "分数应在 0 到 100 之间",
        ));
    }
    let transaction = state.database.begin().await?;
    let found = find_for_update::<organization::Entity>(&transaction, actor, actor.organization_id).await?;
    same_version(found.version, change.version)?;
    let mut model = found.into_active_model();
    if let Some(required) = change.require_no_errors {
        model.require_no_errors = Set(required);
    }
    change.min_score.apply(&mut model.min_score);
    model.updated_at = Set(state.clock.timestamp());
    model.version = Set(change.version + 1);
    let model = model.update(&transaction).await?;
    let detail = serde_json::json!({"require_no_errors": model.require_no_errors, "min_score": model.min_score});
    let subject = ("organization", model.id);
    audit::record(
        state,
        &transaction,
        actor,
        "organization.change_report_policy",
        subject,
        Some(detail),
    )
    .await?;
    transaction.commit().await?;
    Ok(model)
}

/// Fails with everything that keeps a report from being submitted. A finding that somebody but its author has dismissed as
/// wrong does not.
pub fn check(
    organization: &organization::Model,
    report: &report::Model,
    score: Option<u8>,
    findings: &[Judged],
) -> Result<()> {
    let not_ready = |message: String| Violation::new((), UserErrorCode::ReportNotReady, message);
    if report.text.trim().is_empty() {
        return Err(Error::Invalid(vec![not_ready("日报还没有内容".into())]));
    }
    let mut violations = Vec::new();
    let errors: Vec<_> = findings
        .iter()
        .filter(|judged| judged.finding.severity == Severity::Error)
        .filter(|judged| {
            let dismissal = judged.dismissal.as_ref();
            dismissal.is_none_or(|dismissal| dismissal.by == report.author_id)
        })
        .collect();
    if organization.require_no_errors && !errors.is_empty() {
        let named: Vec<_> = errors
            .iter()
            .take(NAMED)
            .map(|judged| format!("“{}”（第 {} 字起）", judged.finding.text, judged.finding.span.start + 1))
            .collect();
        let rest = if errors.len() > NAMED { "等" } else { "" };
        violations.push(not_ready(format!(
            "还有 {} 处必须修改：{}{rest}",
            errors.len(),
            named.join("、")
        )));
    }
    if let Some(needed) = organization.min_score {
        let reached = score.map_or(0, i32::from);
        if reached < needed {
            violations.push(not_ready(format!(
                "得分 {reached}，组织要求至少 {needed} 分：请把模糊的说法改写成可以核实的事实"
            )));
        }
    }
    if violations.is_empty() {
        Ok(())
    } else {
        Err(Error::Invalid(violations))
    }
}
