//! Scoring leads.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use entity::{
    lead, organization,
    types::{ActivityKind, ContactDepth},
};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, Statement};
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    policy::{Actor, Capability, find},
    state::State,
    tier::{policy, statement::Scoring},
};

/// What a scoring changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rescored {
    /// Leads of which something is known that was not, or was otherwise.
    pub assessments: u64,
    /// Leads in another tier than before, or in their first one.
    pub tiers: u64,
    /// Leads with another score or tier.
    pub leads: u64,
}

/// The depth of contact that an activity shows.
pub fn depth_of(kind: ActivityKind) -> ContactDepth {
    match kind {
        ActivityKind::Call | ActivityKind::Visit | ActivityKind::Reply => ContactDepth::Contacted,
        ActivityKind::ProposalSent => ContactDepth::ProposalSent,
        ActivityKind::ProposalOpened | ActivityKind::AttachmentOpened | ActivityKind::Download => {
            ContactDepth::ProposalViewed
        }
        ActivityKind::TechnicalExchange => ContactDepth::TechnicalExchange,
        ActivityKind::Quote | ActivityKind::Order => ContactDepth::Quoted,
        ActivityKind::StageChange | ActivityKind::Note => ContactDepth::None,
    }
}

/// The number of the depth that an activity shows, 0 to 5.
pub(super) fn level(kind: ActivityKind) -> usize {
    let depth = depth_of(kind);
    <ContactDepth as sea_orm::Iterable>::iter()
        .position(|other| other == depth)
        .unwrap_or_default()
}

/// Scores the leads of the organisation, or those of the customer of one lead, at once.
pub async fn recompute_now(state: &State, actor: &Actor, lead_id: Option<Uuid>) -> Result<Rescored> {
    let transaction = state.database.begin().await?;
    let customer_id = match lead_id {
        None => {
            actor.require(Capability::ScoreAllLeads)?;
            None
        }
        Some(id) => {
            actor.require(Capability::WorkLeads)?;
            let found = find::<lead::Entity>(&transaction, actor, id).await;
            Some(found.map_err(|error| error.at("leadId"))?.customer_id)
        }
    };
    let now = state.clock.now();
    let rescored = recompute(&transaction, actor.organization_id, customer_id, now).await?;
    transaction.commit().await?;
    Ok(rescored)
}

/// Scores the open leads of an organisation, or of one customer of it, as of the moment `at`.
///
/// Three statements, whatever the number of leads. Two scorings of an organisation wait for each other, so that the one that
/// knows more comes last.
pub async fn recompute(
    transaction: &DatabaseTransaction,
    organization_id: Uuid,
    customer_id: Option<Uuid>,
    at: DateTime<Utc>,
) -> Result<Rescored> {
    let backend = transaction.get_database_backend();
    if backend == DbBackend::Postgres {
        let wait = "SELECT pg_advisory_xact_lock(hashtext('tier'), hashtext($1))";
        let key = [organization_id.to_string().into()];
        transaction
            .execute_raw(Statement::from_sql_and_values(backend, wait, key))
            .await?;
    }
    let policy = policy::of(transaction, organization_id).await?;
    let zone = time_zone(transaction, organization_id).await?;
    let scoring = Scoring {
        policy: &policy,
        customer_id,
        at,
        today: at.with_timezone(&zone).date_naive(),
    };
    let assessments = transaction.execute_raw(scoring.score(backend)).await?.rows_affected();
    let tiers = transaction
        .execute_raw(scoring.note_changes(backend))
        .await?
        .rows_affected();
    let leads = transaction.execute_raw(scoring.apply(backend)).await?.rows_affected();
    Ok(Rescored {
        assessments,
        tiers,
        leads,
    })
}

async fn time_zone(connection: &impl ConnectionTrait, organization_id: Uuid) -> Result<Tz> {
    let organization = organization::Entity::find_by_id(organization_id)
        .one(connection)
        .await?
        .ok_or_else(|| Error::fault("an organisation is gone"))?;
    Ok(organization.time_zone.parse().unwrap_or(Tz::Asia__Shanghai))
}
