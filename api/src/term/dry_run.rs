//! What a change of terms would do to the reports of the last days, before it is made.

use std::{collections::HashSet, sync::Arc};

use chrono::{Days, NaiveDate};
use entity::{report, term, types::ReportStatus};
use nlp::{Finding, Linter, RulePack, parallel};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::service::NewTerm;
use crate::{
    error::{Error, Result, UserErrorCode},
    policy::{Actor, Capability, select},
    report::{
        lint::{category_to_nlp, severity_to_nlp},
        linters,
    },
    state::State,
    validation::Validator,
};

/// For how many days at most.
pub const MAX_DAYS: u32 = 92;
/// How many terms are added or changed at most.
const MAX_CHANGES: usize = 1_000;
/// How many reports are linted at most, the latest first.
const MAX_REPORTS: usize = 100_000;
/// How many reports are in memory at a time.
const PAGE: u64 = 500;
/// How many findings are listed on either side.
pub const MAX_LISTED: usize = 100;

/// Terms as they would be.
#[derive(Clone, Debug, Default)]
pub struct Proposal {
    /// Terms that would be added.
    pub add: Vec<NewTerm>,
    /// Terms that would be changed.
    pub change: Vec<TermProposal>,
    /// How many days back.
    pub days: u32,
}

/// A term as it would be; what is `None` stays as it is.
#[derive(Clone, Debug)]
pub struct TermProposal {
    /// The term.
    pub id: Uuid,
    /// Another weight.
    pub severity: Option<entity::types::FindingSeverity>,
    /// Other exceptions.
    pub exceptions: Option<Vec<String>>,
    /// Off or on.
    pub active: Option<bool>,
}

/// What would change.
#[derive(Clone, Debug, Default)]
pub struct DryRun {
    /// How many reports were linted.
    pub reports: usize,
    /// Whether these were all of the days.
    pub is_complete: bool,
    /// Findings that would be there.
    pub appeared: Side,
    /// Findings that would not be there any more.
    pub vanished: Side,
}

/// The findings on one side of the difference.
#[derive(Clone, Debug, Default)]
pub struct Side {
    /// How many there are.
    pub count: usize,
    /// In how many reports.
    pub reports: usize,
    /// The first of them with their reports.
    pub listed: Vec<(Uuid, Finding)>,
}

impl Side {
    fn add(&mut self, report: Uuid, findings: Vec<Finding>) {
        self.count += findings.len();
        self.reports += usize::from(!findings.is_empty());
        let room = MAX_LISTED.saturating_sub(self.listed.len());
        self.listed
            .extend(findings.into_iter().take(room).map(|finding| (report, finding)));
    }
}

/// A report to be linted twice.
type Page = Vec<(Uuid, String, NaiveDate)>;

/// What `proposal` would do to the submitted reports of the last days.
///
/// The reports are read page by page and linted on all cores, away from the threads that answer requests; one dry run of a
/// process waits for another.
pub async fn run(state: &State, actor: &Actor, proposal: Proposal) -> Result<DryRun> {
    actor.require(Capability::KeepPack)?;
    if !(1..=MAX_DAYS).contains(&proposal.days) {
        return Err(Error::invalid(
            "days",
            UserErrorCode::Invalid,
            format!("天数应在 1 到 {MAX_DAYS} 之间"),
        ));
    }
    let from = actor
        .today(&state.clock)
        .checked_sub_days(Days::new(u64::from(proposal.days) - 1))
        .unwrap_or(NaiveDate::MIN);
    let pack = linters::pack(&state.database, actor).await?;
    let proposed = propose(state, actor, pack.clone(), proposal).await?;
    let turn = state.dry_runs.acquire().await.map_err(Error::fault)?;
    let linters = tokio::task::spawn_blocking(|| Ok::<_, Error>((linter(pack)?, linter(proposed)?)))
        .await
        .map_err(Error::fault)??;
    let linters = Arc::new(linters);

    let mut outcome = DryRun::default();
    let mut before = None;
    loop {
        let page = page(state, actor, from, before).await?;
        let Some((last, _, _)) = page.last() else {
            outcome.is_complete = true;
            break;
        };
        if outcome.reports >= MAX_REPORTS {
            break;
        }
        before = Some(*last);
        outcome.reports += page.len();
        let linters = Arc::clone(&linters);
        let differences = tokio::task::spawn_blocking(move || {
            parallel::map(&page, parallel::cores(), |(id, text, date)| {
                let (appeared, vanished) = difference(&linters.0, &linters.1, text, *date);
                (*id, appeared, vanished)
            })
        });
        for (id, appeared, vanished) in differences.await.map_err(Error::fault)? {
            outcome.appeared.add(id, appeared);
            outcome.vanished.add(id, vanished);
        }
    }
    drop(turn);
    Ok(outcome)
}

fn linter(pack: RulePack) -> Result<Linter> {
    Linter::new(pack).map_err(Error::fault)
}

/// The pack with the terms as they would be.
async fn propose(state: &State, actor: &Actor, mut pack: RulePack, proposal: Proposal) -> Result<RulePack> {
    let mut validator = Validator::default();
    for (list, count) in [("add", proposal.add.len()), ("change", proposal.change.len())] {
        if count > MAX_CHANGES {
            validator.report(list, UserErrorCode::TooLong, format!("最多 {MAX_CHANGES} 个词条"));
        }
    }
    for (index, change) in proposal.change.into_iter().take(MAX_CHANGES).enumerate() {
        let Some(found) = select::<term::Entity>(actor)
            .filter(term::Column::Id.eq(change.id))
            .one(state.database.read())
            .await?
        else {
            let place = ["change", &index.to_string(), "id"];
            validator.report(place, UserErrorCode::NotFound, "找不到该词条");
            continue;
        };
        let id = found.id.to_string();
        let mut term = linters::term(found.clone());
        term.severity = change.severity.map(severity_to_nlp).or(term.severity);
        if let Some(exceptions) = change.exceptions {
            term.exceptions = exceptions;
        }
        pack.terms.retain(|known| known.id != id);
        if change.active.unwrap_or(found.active) {
            refuse_flaw(&mut validator, &term, "change", index);
            pack.terms.push(term);
        }
    }
    for (index, new) in proposal.add.into_iter().take(MAX_CHANGES).enumerate() {
        let (id, category) = (format!("new/{index}"), category_to_nlp(new.category));
        let term = nlp::pack::Term {
            severity: new.severity.map(severity_to_nlp),
            exceptions: new.exceptions,
            alignment: new.alignment,
            ..nlp::pack::Term::new(id, category, new.text.trim())
        };
        refuse_flaw(&mut validator, &term, "add", index);
        pack.terms.push(term);
    }
    validator.finish()?;
    Ok(pack)
}

/// Notes what keeps the linter from looking for a term.
fn refuse_flaw(validator: &mut Validator, term: &nlp::pack::Term, list: &str, index: usize) {
    if let Some(flaw) = term.flaw() {
        let message = format!("{}：{}", term.text, term.describe(flaw));
        validator.report([list, &index.to_string(), "text"], UserErrorCode::Invalid, message);
    }
}

/// The next submitted reports from the day `from` on, the latest first.
async fn page(state: &State, actor: &Actor, from: NaiveDate, before: Option<Uuid>) -> Result<Page> {
    let mut query = select::<report::Entity>(actor)
        .select_only()
        .columns([report::Column::Id, report::Column::Text, report::Column::ReportOn])
        .filter(report::Column::Status.ne(ReportStatus::Draft))
        .filter(report::Column::ReportOn.gte(from))
        .order_by_desc(report::Column::Id)
        .limit(PAGE);
    if let Some(before) = before {
        query = query.filter(report::Column::Id.lt(before));
    }
    Ok(query.into_tuple().all(state.database.read()).await?)
}

/// The findings that only the second linter has, and those that only the first one has.
fn difference(before: &Linter, after: &Linter, text: &str, date: NaiveDate) -> (Vec<Finding>, Vec<Finding>) {
    let (before, after) = (before.lint(text, date).findings, after.lint(text, date).findings);
    let only = |here: &[Finding], there: &[Finding]| {
        let known: HashSet<_> = there.iter().map(key).collect();
        here.iter()
            .filter(|finding| !known.contains(&key(finding)))
            .cloned()
            .collect()
    };
    (only(&after, &before), only(&before, &after))
}

/// What makes two findings of a text the same.
fn key(finding: &Finding) -> (&str, usize, usize, nlp::Severity) {
    (&finding.rule, finding.span.start, finding.span.end, finding.severity)
}
