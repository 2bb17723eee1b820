//! Inputs of the customer mutations, and the filter of the list.

use async_graphql::{ID, InputObject, MaybeUndefined};
use entity::customer::Column;
use sea_orm::{ColumnTrait, Condition};

use crate::{
    customer::{
        company_name,
        service::{CustomerChange, NewCustomer},
    },
    error::Result,
    filter::{contains, given, given_id, search},
    id::{self, NodeKind},
    policy::{Actor, teams_from},
};

/// A customer to create. A company that is a customer already is refused, however its name is written.
#[derive(InputObject)]
pub struct CreateCustomerInput {
    /// The company's name, at most 100 characters.
    pub name: String,
    /// The trade, in the organisation's own words, at most 50 characters.
    pub industry: String,
    /// The sales region that it counts for, at most 50 characters.
    pub region: Option<String>,
    /// The switchboard, at most 30 characters.
    pub phone: Option<String>,
    /// The salesperson in charge; left out, whoever creates it. Somebody else is for SUPERVISOR (within the own teams) and
    /// ADMIN.
    pub owner_id: Option<ID>,
}

/// A change of a customer; what is left out stays as it is.
#[derive(InputObject)]
pub struct ChangeCustomerInput {
    /// The customer.
    pub id: ID,
    /// The version that the user saw.
    pub version: i32,
    /// Another name, at most 100 characters.
    pub name: Option<String>,
    /// Another trade, at most 50 characters.
    pub industry: Option<String>,
    /// The sales region, at most 50 characters; null or blank empties it.
    pub region: MaybeUndefined<String>,
    /// The switchboard, at most 30 characters; null or blank empties it.
    pub phone: MaybeUndefined<String>,
    /// Another salesperson in charge. For SUPERVISOR (within the own teams) and ADMIN.
    pub owner_id: Option<ID>,
}

impl From<ChangeCustomerInput> for CustomerChange {
    fn from(input: ChangeCustomerInput) -> Self {
        Self {
            id: id::or_nil(NodeKind::Customer, &input.id),
            version: input.version,
            name: input.name,
            industry: input.industry,
            region: input.region.into(),
            phone: input.phone.into(),
            owner_id: input.owner_id.map(|owner| id::or_nil(NodeKind::User, &owner)),
        }
    }
}

/// A customer to create together with its first lead. A company that is a customer already is refused, however its name
/// is written.
#[derive(InputObject)]
pub struct NewCustomerInput {
    /// The company's name, at most 100 characters.
    pub name: String,
    /// The trade, in the organisation's own words, at most 50 characters.
    pub industry: String,
    /// The sales region that it counts for, at most 50 characters.
    pub region: Option<String>,
    /// The switchboard, at most 30 characters.
    pub phone: Option<String>,
}

impl From<NewCustomerInput> for NewCustomer {
    fn from(input: NewCustomerInput) -> Self {
        Self {
            name: input.name,
            industry: input.industry,
            region: input.region,
            phone: input.phone,
        }
    }
}

/// Which customers to list. All conditions that are given must hold; null is refused.
#[derive(InputObject, Default)]
pub struct CustomerFilter {
    /// Only customers whose name contains this text, whatever its width, case and spaces; at most 100 characters.
    pub search: MaybeUndefined<String>,
    /// Only customers in the charge of this user.
    pub owner_id: MaybeUndefined<ID>,
    /// Only customers in the charge of this team or of one below it.
    pub team_id: MaybeUndefined<ID>,
    /// Only customers of this trade.
    pub industry: MaybeUndefined<String>,
    /// Only customers of this sales region.
    pub region: MaybeUndefined<String>,
}

impl CustomerFilter {
    /// The filter as a condition over `customer`.
    pub fn condition(self, actor: &Actor) -> Result<Condition> {
        let owner = given_id(NodeKind::User, "ownerId", self.owner_id)?;
        let team = given_id(NodeKind::Team, "teamId", self.team_id)?;
        let search = search("search", self.search)?;
        Ok(Condition::all()
            .add_option(search.map(|text| named(&text)))
            .add_option(owner.map(|owner| Column::OwnerId.eq(owner)))
            .add_option(team.map(|team| Column::TeamId.in_subquery(teams_from(actor, team))))
            .add_option(given("industry", self.industry)?.map(|industry| Column::Industry.eq(industry)))
            .add_option(given("region", self.region)?.map(|region| Column::Region.eq(region))))
    }
}

/// Customers whose name contains `text`, as it was entered or as it is compared.
pub fn named(text: &str) -> Condition {
    let normalized = company_name::normalise(text);
    let normalized = (!normalized.is_empty()).then(|| contains(Column::NormalizedName, &normalized));
    Condition::any()
        .add(contains(Column::Name, text))
        .add_option(normalized)
}
