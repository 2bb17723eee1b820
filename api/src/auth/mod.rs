//! 登录: passwords become short-lived access tokens and rotating refresh tokens.
//!
//! An access token is a signed JWT that says who somebody is and nothing of what they may do: role and team are read
//! with every request. A refresh token is random, stored as a digest, and good for one exchange; one that comes back
//! after its exchange has been stolen, and ends all tokens of its login.

pub mod authenticate;
mod mutation;
pub mod password;
pub mod service;
pub mod token;
pub mod types;

pub use mutation::AuthMutation;
