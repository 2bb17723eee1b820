#![doc = include_str!("../README.md")]

pub mod cli;
pub mod demo;

pub mod app;
pub mod http;
pub mod schema;

pub mod activity;
pub mod attachment;
pub mod audit_event;
pub mod auth;
pub mod budget_signal;
pub mod commitment;
pub mod commitment_kind;
pub mod contact;
pub mod customer;
pub mod finding;
pub mod funnel;
pub mod industry;
pub mod keyword_mapping;
pub mod lead;
pub mod node;
pub mod opportunity;
pub mod order;
pub mod question;
pub mod report;
pub mod script;
pub mod stage;
pub mod store;
pub mod task;
pub mod term;
pub mod tier;
pub mod user;

pub mod audit;
pub mod change;
pub mod clock;
pub mod context;
pub mod database;
pub mod error;
pub mod events;
mod filter;
mod graphql_enum;
pub mod id;
pub mod job;
pub mod loader;
pub mod pack_cache;
pub mod pagination;
mod payload;
pub mod policy;
pub mod scalar;
pub mod state;
pub mod telemetry;
pub mod validation;
