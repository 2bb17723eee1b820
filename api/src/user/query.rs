//! Queries over people.

use async_graphql::{Context, Object};
use entity::user;
use sea_orm::{ColumnTrait, QueryFilter};

use crate::{
    context::ContextExt,
    error::Result,
    filter::{contains, given, given_id, search},
    id::NodeKind,
    pagination::{Page, PageArgs, Sort, page},
    policy::{find, select, teams_from},
    user::{input::UserFilter, types::User},
};

/// Queries over people.
#[derive(Debug, Default)]
pub struct UserQuery;

#[Object]
impl UserQuery {
    /// The user who asks.
    async fn viewer(&self, context: &Context<'_>) -> Option<Result<User>> {
        let answer = async {
            let actor = context.actor()?;
            let model = find::<user::Entity>(context.state()?.database.read(), actor, actor.id).await?;
            Ok(User(model))
        };
        Some(answer.await)
    }

    /// The users of the organisation, oldest first.
    async fn users(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which users; all of them where it is left out.")] filter: Option<UserFilter>,
        #[graphql(desc = "How many from the start, at most 100; 20 where neither `first` nor `last` is given.")]
        first: Option<i32>,
        #[graphql(desc = "Start behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "End before this cursor.")] before: Option<String>,
    ) -> Option<Result<Page<User>>> {
        let answer = async {
            let (actor, filter) = (context.actor()?, filter.unwrap_or_default());
            let mut query = select::<user::Entity>(actor);
            if let Some(role) = given("role", filter.role)? {
                query = query.filter(user::Column::Role.eq(entity::types::Role::from(role)));
            }
            if let Some(team) = given_id(NodeKind::Team, "teamId", filter.team_id)? {
                query = query.filter(user::Column::TeamId.in_subquery(teams_from(actor, team)));
            }
            if let Some(text) = search("search", filter.search)? {
                query = query.filter(contains(user::Column::Name, &text));
            }
            let sort = Sort {
                column: user::Column::CreatedAt,
                descending: false,
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
