//! 客户联系人: people at customers. Whoever sees the customer sees them.

pub mod input;
mod mutation;
pub mod service;
pub mod types;

pub use mutation::ContactMutation;
pub use types::Contact;
