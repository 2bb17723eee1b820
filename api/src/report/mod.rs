//! 日报: reports and what the linter says of them.

pub mod lint;
pub mod linters;
