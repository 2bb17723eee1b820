//! 订单: what customers ordered, from which the purchase cycle follows.

pub mod input;
mod mutation;
pub mod service;
pub mod types;

pub use mutation::OrderMutation;
pub use types::Order;
