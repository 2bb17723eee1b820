//! 审计: who changed what, written in the transaction of the change.

use entity::audit_event;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, prelude::Json};
use uuid::Uuid;

use crate::{error::Result, policy::Actor, state::State};

/// Notes that `actor` did `action`, such as `term.add`, to a row, given as its table and its id.
pub async fn record(
    state: &State,
    connection: &impl ConnectionTrait,
    actor: &Actor,
    action: &str,
    subject: (&str, Uuid),
    detail: Option<Json>,
) -> Result<()> {
    let event = audit_event::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(actor.organization_id),
        actor_id: Set(Some(actor.id)),
        action: Set(action.to_owned()),
        subject_type: Set(subject.0.to_owned()),
        subject_id: Set(Some(subject.1)),
        detail: Set(detail),
        created_at: Set(state.clock.timestamp()),
    };
    event.insert(connection).await?;
    Ok(())
}
