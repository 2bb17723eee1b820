//! When leads are scored: every 48 hours, and soon after something changed a dimension.

use chrono::TimeDelta;
use entity::types::{ActivityKind, ContactDepth};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    job::{Claim, Kind, queue},
    state::State,
    tier::service,
};

/// How long changes are gathered before the leads that they concern are scored.
const GATHER: TimeDelta = TimeDelta::seconds(5);

/// Scores all open leads of an organisation.
pub static SCORE_ORGANIZATION: Kind = Kind {
    name: "TIER_SCORE_ORGANIZATION",
    attempts: 5,
    every: Some(|settings| settings.scoring),
    run: |state, claim| Box::pin(score(state, claim)),
};

/// Scores the open leads of the customer whose id is the key.
pub static SCORE_CUSTOMER: Kind = Kind {
    name: "TIER_SCORE_CUSTOMER",
    attempts: 5,
    every: None,
    run: |state, claim| Box::pin(score(state, claim)),
};

async fn score(state: State, claim: Claim) -> Result<()> {
    let job = claim.job();
    let customer_id = match job.key.as_str() {
        "" => None,
        id => Some(id.parse().map_err(Error::fault)?),
    };
    let transaction = claim.begin(&state).await?;
    let rescored = service::recompute(&transaction, job.organization_id, customer_id, state.clock.now()).await?;
    claim.complete(&state, transaction).await?;
    tracing::debug!(organization = %job.organization_id, ?customer_id, ?rescored, "leads are scored");
    Ok(())
}

/// Has the leads of the organisation scored, as a part of the transaction that changed what they are scored by.
pub async fn organization_changed(
    state: &State,
    connection: &impl ConnectionTrait,
    organization_id: Uuid,
) -> Result<()> {
    queue::enqueue(state, connection, &SCORE_ORGANIZATION, organization_id, "", GATHER).await
}

/// Has the leads of a customer scored, as a part of the transaction that changed what is known of it.
pub async fn customer_changed(
    state: &State,
    connection: &impl ConnectionTrait,
    organization_id: Uuid,
    customer_id: Uuid,
) -> Result<()> {
    let key = customer_id.to_string();
    queue::enqueue(state, connection, &SCORE_CUSTOMER, organization_id, &key, GATHER).await
}

/// Has the leads of a customer scored after an activity that shows a contact.
pub async fn activity_recorded(
    state: &State,
    connection: &impl ConnectionTrait,
    organization_id: Uuid,
    customer_id: Uuid,
    kind: ActivityKind,
) -> Result<()> {
    if service::depth_of(kind) == ContactDepth::None {
        return Ok(());
    }
    customer_changed(state, connection, organization_id, customer_id).await
}
