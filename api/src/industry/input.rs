//! Inputs of the industry mutations.

use async_graphql::InputObject;

use crate::industry::service::NewIndustry;

/// How often the companies of a trade buy, and when.
#[derive(InputObject)]
pub struct SetIndustryInput {
    /// The trade as it stands on customers, such as 汽车零部件, at most 50 characters.
    pub name: String,
    /// The version that the user saw; left out for a trade that is new here.
    pub version: Option<i32>,
    /// The usual days from order to order, 1 to 3650, for customers whose own orders do not tell.
    pub cycle_days: i32,
    /// Twelve season factors, January first, in percent from 10 to 1000: 100 is an ordinary month, and in a month of 50 the
    /// cycle is half as long. Left out, every month is ordinary.
    pub season: Option<Vec<i32>>,
}

impl From<SetIndustryInput> for NewIndustry {
    fn from(input: SetIndustryInput) -> Self {
        Self {
            name: input.name,
            version: input.version,
            cycle_days: input.cycle_days,
            season: input.season,
        }
    }
}
