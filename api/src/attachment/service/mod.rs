//! Taking in files, and what an organisation asks of them.

mod add;
mod check;
mod policy;
mod prepare;

pub use add::{NewAttachment, add, find_of_address};
pub use policy::{PolicyChange, change_policy};
pub use prepare::{NewUpload, Prepared, prepare};
