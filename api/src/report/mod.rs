//! 日报: reports, from draft to acceptance, and what the linter says of them.
//!
//! ```text
//! DRAFT ──submit──▶ SUBMITTED ──accept──▶ ACCEPTED
//!                     │    ▲
//!                  return submit
//!                     ▼    │
//!                    RETURNED
//! ```
//!
//! - A draft is seen by its author only, and its text is linted whenever it is saved. An author may have any number of
//!   reports for a day: one for each customer visited is as common as one for all.
//! - Submitting lints the text once more and stores the findings in the same transaction, so that what is counted is what
//!   stands in the report. What the organisation asks of a report ([`requirement`]) is checked then and not before.
//! - A report is compared with those that its author submitted in the two weeks before ([`copied`]); what was sent again is
//!   a finding of its own.
//! - Only the author changes the text, and only while the report is a draft or returned. Who reviews it is somebody else.

pub mod copied;
pub mod drafts;
pub mod evidence_types;
pub mod filter;
pub mod input;
pub mod lint;
pub mod lint_types;
pub mod linters;
mod mutation;
pub mod promise;
mod query;
pub mod requirement;
pub mod service;
mod subscription;
pub mod time_types;
pub mod types;

pub use mutation::ReportMutation;
pub use query::ReportQuery;
pub use subscription::ReportSubscription;
pub use types::Report;
