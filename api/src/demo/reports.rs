//! Daily reports in people's own words, with what the linter finds in them.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use entity::{
    report, report_fingerprint,
    types::{ReportStatus, Role},
    user,
};
use nlp::{LintResult, Linter, RulePack, copied::Fingerprint};
use sea_orm::ActiveValue::Set;

use super::{
    Stage,
    people::{Cast, all_set},
    stamp,
};
use crate::{
    error::{Error, Result},
    finding::service::row,
};

const REPORTS: usize = 300;
/// Texts, parted by lines of `%%`; `{客户}` and `{联系人}` stand for a customer of the author's and somebody there.
const WRITTEN: &str = include_str!("../../resources/demo/reports.txt");

/// 300 reports, the newest of today; the last of each author is still a draft.
pub(super) async fn reports(stage: &mut Stage, cast: &Cast) -> Result<()> {
    let texts: Vec<&str> = WRITTEN
        .split("\n%%\n")
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .collect();
    let authors: Vec<user::Model> = cast.of_role(Role::Rep).into_iter().cloned().collect();
    let linter = tokio::task::spawn_blocking(|| Linter::new(RulePack::default()))
        .await
        .map_err(Error::fault)?
        .map_err(Error::fault)?;
    for index in 0..REPORTS {
        let (Some(author), Some(text)) = (authors.get(index % authors.len()), texts.get(index % texts.len())) else {
            break;
        };
        let days_ago = u64::try_from(index / authors.len()).unwrap_or_default();
        let at = stage.working_moment(days_ago);
        let on = at.with_timezone(&super::zone()).date_naive();
        let text = about_a_customer(stage, author, text);
        let result = linter.lint(&text, on);
        let supervisor = cast
            .of_role(Role::Supervisor)
            .into_iter()
            .find(|supervisor| supervisor.team_id == author.team_id);
        add_report(stage, (author, supervisor), &text, (on, at), &result)?;
    }
    Ok(())
}

/// The text with a customer of the author's in it, called as people call customers and contacts: 恒力机电, 王经理.
fn about_a_customer(stage: &mut Stage, author: &user::Model, text: &str) -> String {
    let own: Vec<usize> = (0..stage.rows.customers.len())
        .filter(|&index| {
            stage
                .rows
                .customers
                .get(index)
                .is_some_and(|row| row.owner_id == Set(Some(author.id)))
        })
        .collect();
    if own.is_empty() {
        return text.to_owned();
    }
    let chosen = stage.rows.customers.get(*stage.dice.pick(&own));
    let Some((Set(id), Set(name))) = chosen.map(|row| (row.id.clone(), row.name.clone())) else {
        return text.to_owned();
    };
    let short: String = name.trim_end_matches("有限公司").chars().skip(2).collect();
    let contact = stage.rows.contacts.iter().find(|row| row.customer_id == Set(id));
    let surname = match contact.map(|row| &row.name) {
        Some(Set(name)) => name.chars().next().unwrap_or('王'),
        _ => '王',
    };
    let title = *stage.dice.pick(&["经理", "总", "工", "主任"]);
    text.replace("{客户}", &short)
        .replace("{联系人}", &format!("{surname}{title}"))
}

fn add_report(
    stage: &mut Stage,
    people: (&user::Model, Option<&user::Model>),
    text: &str,
    when: (NaiveDate, DateTime<Utc>),
    result: &LintResult,
) -> Result<()> {
    let (author, supervisor) = people;
    let (report_on, written_at) = when;
    let status = if report_on == stage.today() {
        ReportStatus::Draft
    } else if stage.dice.chance(70) {
        ReportStatus::Accepted
    } else {
        ReportStatus::Submitted
    };
    let submitted = status != ReportStatus::Draft;
    let reviewer = supervisor.filter(|_| status == ReportStatus::Accepted);
    let report = report::Model {
        id: Stage::id(written_at),
        organization_id: author.organization_id,
        author_id: author.id,
        team_id: author.team_id,
        report_on,
        text: text.to_owned(),
        status,
        score: result.score.map(i32::from),
        finding_count: i32::try_from(result.findings.len()).map_err(Error::fault)?,
        submitted_at: submitted.then(|| stamp(written_at + TimeDelta::minutes(5))),
        reviewed_by: reviewer.map(|reviewer| reviewer.id),
        reviewed_at: reviewer.map(|_| stamp(written_at + TimeDelta::hours(1))),
        return_reason: None,
        created_at: stamp(written_at),
        updated_at: stamp(written_at),
        version: 1,
    };
    if submitted {
        let fingerprint = report_fingerprint::ActiveModel {
            id: Set(Stage::id(written_at)),
            organization_id: Set(author.organization_id),
            report_id: Set(report.id),
            author_id: Set(author.id),
            report_on: Set(report_on),
            shingles: Set(Fingerprint::of(text, report_on).to_bytes()),
            created_at: Set(stamp(written_at)),
        };
        stage.rows.fingerprints.push(fingerprint);
        for finding in &result.findings {
            let row = row(Stage::id(written_at), &report, finding, stamp(written_at))?;
            stage.rows.findings.push(all_set(row));
        }
    }
    stage.rows.reports.push(all_set(report));
    Ok(())
}
