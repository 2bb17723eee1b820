//! Queries over customers.

use async_graphql::{Context, ID, Object};
use entity::customer;
use sea_orm::QueryFilter;

use crate::{
    context::ContextExt,
    customer::{input::CustomerFilter, types::Customer},
    error::Result,
    id::{self, NodeKind},
    pagination::{Page, PageArgs, Sort, page},
    policy::{find, select},
};

/// Queries over customers.
#[derive(Debug, Default)]
pub struct CustomerQuery;

#[Object]
impl CustomerQuery {
    /// The customer with this id; null with `NOT_FOUND` where there is none that the user may see.
    async fn customer(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The id of a customer.")] id: ID,
    ) -> Option<Result<Customer>> {
        Some(one(context, &id).await)
    }

    /// The customers that the user may see, newest first.
    async fn customers(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which customers; all of them where it is left out.")] filter: Option<CustomerFilter>,
        #[graphql(desc = "How many from the start, at most 100; 20 where neither `first` nor `last` is given.")]
        first: Option<i32>,
        #[graphql(desc = "Start behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "End before this cursor.")] before: Option<String>,
    ) -> Option<Result<Page<Customer>>> {
        let answer = async {
            let actor = context.actor()?;
            let query = select::<customer::Entity>(actor).filter(filter.unwrap_or_default().condition(actor)?);
            let sort = Sort {
                column: customer::Column::CreatedAt,
                descending: true,
            };
            let arguments = PageArgs {
                first,
                after,
                last,
                before,
            };
            page(context.state()?.database.read(), query, sort, &arguments).await
        };
        Some(answer.await)
    }
}

async fn one(context: &Context<'_>, id: &ID) -> Result<Customer> {
    let id = id::of(NodeKind::Customer, id)?;
    let found = find::<customer::Entity>(context.state()?.database.read(), context.actor()?, id).await?;
    Ok(Customer(found))
}
