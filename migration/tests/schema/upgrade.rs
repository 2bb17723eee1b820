//! Rows of an older release that a migration takes along.

use entity::{
    finding::{self, Rejections, Suggestion, Suggestions},
    prelude::*,
    report,
    types::{FindingCategory, FindingKind, FindingSeverity, ReportStatus, Words},
};
use migration::{Migrator, MigratorTrait};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    EntityTrait, TryIntoModel,
    prelude::{Date, Uuid},
};

use crate::{
    database::{TestDatabase, TestResult},
    rows,
};

/// The migrations before `finding` was made anew.
const BEFORE_COPIES: u32 = 25;

#[tokio::test]
async fn findings_outlive_the_table_that_they_stood_in() -> TestResult {
    for database in TestDatabase::each().await? {
        let db = &database.connection;
        Migrator::up(db, Some(BEFORE_COPIES)).await?;
        let (organization, area) = rows::insert_organization(db).await?;
        let author = rows::clerk(&area, "wangmin").insert(db).await?;
        let report = report::ActiveModel {
            id: Set(Uuid::now_v7()),
            organization_id: Set(organization.id),
            author_id: Set(author.id),
            report_on: Set(Date::from_ymd_opt(2026, 11, 23).unwrap_or_default()),
            text: Set("客户有意向".to_owned()),
            status: Set(ReportStatus::Submitted),
            created_at: Set(rows::instant()),
            updated_at: Set(rows::instant()),
            ..Default::default()
        }
        .insert(db)
        .await?;
        let kept = finding::ActiveModel {
            id: Set(Uuid::now_v7()),
            organization_id: Set(organization.id),
            report_id: Set(report.id),
            rule: Set("intent/possess".to_owned()),
            category: Set(FindingCategory::Intent),
            kind: Set(FindingKind::Vague),
            severity: Set(FindingSeverity::Warning),
            span_start: Set(2),
            span_end: Set(5),
            utf16_start: Set(2),
            utf16_end: Set(5),
            text: Set("有意向".to_owned()),
            message: Set("没有可核实的依据".to_owned()),
            missing: Set(Words(vec!["Q".to_owned()])),
            suggestions: Set(Suggestions(vec![Suggestion {
                script_id: "intent-quote".to_owned(),
                text: "【联系人】要求报价".to_owned(),
            }])),
            dismissed_at: Set(Some(rows::instant())),
            dismissed_by: Set(Some(author.id)),
            dismissal_reason: Set(Some("客户已下单".to_owned())),
            created_at: Set(rows::instant()),
            ..Default::default()
        };
        Finding::insert(kept.clone()).exec_without_returning(db).await?;

        for _ in 0..2 {
            Migrator::up(db, None).await?;
            let found = Finding::find().all(db).await?;
            assert_eq!(found.len(), 1, "{:?}", database.backend());
            let mut expected = kept.clone();
            expected.rejected = Set(Rejections::default());
            expected.evasion = Set(None);
            expected.copied_from_id = Set(None);
            expected.copied_share = Set(None);
            expected.copied_spans = Set(None);
            let found = found.into_iter().next().ok_or("no finding")?;
            assert_eq!(found, expected.try_into_model()?);

            let newer = Migrator::migrations().len() - usize::try_from(BEFORE_COPIES)?;
            Migrator::down(db, Some(u32::try_from(newer)?)).await?;
        }
        database.remove().await?;
    }
    Ok(())
}
