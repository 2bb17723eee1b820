#![doc = include_str!("../README.md")]

pub mod cli;
pub mod demo;

pub mod app;
pub mod http;
pub mod schema;

pub mod auth;
pub mod node;
pub mod report;
pub mod term;
pub mod user;

pub mod audit;
pub mod clock;
pub mod context;
pub mod database;
pub mod error;
pub mod events;
mod graphql_enum;
pub mod id;
pub mod loader;
pub mod pagination;
mod payload;
pub mod policy;
pub mod scalar;
pub mod state;
pub mod telemetry;
pub mod validation;
