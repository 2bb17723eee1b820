//! The clock: what should have been kept by now is flagged, once for each due date.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use entity::{
    commitment, commitment_event, organization,
    types::{CommitmentEventKind, CommitmentStatus, Timestamp},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

use crate::{error::Result, events::Event, state::State};

/// Rows in one statement: well below the number of parameters that a database takes.
const BATCH: usize = 500;

/// Flags every open commitment of every organisation whose due date has passed at `now`, notes it in its history, and
/// announces it. Answers how many there were.
///
/// The statement that flags takes only what is not flagged yet, so that of two servers that run this at once each
/// commitment is flagged by one. Its number does not grow with that of the rows, but with that of the different days that it
/// is for the organisations.
pub async fn flag_overdue(state: &State, now: DateTime<Utc>) -> Result<usize> {
    let mut flagged = Vec::new();
    let transaction = state.database.begin().await?;
    for (today, organizations) in todays(&transaction, now).await? {
        let update = commitment::Entity::update_many()
            .col_expr(commitment::Column::OverdueFlaggedAt, Expr::value(Timestamp::from(now)))
            .filter(commitment::Column::OrganizationId.is_in(organizations))
            .filter(commitment::Column::Status.eq(CommitmentStatus::Open))
            .filter(commitment::Column::DueOn.lt(today))
            .filter(commitment::Column::OverdueFlaggedAt.is_null());
        flagged.extend(update.exec_with_returning(&transaction).await?);
    }
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
            .exec_without_returning(&transaction)
            .await?;
    }
    transaction.commit().await?;
    for found in &flagged {
        state.events.publish(Event::CommitmentOverdue {
            organization_id: found.organization_id,
            commitment_id: found.id,
        });
    }
    Ok(flagged.len())
}

/// The organisations by the day that it is for them.
async fn todays(
    connection: &impl sea_orm::ConnectionTrait,
    now: DateTime<Utc>,
) -> Result<BTreeMap<NaiveDate, Vec<Uuid>>> {
    let zones: Vec<(Uuid, String)> = organization::Entity::find()
        .select_only()
        .columns([organization::Column::Id, organization::Column::TimeZone])
        .into_tuple()
        .all(connection)
        .await?;
    let mut days: BTreeMap<NaiveDate, Vec<Uuid>> = BTreeMap::new();
    for (organization, zone) in zones {
        let zone: Tz = zone.parse().unwrap_or(Tz::Asia__Shanghai);
        days.entry(now.with_timezone(&zone).date_naive()).or_default().push(organization);
    }
    Ok(days)
}
