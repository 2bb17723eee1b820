//! Tests across the crates, through real HTTP, WebSocket and processes.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod activity;
mod attachment;
mod audit_event;
mod auth;
mod budget_signal;
mod cli;
mod commitment;
mod commitment_kind;
mod contact;
mod customer;
mod demo;
mod disclosure;
mod durability;
mod finding;
mod funnel;
mod http;
mod industry;
mod job;
mod keyword_mapping;
mod lead;
mod lint;
mod mine;
mod opportunity;
mod order;
mod policy;
mod question;
mod readme;
mod report;
mod schema;
mod script;
mod serve;
mod stage;
mod store;
mod task;
mod term;
mod term_dry_run;
mod tidy;
mod tier;
mod user;
mod walk;
mod websocket;
