//! The clock: what should have been kept by now is flagged, once for each due date.

use std::{collections::BTreeMap, time::Duration};

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use entity::{
    commitment, commitment_event, organization,
    types::{CommitmentEventKind, CommitmentStatus},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect,
    QueryTrait, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    error::Result,
    events::Event,
    job::{Claim, Kind},
    state::State,
};

/// Rows in one statement: well below the number of parameters that a database takes.
const BATCH: usize = 500;

/// Flags what is overdue in an organisation, four times an hour.
pub static OVERDUE: Kind = Kind {
    name: "COMMITMENT_OVERDUE",
    attempts: 3,
    every: Some(|_| Duration::from_mins(15)),
    run: |state, claim| Box::pin(run(state, claim)),
};

async fn run(state: State, claim: Claim) -> Result<()> {
    let (now, organization) = (state.clock.now(), claim.job().organization_id);
    let transaction = claim.begin(&state).await?;
    let mut flagged = Vec::new();
    for (today, organizations) in todays(&transaction, now, Some(organization)).await? {
        flagged.extend(flag(&transaction, organizations, today, now).await?);
    }
    claim.complete(&state, transaction).await?;
    announce(&state, &flagged);
    Ok(())
}

/// Flags every open commitment of every organisation whose due date has passed at `now`, notes it in its history, and
/// announces it. Answers how many there were.
///
/// The statement that flags takes only what is not flagged yet, so that of two servers that run this at once each
/// commitment is flagged by one. Its number does not grow with that of the rows, but with that of the different days that it
/// is for the organisations.
pub async fn flag_overdue(state: &State, now: DateTime<Utc>) -> Result<usize> {
    let mut flagged = Vec::new();
    let transaction = state.database.begin().await?;
    for (today, organizations) in todays(&transaction, now, None).await? {
        flagged.extend(flag(&transaction, organizations, today, now).await?);
    }
    transaction.commit().await?;
    announce(state, &flagged);
    Ok(flagged.len())
}

async fn flag(
    transaction: &DatabaseTransaction,
    organizations: Vec<Uuid>,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Vec<commitment::Model>> {
    let flagged = commitment::Entity::update_many()
        .col_expr(
            commitment::Column::OverdueFlaggedAt,
            Expr::value(now.timestamp_millis()),
        )
        .filter(commitment::Column::OrganizationId.is_in(organizations))
        .filter(commitment::Column::Status.eq(CommitmentStatus::Open))
        .filter(commitment::Column::DueOn.lt(today))
        .filter(commitment::Column::OverdueFlaggedAt.is_null())
        .exec_with_returning(transaction)
        .await?;
    for batch in flagged.chunks(BATCH) {
        let rows = batch.iter().map(|found| commitment_event::ActiveModel {
            id: Set(Uuid::now_v7()),
            organization_id: Set(found.organization_id),
            commitment_id: Set(found.id),
            actor_id: Set(None),
            kind: Set(CommitmentEventKind::Overdue),
            reason: Set(None),
            due_before: Set(None),
            due_after: Set(None),
            created_at: Set(now.into()),
        });
        commitment_event::Entity::insert_many(rows)
            .exec_without_returning(transaction)
            .await?;
    }
    Ok(flagged)
}

fn announce(state: &State, flagged: &[commitment::Model]) {
    for found in flagged {
        state.events.publish(Event::CommitmentOverdue {
            organization_id: found.organization_id,
            commitment_id: found.id,
        });
    }
}

/// The organisations, or one of them, by the day that it is for them.
async fn todays(
    connection: &impl ConnectionTrait,
    now: DateTime<Utc>,
    only: Option<Uuid>,
) -> Result<BTreeMap<NaiveDate, Vec<Uuid>>> {
    let zones: Vec<(Uuid, String)> = organization::Entity::find()
        .select_only()
        .columns([organization::Column::Id, organization::Column::TimeZone])
        .apply_if(only, |query, id| query.filter(organization::Column::Id.eq(id)))
        .into_tuple()
        .all(connection)
        .await?;
    let mut days: BTreeMap<NaiveDate, Vec<Uuid>> = BTreeMap::new();
    for (organization, zone) in zones {
        let zone: Tz = zone.parse().unwrap_or(Tz::Asia__Shanghai);
        days.entry(now.with_timezone(&zone).date_naive())
            .or_default()
            .push(organization);
    }
    Ok(days)
}
