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
    ConnectionTrait, EntityTrait, TryIntoModel, Value,
    prelude::{Date, Json, Uuid},
    sea_query::{Expr, Query},
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
        let area = rows::insert_area(db).await?;
        let author = rows::clerk(&area, "wangmin").insert(db).await?;
        let report = report::ActiveModel {
            id: Set(Uuid::now_v7()),
            organization_id: Set(area.organization_id),
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
            organization_id: Set(area.organization_id),
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

/// When the organisations got stages of their own.
const STAGES: &str = "m20261125_000035_create_stage";

#[tokio::test]
#[expect(
    clippy::too_many_lines,
    reason = "one story: what was there, the upgrade, what became of it"
)]
async fn leads_stand_in_the_stages_of_their_organisation_with_their_way_there() -> TestResult {
    for database in TestDatabase::each().await? {
        let db = &database.connection;
        let before = Migrator::migrations();
        let before = before.iter().take_while(|migration| migration.name() != STAGES).count();
        Migrator::up(db, Some(u32::try_from(before)?)).await?;
        let area = rows::insert_area(db).await?;
        let owner = rows::clerk(&area, "wangmin").insert(db).await?;
        let insert = async |table: &'static str, row: Vec<(&'static str, Value)>| {
            let mut columns = vec!["id", "organization_id", "created_at"];
            columns.extend(row.iter().map(|(column, _)| *column));
            let mut values: Vec<Expr> = row.into_iter().map(|(_, value)| Expr::value(value)).collect();
            let id = Uuid::now_v7();
            let first = [id.into(), area.organization_id.into(), Value::from(1_000_i64)].map(Expr::value);
            values.splice(0..0, first);
            let mut query = Query::insert();
            db.execute(query.into_table(table).columns(columns).values(values)?)
                .await?;
            Ok::<_, Box<dyn std::error::Error>>(id)
        };
        let customer = vec![
            ("name", "汇川技术".into()),
            ("normalized_name", "汇川技术".into()),
            ("industry", "工业".into()),
            ("updated_at", 1_000_i64.into()),
        ];
        let customer = insert("customer", customer).await?;
        let lead = |stage: &'static str, at: i64| {
            vec![
                ("customer_id", customer.into()),
                ("owner_id", owner.id.into()),
                ("team_id", area.id.into()),
                ("title", "变频器".into()),
                ("stage", stage.into()),
                ("tier", "COOL".into()),
                ("score", 0.into()),
                ("stage_changed_at", at.into()),
                ("updated_at", at.into()),
            ]
        };
        let still = insert("lead", lead("NEW", 1_000)).await?;
        let moved = insert("lead", lead("LOST", 3_000)).await?;
        for (at, from, to) in [(2_000_i64, "NEW", "PROPOSAL"), (3_000, "PROPOSAL", "LOST")] {
            let detail = format!(r#"{{"from": "{from}", "to": "{to}"}}"#);
            let row = vec![
                ("customer_id", customer.into()),
                ("lead_id", moved.into()),
                ("user_id", owner.id.into()),
                ("kind", "STAGE_CHANGE".into()),
                ("occurred_at", at.into()),
                ("note", "".into()),
                ("detail", detail.parse::<Json>()?.into()),
            ];
            insert("activity", row).await?;
        }

        for _ in 0..2 {
            Migrator::up(db, None).await?;
            let stages = Stage::find().all(db).await?;
            assert_eq!(stages.len(), 6, "{:?}", database.backend());
            let named = |id: Option<Uuid>| {
                let found = stages.iter().find(|stage| Some(stage.id) == id);
                found.map(|stage| stage.name.clone()).unwrap_or_default()
            };
            for (id, name) in [(still, "新线索"), (moved, "丢单")] {
                let found = Lead::find_by_id(id).one(db).await?.ok_or("no lead")?;
                assert_eq!(named(found.stage_id), name);
            }
            let mut visits = StageVisit::find().all(db).await?;
            visits.sort_by_key(|visit| (visit.lead_id, *visit.entered_at));
            let visits: Vec<_> = visits
                .iter()
                .map(|visit| {
                    let left = visit.left_at.map(|at| at.timestamp_millis());
                    let entered = visit.entered_at.timestamp_millis();
                    (
                        visit.lead_id,
                        named(Some(visit.stage_id)),
                        entered,
                        left,
                        named(visit.next_stage_id),
                    )
                })
                .collect();
            let text = str::to_owned;
            assert_eq!(
                visits,
                [
                    (still, text("新线索"), 1_000, None, text("")),
                    (moved, text("新线索"), 1_000, Some(2_000), text("方案")),
                    (moved, text("方案"), 2_000, Some(3_000), text("丢单")),
                    (moved, text("丢单"), 3_000, None, text("")),
                ]
            );
            let newer = Migrator::migrations().len() - before;
            Migrator::down(db, Some(u32::try_from(newer)?)).await?;
        }
        database.remove().await?;
    }
    Ok(())
}
