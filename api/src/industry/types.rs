//! Industries in the schema.

use async_graphql::Object;
use chrono::{DateTime, Utc};
use entity::industry;

use crate::payload::payloads;

/// 行业: how often the companies of a trade buy, and when in the year.
#[derive(Clone, Debug)]
pub struct Industry(pub industry::Model);

impl From<industry::Model> for Industry {
    fn from(model: industry::Model) -> Self {
        Self(model)
    }
}

/// 行业: how often the companies of a trade buy, and when in the year.
#[Object]
impl Industry {
    /// The trade as it stands on customers; unique in the organisation.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The usual days from order to order, for customers whose own orders do not tell.
    async fn cycle_days(&self) -> i32 {
        self.0.cycle_days
    }

    /// The twelve season factors, January first, in percent: 100 is an ordinary month, and in a month of 50 the cycle is half
    /// as long.
    async fn season(&self) -> &[i32] {
        &self.0.season.0
    }

    /// When it last changed.
    async fn updated_at(&self) -> DateTime<Utc> {
        *self.0.updated_at
    }

    /// Goes into the next `setIndustry`, so that nobody overwrites what they have not seen.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

payloads! {
    /// The answer of `setIndustry`.
    SetIndustryPayload {
        /// The trade as it is now.
        industry: Industry
    }
}
