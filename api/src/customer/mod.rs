//! 客户: companies that we sell to, with their orders and signs of budget.
//!
//! A company stands once in an organisation: its name is compared without width, case, spaces and legal form
//! ([`company_name`]). A customer has an owner, whose team sees it too; so does whoever has a lead of it.

pub mod company_name;
pub mod input;
mod mutation;
pub mod owner;
mod query;
pub mod service;
pub mod types;

pub use mutation::CustomerMutation;
pub use query::CustomerQuery;
pub use types::Customer;
