//! The harness of the tests: a real server on a free port over a database of its own, and clients for it.
//!
//! A test starts a [`TestApp`], which comes with a [`World`]: two organisations with a user of every role. It then talks to
//! the server as a front end would:
//!
//! ```ignore
//! let app = TestApp::start().await;
//! let answer = app.client(&app.world.rep).query("{ viewer { name } }", json!({})).await;
//! assert_eq!(answer.data()["viewer"]["name"], "李销售");
//! ```
//!
//! Rows that a test needs but does not test are written directly, by the builders of `world`. The clock stands still at
//! [`app::NOW`] until a test moves it. With `ZHIYAN_TEST_DATABASE_URL` set, every test runs on that PostgreSQL server instead
//! of SQLite. [`TestApp::count_statements`] says how many statements a request took.

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
pub mod process;
pub mod socket;
pub mod world;

pub use app::TestApp;
pub use client::{Answer, Client};
pub use serde_json::{Value, json};
pub use socket::Socket;
pub use world::{Person, World};
