//! The tables of Zhiyan as SeaORM entities: one file per table, nothing but shape.
//!
//! | area | tables |
//! |---|---|
//! | tenants and people | [`organization`], [`team`], [`store`], [`user`], [`session`] |
//! | sales | [`customer`], [`contact`], [`lead`], [`opportunity`], [`activity`], [`sales_order`], [`budget_signal`] |
//! | promises | [`commitment_kind`], [`commitment`], [`commitment_event`], [`task`] |
//! | reports and the linter | [`report`], [`finding`], [`term`], [`script`] |
//! | shops | [`keyword_mapping`], [`question`], [`disclosure`] |
//! | foundations | [`audit_event`], [`idempotency_key`] |
//!
//! What holds for all of them:
//! - `id` is a version 7 UUID that the server makes, so ids grow with time.
//! - `organization_id` names the tenant, also where another column would lead to it.
//! - `*_at` is an instant ([`types::Timestamp`]), `*_on` a calendar day in the organisation's time zone, `*_fen` an
//!   amount of money in 1/100 yuan.
//! - A table that is changed has `version`: 1 at first, one more with every change, so that nobody overwrites work that
//!   they have not seen.

pub mod activity;
pub mod audit_event;
pub mod budget_signal;
pub mod commitment;
pub mod commitment_event;
pub mod commitment_kind;
pub mod contact;
pub mod customer;
pub mod disclosure;
pub mod finding;
pub mod idempotency_key;
pub mod keyword_mapping;
pub mod lead;
pub mod opportunity;
pub mod organization;
pub mod prelude;
pub mod question;
pub mod report;
pub mod sales_order;
pub mod script;
pub mod session;
pub mod store;
pub mod task;
pub mod team;
pub mod term;
pub mod types;
pub mod user;
