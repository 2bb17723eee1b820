//! The findings of a supervisor's teams, as reports are submitted.

use std::future::ready;

use async_graphql::{Context, Subscription};
use entity::{finding, report};
use futures_util::{Stream, StreamExt};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::{
    auth::authenticate::refresh,
    context::ContextExt,
    error::{Error, Result},
    events::{Event, until_error},
    finding::types::{Finding, TeamFindings},
    policy::{Actor, Capability, find, select},
    report::Report,
    state::State,
};

/// Subscriptions to findings.
#[derive(Debug, Default)]
pub struct FindingSubscription;

#[Subscription]
impl FindingSubscription {
    /// Each report that is submitted from now on in the teams that the supervisor is in charge of, with its findings; for
    /// HEADQUARTERS and ADMIN, every report.
    async fn team_findings(&self, context: &Context<'_>) -> Result<impl Stream<Item = Result<TeamFindings>>> {
        let (state, actor) = (context.state()?.clone(), context.actor()?.clone());
        actor.require(Capability::ReviewReports)?;
        let organization = actor.organization_id;
        let submitted = state
            .events
            .subscribe()
            .filter_map(move |event| ready(report_of(&event, organization)))
            .then(move |report| {
                let (state, actor) = (state.clone(), actor.clone());
                async move { load(&state, &actor, report).await }
            })
            .filter_map(|loaded| ready(loaded.transpose()));
        Ok(until_error(submitted))
    }
}

fn report_of(event: &Event, organization: Uuid) -> Option<Uuid> {
    match event {
        Event::ReportSubmitted {
            organization_id,
            report_id,
        } if *organization_id == organization => Some(*report_id),
        _ => None,
    }
}

/// The report with its findings, unless it is none of those that the actor may see now.
async fn load(state: &State, actor: &Actor, report: Uuid) -> Result<Option<TeamFindings>> {
    let actor = refresh(state, actor).await?;
    actor.require(Capability::ReviewReports)?;
    let report = match find::<report::Entity>(state.database.read(), &actor, report).await {
        Ok(report) => report,
        Err(Error::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    let findings = select::<finding::Entity>(&actor)
        .filter(finding::Column::ReportId.eq(report.id))
        .order_by_asc(finding::Column::SpanStart)
        .order_by_asc(finding::Column::Id)
        .all(state.database.read())
        .await?;
    Ok(Some(TeamFindings {
        report: Report(report),
        findings: findings.into_iter().map(Finding).collect(),
    }))
}
