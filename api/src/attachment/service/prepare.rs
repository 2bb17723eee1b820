//! Announcing a file that is then sent to a signed address.

use chrono::{DateTime, NaiveDate, Utc};
use entity::customer;
use uuid::Uuid;

use crate::{
    attachment::{
        name::{MAX_NAME, clean},
        service::check,
        ticket::{self, Announced, Errand, UPLOAD_LIFETIME},
    },
    error::{Result, UserErrorCode},
    policy::{Actor, Capability},
    state::State,
    validation::Validator,
};

/// A file that is about to be sent.
#[derive(Clone, Debug)]
pub struct NewUpload {
    /// Whom it is for.
    pub customer_id: Uuid,
    /// What the client calls it.
    pub name: String,
    /// How large it is, in bytes.
    pub size: i64,
    /// The day that whoever uploads it states.
    pub watermark_on: NaiveDate,
}

/// Where it is to be sent.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The address, a path below the server's origin.
    pub url: String,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
    /// The id that the attachment gets.
    pub attachment_id: Uuid,
}

/// Answers an address that takes this file and no other.
pub async fn prepare(state: &State, actor: &Actor, new: NewUpload) -> Result<Prepared> {
    actor.require(Capability::Attach)?;
    let mut validator = Validator::default();
    validator
        .row::<customer::Entity>(state.database.read(), actor, "customerId", new.customer_id)
        .await?;
    let name = validator.text("name", &new.name, 2 * MAX_NAME);
    check::watermark(&mut validator, state, actor, new.watermark_on);
    let size = u64::try_from(new.size).unwrap_or_default();
    if size == 0 {
        validator.report("size", UserErrorCode::Invalid, "文件不能为空");
    } else if size > state.files.max_size {
        validator.report("size", UserErrorCode::TooLong, check::too_large(state));
    }
    validator.finish()?;
    let id = Uuid::now_v7();
    let announced = Announced {
        id,
        customer: new.customer_id,
        size,
        name: clean(&name, None),
        watermark_on: new.watermark_on,
    };
    Ok(Prepared {
        url: ticket::issue(state, actor, Errand::Upload(announced))?,
        expires_at: state.clock.now() + UPLOAD_LIFETIME,
        attachment_id: id,
    })
}
