#![doc = include_str!("../README.md")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

pub mod app;
pub mod client;
pub mod command;
pub mod database;
pub mod documents;
pub mod introspection;
pub mod process;
pub mod socket;
pub mod world;

pub use app::TestApp;
pub use client::{Answer, Client};
pub use serde_json::{Value, json};
pub use socket::Socket;
pub use world::{Person, World};
