#![doc = include_str!("../README.md")]
#![expect(
    elided_lifetimes_in_paths,
    reason = "under async_trait, a written lifetime would not match the signature of MigrationTrait"
)]

mod column;
mod new_id;
mod table;

mod m20261124_000001_create_organization;
mod m20261124_000002_create_team;
mod m20261124_000003_create_store;
mod m20261124_000004_create_user;
mod m20261124_000005_create_session;
mod m20261124_000006_create_customer;
mod m20261124_000007_create_contact;
mod m20261124_000008_create_lead;
mod m20261124_000009_create_opportunity;
mod m20261124_000010_create_activity;
mod m20261124_000011_create_sales_order;
mod m20261124_000012_create_budget_signal;
mod m20261124_000013_create_report;
mod m20261124_000014_create_finding;
mod m20261124_000015_create_commitment_kind;
mod m20261124_000016_create_commitment;
mod m20261124_000017_create_commitment_event;
mod m20261124_000018_create_task;
mod m20261124_000019_create_term;
mod m20261124_000020_create_script;
mod m20261124_000021_create_keyword_mapping;
mod m20261124_000022_create_question;
mod m20261124_000023_create_disclosure;
mod m20261124_000024_create_audit_event;
mod m20261124_000025_create_idempotency_key;
mod m20261125_000026_copied_findings;
mod m20261125_000027_create_report_fingerprint;
mod m20261125_000028_term_alignment_and_examples;
mod m20261125_000029_create_job;
mod m20261125_000030_create_recurring_job;
mod m20261125_000031_create_tier_policy;
mod m20261125_000032_create_industry;
mod m20261125_000033_create_lead_score;
mod m20261125_000034_create_tier_change;
mod m20261125_000035_create_stage;
mod m20261125_000036_lead_stage;
mod m20261125_000037_create_stage_visit;
mod m20261125_000038_activity_by_time;
mod m20261125_000039_create_rule;
mod m20261125_000040_create_rule_version;
mod m20261125_000041_task_rule;
mod m20261125_000043_create_attachment;
mod m20261125_000044_commitment_event_of_the_clock;
mod m20261125_000045_create_commitment_attachment;
mod m20261125_000046_commitment_days_and_origin;

pub use sea_orm_migration::{MigrationStatus, MigrationTrait, MigratorTrait};

/// Takes a database from any version of the schema to any other.
#[derive(Clone, Copy, Debug)]
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261124_000001_create_organization::Migration),
            Box::new(m20261124_000002_create_team::Migration),
            Box::new(m20261124_000003_create_store::Migration),
            Box::new(m20261124_000004_create_user::Migration),
            Box::new(m20261124_000005_create_session::Migration),
            Box::new(m20261124_000006_create_customer::Migration),
            Box::new(m20261124_000007_create_contact::Migration),
            Box::new(m20261124_000008_create_lead::Migration),
            Box::new(m20261124_000009_create_opportunity::Migration),
            Box::new(m20261124_000010_create_activity::Migration),
            Box::new(m20261124_000011_create_sales_order::Migration),
            Box::new(m20261124_000012_create_budget_signal::Migration),
            Box::new(m20261124_000013_create_report::Migration),
            Box::new(m20261124_000014_create_finding::Migration),
            Box::new(m20261124_000015_create_commitment_kind::Migration),
            Box::new(m20261124_000016_create_commitment::Migration),
            Box::new(m20261124_000017_create_commitment_event::Migration),
            Box::new(m20261124_000018_create_task::Migration),
            Box::new(m20261124_000019_create_term::Migration),
            Box::new(m20261124_000020_create_script::Migration),
            Box::new(m20261124_000021_create_keyword_mapping::Migration),
            Box::new(m20261124_000022_create_question::Migration),
            Box::new(m20261124_000023_create_disclosure::Migration),
            Box::new(m20261124_000024_create_audit_event::Migration),
            Box::new(m20261124_000025_create_idempotency_key::Migration),
            Box::new(m20261125_000026_copied_findings::Migration),
            Box::new(m20261125_000027_create_report_fingerprint::Migration),
            Box::new(m20261125_000028_term_alignment_and_examples::Migration),
            Box::new(m20261125_000029_create_job::Migration),
            Box::new(m20261125_000030_create_recurring_job::Migration),
            Box::new(m20261125_000031_create_tier_policy::Migration),
            Box::new(m20261125_000032_create_industry::Migration),
            Box::new(m20261125_000033_create_lead_score::Migration),
            Box::new(m20261125_000034_create_tier_change::Migration),
            Box::new(m20261125_000035_create_stage::Migration),
            Box::new(m20261125_000036_lead_stage::Migration),
            Box::new(m20261125_000037_create_stage_visit::Migration),
            Box::new(m20261125_000038_activity_by_time::Migration),
            Box::new(m20261125_000039_create_rule::Migration),
            Box::new(m20261125_000040_create_rule_version::Migration),
            Box::new(m20261125_000041_task_rule::Migration),
            Box::new(m20261125_000043_create_attachment::Migration),
            Box::new(m20261125_000044_commitment_event_of_the_clock::Migration),
            Box::new(m20261125_000045_create_commitment_attachment::Migration),
            Box::new(m20261125_000046_commitment_days_and_origin::Migration),
        ]
    }
}
