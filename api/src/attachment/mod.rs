//! 附件: files for a customer, with a check of whether they are still up to date.
//!
//! A file comes in over a GraphQL multipart request (`http/multipart.rs`) or by `PUT` to a signed address (`ticket.rs`,
//! `http/files.rs`). It goes to the disk chunk by chunk (`files.rs`), is read by a process of its own (`document/`), and is
//! refused when it is much older than the customer's latest interaction (`service/check.rs`). What is kept lies in the
//! object store under its digest (`storage.rs`), and leaves it through another signed address.

pub mod document;
pub mod files;
pub mod input;
pub mod models;
mod mutation;
pub mod name;
mod query;
pub mod service;
pub mod storage;
pub mod ticket;
pub mod types;
pub mod upload;

pub use files::Files;
pub use mutation::AttachmentMutation;
pub use query::AttachmentQuery;
pub use types::Attachment;
