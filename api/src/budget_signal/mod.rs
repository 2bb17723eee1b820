//! 预算信号: signs that customers have money to spend, from which the budget fit follows.

pub mod input;
mod mutation;
pub mod service;
pub mod types;

pub use mutation::BudgetSignalMutation;
pub use types::BudgetSignal;
