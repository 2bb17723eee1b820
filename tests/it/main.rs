//! Tests across the crates, through real HTTP, WebSocket and processes.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod audit_event;
mod auth;
mod cli;
mod demo;
mod disclosure;
mod finding;
mod keyword_mapping;
mod lint;
mod question;
mod report;
mod schema;
mod script;
mod store;
mod term;
mod tidy;
mod user;
mod websocket;
