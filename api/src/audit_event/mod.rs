//! 审计: who changed what, shown to the organisation's admins. `crate::audit` writes it.

pub mod input;
mod query;
pub mod subject;
pub mod types;

pub use query::AuditEventQuery;
pub use types::AuditEvent;
