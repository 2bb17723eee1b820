//! 门店: the shops of an organisation, each in a region and looked after by a team.

pub mod input;
mod mutation;
mod query;
pub mod service;
pub mod types;

pub use mutation::StoreMutation;
pub use query::StoreQuery;
pub use types::Store;
