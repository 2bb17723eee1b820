//! Tests across the crates, through real HTTP, WebSocket and processes.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod auth;
mod cli;
mod demo;
mod schema;
mod term;
mod tidy;
mod user;
