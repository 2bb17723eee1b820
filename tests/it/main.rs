//! Tests across the crates, through real HTTP, WebSocket and processes.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod audit_event;
mod auth;
mod cli;
mod demo;
mod disclosure;
mod keyword_mapping;
mod question;
mod schema;
mod script;
mod store;
mod term;
mod tidy;
mod user;
