//! Customers in the schema.

use async_graphql::{Context, ID, Object};
use chrono::{DateTime, Utc};
use entity::{activity, budget_signal, commitment, contact, customer, lead, sales_order, team, user};

use crate::{
    activity::Activity,
    budget_signal::BudgetSignal,
    commitment::Commitment,
    contact::Contact,
    context::ContextExt,
    error::Result,
    id::{self, NodeKind},
    lead::Lead,
    order::Order,
    pagination::{DEFAULT_NESTED, Sort, nested_limit},
    payload::payloads,
    user::{Team, User},
};

/// 客户: a company that we sell to.
#[derive(Clone, Debug)]
pub struct Customer(pub customer::Model);

impl From<customer::Model> for Customer {
    fn from(model: customer::Model) -> Self {
        Self(model)
    }
}

/// 客户: a company that we sell to.
#[Object]
impl Customer {
    /// Global id.
    pub async fn id(&self) -> ID {
        id::encode(NodeKind::Customer, self.0.id)
    }

    /// The company's name, as it was entered.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The trade, in the organisation's own words, such as 汽车零部件.
    async fn industry(&self) -> &str {
        &self.0.industry
    }

    /// The sales region that it counts for.
    async fn region(&self) -> Option<&str> {
        self.0.region.as_deref()
    }

    /// The switchboard.
    async fn phone(&self) -> Option<&str> {
        self.0.phone.as_deref()
    }

    /// The salesperson in charge.
    async fn owner(&self, context: &Context<'_>) -> Option<Result<User>> {
        context.object::<user::Entity, _>(self.0.owner_id).await
    }

    /// The team in charge.
    async fn team(&self, context: &Context<'_>) -> Option<Result<Team>> {
        context.object::<team::Entity, _>(self.0.team_id).await
    }

    /// People who work there, in the order in which they were added.
    async fn contacts(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many at most, 0 to 50.", default_with = "DEFAULT_NESTED")] limit: i32,
    ) -> Result<Vec<Contact>> {
        let sort = Sort {
            column: contact::Column::CreatedAt,
            descending: false,
        };
        let by = contact::Column::CustomerId;
        let limit = nested_limit(limit)?;
        let rows = context
            .load_children::<contact::Entity>(self.0.id, by, sort, limit)
            .await?;
        Ok(rows.into_iter().map(Contact).collect())
    }

    /// What it was promised, the latest first.
    async fn commitments(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many at most, 0 to 50.", default_with = "DEFAULT_NESTED")] limit: i32,
    ) -> Result<Vec<Commitment>> {
        let sort = Sort {
            column: commitment::Column::CreatedAt,
            descending: true,
        };
        let by = commitment::Column::CustomerId;
        let limit = nested_limit(limit)?;
        let rows = context
            .load_children::<commitment::Entity>(self.0.id, by, sort, limit)
            .await?;
        Ok(rows.into_iter().map(Commitment).collect())
    }

    /// What it ordered, latest first.
    async fn orders(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many at most, 0 to 50.", default_with = "DEFAULT_NESTED")] limit: i32,
    ) -> Result<Vec<Order>> {
        let sort = Sort {
            column: sales_order::Column::OrderedOn,
            descending: true,
        };
        let by = sales_order::Column::CustomerId;
        let limit = nested_limit(limit)?;
        let rows = context
            .load_children::<sales_order::Entity>(self.0.id, by, sort, limit)
            .await?;
        Ok(rows.into_iter().map(Order).collect())
    }

    /// Signs that it has money to spend, latest first.
    async fn budget_signals(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many at most, 0 to 50.", default_with = "DEFAULT_NESTED")] limit: i32,
    ) -> Result<Vec<BudgetSignal>> {
        let sort = Sort {
            column: budget_signal::Column::SeenOn,
            descending: true,
        };
        let by = budget_signal::Column::CustomerId;
        let limit = nested_limit(limit)?;
        let rows = context
            .load_children::<budget_signal::Entity>(self.0.id, by, sort, limit)
            .await?;
        Ok(rows.into_iter().map(BudgetSignal).collect())
    }

    /// Its leads among those that the user may see, newest first.
    async fn leads(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many at most, 0 to 50.", default_with = "DEFAULT_NESTED")] limit: i32,
    ) -> Result<Vec<Lead>> {
        let sort = Sort {
            column: lead::Column::CreatedAt,
            descending: true,
        };
        let by = lead::Column::CustomerId;
        let limit = nested_limit(limit)?;
        let rows = context
            .load_children::<lead::Entity>(self.0.id, by, sort, limit)
            .await?;
        Ok(rows.into_iter().map(Lead).collect())
    }

    /// What happened with it, latest first.
    async fn activities(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many at most, 0 to 50.", default_with = "DEFAULT_NESTED")] limit: i32,
    ) -> Result<Vec<Activity>> {
        let sort = Sort {
            column: activity::Column::OccurredAt,
            descending: true,
        };
        let by = activity::Column::CustomerId;
        let limit = nested_limit(limit)?;
        let rows = context
            .load_children::<activity::Entity>(self.0.id, by, sort, limit)
            .await?;
        Ok(rows.into_iter().map(Activity).collect())
    }

    /// When it was created.
    async fn created_at(&self) -> DateTime<Utc> {
        *self.0.created_at
    }

    /// When it last changed.
    async fn updated_at(&self) -> DateTime<Utc> {
        *self.0.updated_at
    }

    /// Goes into the next `changeCustomer`, so that nobody overwrites what they have not seen.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

payloads! {
    /// The answer of `createCustomer`.
    CreateCustomerPayload {
        /// The new customer.
        customer: Customer
    }

    /// The answer of `changeCustomer`.
    ChangeCustomerPayload {
        /// The customer as it is now.
        customer: Customer
    }
}
