//! 用户、团队、组织: the people of an organisation and where they work.

pub mod input;
mod query;
pub mod service;
pub mod types;

pub use query::UserQuery;
pub use types::{Organization, Role, Team, TeamKind, User};
