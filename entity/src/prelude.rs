//! The entities under the names of their tables: `Lead::find()`.

pub use crate::{
    activity::Entity as Activity, attachment::Entity as Attachment, audit_event::Entity as AuditEvent,
    budget_signal::Entity as BudgetSignal, commitment::Entity as Commitment,
    commitment_attachment::Entity as CommitmentAttachment, commitment_event::Entity as CommitmentEvent,
    commitment_kind::Entity as CommitmentKind, contact::Entity as Contact, customer::Entity as Customer,
    disclosure::Entity as Disclosure, finding::Entity as Finding, idempotency_key::Entity as IdempotencyKey,
    industry::Entity as Industry, job::Entity as Job, keyword_mapping::Entity as KeywordMapping, lead::Entity as Lead,
    lead_score::Entity as LeadScore, opportunity::Entity as Opportunity, organization::Entity as Organization,
    question::Entity as Question, recurring_job::Entity as RecurringJob, report::Entity as Report,
    report_fingerprint::Entity as ReportFingerprint, rule::Entity as Rule, rule_version::Entity as RuleVersion,
    sales_order::Entity as SalesOrder, script::Entity as Script, session::Entity as Session, stage::Entity as Stage,
    stage_visit::Entity as StageVisit, store::Entity as Store, task::Entity as Task, team::Entity as Team,
    term::Entity as Term, tier_change::Entity as TierChange, tier_policy::Entity as TierPolicy, user::Entity as User,
};
