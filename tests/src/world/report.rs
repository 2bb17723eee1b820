//! Reports and their findings.

use api::state::State;
use entity::{
    finding, report,
    types::{FindingCategory, FindingKind, FindingSeverity, ReportStatus, Words},
};
use sea_orm::ActiveValue::Set;
use uuid::Uuid;

use super::{Person, World, insert};

impl World {
    /// A report of `author`'s about today.
    pub async fn report(&self, state: &State, author: &Person, text: &str, status: ReportStatus) -> report::Model {
        let now = state.clock.timestamp();
        let row = report::ActiveModel {
            id: Set(Uuid::now_v7()),
            organization_id: Set(author.user.organization_id),
            author_id: Set(author.id()),
            team_id: Set(author.user.team_id),
            report_on: Set(crate::app::now().date_naive()),
            text: Set(text.to_owned()),
            status: Set(status),
            score: Set(Some(50)),
            finding_count: Set(0),
            submitted_at: Set((status != ReportStatus::Draft).then_some(now)),
            reviewed_by: Set(None),
            reviewed_at: Set(None),
            return_reason: Set(None),
            created_at: Set(now),
            updated_at: Set(now),
            version: Set(1),
        };
        insert(state, row).await
    }

    /// A finding of a vague intent in `report`, from the code point `start` on.
    pub async fn finding(&self, state: &State, report: &report::Model, text: &str, start: i32) -> finding::Model {
        let end = start + i32::try_from(text.chars().count()).unwrap();
        let row = finding::ActiveModel {
            id: Set(Uuid::now_v7()),
            organization_id: Set(report.organization_id),
            report_id: Set(report.id),
            rule: Set("intent/interested".to_owned()),
            category: Set(FindingCategory::Intent),
            kind: Set(FindingKind::Vague),
            severity: Set(FindingSeverity::Warning),
            span_start: Set(start),
            span_end: Set(end),
            utf16_start: Set(start),
            utf16_end: Set(end),
            text: Set(text.to_owned()),
            message: Set("缺少数量或客户动作".to_owned()),
            missing: Set(Words(vec!["Q".to_owned(), "A".to_owned()])),
            suggestions: Set(finding::Suggestions::default()),
            rejected: Set(finding::Rejections::default()),
            evasion: Set(None),
            copied_from_id: Set(None),
            copied_share: Set(None),
            copied_spans: Set(None),
            dismissed_at: Set(None),
            dismissed_by: Set(None),
            dismissal_reason: Set(None),
            created_at: Set(state.clock.timestamp()),
        };
        insert(state, row).await
    }
}
