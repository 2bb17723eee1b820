//! What the linter says of a draft, while it is written.

use std::{future::ready, sync::Arc};

use async_graphql::{Context, ID, Subscription};
use chrono::NaiveDate;
use entity::report;
use futures_util::{Stream, StreamExt, stream};
use uuid::Uuid;

use crate::{
    auth::authenticate::refresh,
    context::ContextExt,
    error::{Error, Result},
    events::{Event, until_error},
    id::{self, NodeKind},
    policy::{Actor, find},
    report::{copied::Subject, lint::lint_report, types::DraftLint},
    state::State,
};

/// How many saves of one report are taken together at most.
const BURST: usize = 256;

/// Subscriptions to reports.
#[derive(Debug, Default)]
pub struct ReportSubscription;

#[Subscription]
impl ReportSubscription {
    /// What the linter says of a report of one's own: at once, and again whenever its text is saved. Where saves come
    /// faster than the linter answers, only the latest is linted.
    async fn draft_lint(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The report.")] report_id: ID,
    ) -> Result<impl Stream<Item = Result<DraftLint>>> {
        let id = id::of(NodeKind::Report, &report_id)?;
        watch(context.state()?.clone(), context.actor()?.clone(), id).await
    }
}

/// A text to be linted.
struct Save {
    version: i32,
    text: Arc<str>,
    date: NaiveDate,
}

async fn watch(state: State, actor: Actor, id: Uuid) -> Result<impl Stream<Item = Result<DraftLint>>> {
    // Listens before it reads, so that no save falls in between.
    let events = state.events.subscribe();
    let report = find::<report::Entity>(state.database.read(), &actor, id).await?;
    if report.author_id != actor.id {
        return Err(Error::Forbidden);
    }
    let first = Save {
        version: report.version,
        text: report.text.into(),
        date: report.report_on,
    };
    let mut latest = first.version;
    let later = events
        .filter_map(move |event| ready(save_of(event, id)))
        .ready_chunks(BURST)
        .filter_map(move |saves| {
            let newest = saves.into_iter().max_by_key(|save| save.version);
            let newest = newest.filter(|save| save.version > latest);
            latest = newest.as_ref().map_or(latest, |save| save.version);
            ready(newest)
        });
    let lints = stream::iter([first]).chain(later).then(move |save| {
        let (state, actor) = (state.clone(), actor.clone());
        async move {
            let actor = refresh(&state, &actor).await?;
            let subject = Subject {
                report: Some(id),
                author: actor.id,
                date: save.date,
            };
            let result = lint_report(&state, &actor, subject, save.text).await?;
            Ok(DraftLint {
                report_id: id::encode(NodeKind::Report, id),
                version: save.version,
                lint: result.into(),
            })
        }
    });
    Ok(until_error(lints))
}

fn save_of(event: Event, id: Uuid) -> Option<Save> {
    match event {
        Event::DraftSaved {
            report_id,
            version,
            text,
            date,
            ..
        } if report_id == id => Some(Save { version, text, date }),
        _ => None,
    }
}
