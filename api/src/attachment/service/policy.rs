//! What an organisation asks of the files that are uploaded.

use entity::organization;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};

use crate::{
    audit,
    error::{Error, Result, UserErrorCode, same_version},
    policy::{Actor, Capability, find_for_update},
    state::State,
};

/// The longest age that a document may be allowed, in days.
const MAX_DAYS: i32 = 3650;

/// A change of what is asked.
#[derive(Clone, Debug)]
pub struct PolicyChange {
    /// How many days a document may be older than the customer's latest interaction.
    pub max_age_days: i32,
    /// The version of the organisation that the user saw.
    pub version: i32,
}

/// Changes what is asked, in force for the next upload.
pub async fn change_policy(state: &State, actor: &Actor, change: PolicyChange) -> Result<organization::Model> {
    actor.require(Capability::KeepAttachmentPolicy)?;
    if !(1..=MAX_DAYS).contains(&change.max_age_days) {
        let message = format!("天数应在 1 到 {MAX_DAYS} 之间");
        return Err(Error::invalid("maxAgeDays", UserErrorCode::Invalid, message));
    }
    let transaction = state.database.begin().await?;
    let found = find_for_update::<organization::Entity>(&transaction, actor, actor.organization_id).await?;
    same_version(found.version, change.version)?;
    let mut model = found.into_active_model();
    model.attachment_max_age_days = Set(change.max_age_days);
    model.updated_at = Set(state.clock.timestamp());
    model.version = Set(change.version + 1);
    let model = model.update(&transaction).await?;
    let detail = serde_json::json!({"max_age_days": model.attachment_max_age_days});
    let (action, subject) = ("organization.change_attachment_policy", ("organization", model.id));
    audit::record(state, &transaction, actor, action, subject, Some(detail)).await?;
    transaction.commit().await?;
    Ok(model)
}
