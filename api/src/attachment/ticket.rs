//! Signed, expiring addresses for what is sent and fetched outside of GraphQL.

use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    auth,
    error::{Error, Result},
    policy::Actor,
    state::State,
};

/// How long a file may be sent to an address.
pub const UPLOAD_LIFETIME: TimeDelta = TimeDelta::minutes(30);
/// How long a file may be fetched from an address.
pub const DOWNLOAD_LIFETIME: TimeDelta = TimeDelta::minutes(10);

/// What somebody may do with an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "for", rename_all = "snake_case")]
pub enum Errand {
    /// Send a file.
    Upload(Announced),
    /// Fetch a file.
    Download {
        /// The attachment.
        id: Uuid,
    },
}

/// A file that was announced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announced {
    /// The id that its attachment gets, so that a file that is sent twice is one attachment.
    pub id: Uuid,
    /// Whom it is for.
    pub customer: Uuid,
    /// How large it is, in bytes.
    pub size: u64,
    /// What the client calls it.
    pub name: String,
    /// The day that whoever uploads it states.
    pub watermark_on: NaiveDate,
}

/// What an address holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// Whose errand it is.
    pub user: Uuid,
    /// When the user's access token was issued, in milliseconds; a sign-out since then ends the address as well.
    pub issued_ms: i64,
    /// When it ends, in seconds since 1970.
    pub exp: i64,
    /// What may be done.
    #[serde(flatten)]
    pub errand: Errand,
}

/// An address for an errand of `actor`: a path below the server's origin.
pub fn issue(state: &State, actor: &Actor, errand: Errand) -> Result<String> {
    let (folder, lifetime) = match errand {
        Errand::Upload(_) => ("uploads", UPLOAD_LIFETIME),
        Errand::Download { .. } => ("files", DOWNLOAD_LIFETIME),
    };
    let ticket = Ticket {
        user: actor.id,
        issued_ms: actor.token_issued_ms,
        exp: (state.clock.now() + lifetime).timestamp(),
        errand,
    };
    Ok(format!("/{folder}/{}", state.keys.sign_ticket(&ticket)?))
}

/// The errand of an address and on whose behalf it is, as the database knows them now.
pub async fn redeem(state: &State, token: &str) -> Result<(Actor, Errand)> {
    let ticket: Ticket = state.keys.verify_ticket(token)?;
    if ticket.exp <= state.clock.now().timestamp() {
        return Err(Error::Unauthenticated);
    }
    let actor = auth::authenticate::of_user(state, ticket.user, ticket.issued_ms).await?;
    Ok((actor, ticket.errand))
}
