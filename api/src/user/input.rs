//! The filter of users.

use async_graphql::{ID, InputObject, MaybeUndefined};

use crate::user::types::Role;

/// Which users a list holds; all conditions must hold.
#[derive(InputObject, Default)]
pub struct UserFilter {
    /// Only users of this role.
    pub role: MaybeUndefined<Role>,
    /// Only users who work in this team or in one below it.
    pub team_id: MaybeUndefined<ID>,
    /// Only users with this text in their name, at most 100 characters.
    pub search: MaybeUndefined<String>,
}
