//! Relay's `Node`: any object again by its global id.

use async_graphql::{Context, ID, Interface, Object};
use entity::{organization, team, term, user};

use crate::{
    context::ContextExt,
    error::{Error, Result},
    id::{self, NodeKind},
    term::Term,
    user::{Organization, Team, User},
};

/// An object with a global id.
#[derive(Interface, Debug)]
#[graphql(field(
    name = "id",
    ty = "ID",
    desc = "Global id: opaque, and the same wherever the object appears."
))]
pub enum Node {
    /// 组织.
    Organization(Organization),
    /// 团队.
    Team(Team),
    /// 用户.
    User(User),
    /// 词条.
    Term(Term),
}

/// Objects by global id.
#[derive(Debug, Default)]
pub struct NodeQuery;

#[Object]
impl NodeQuery {
    /// The object with this global id; null with `NOT_FOUND` where there is none that the user may see.
    async fn node(&self, context: &Context<'_>, #[graphql(desc = "A global id.")] id: ID) -> Result<Option<Node>> {
        load(context, &id).await?.ok_or(Error::NotFound).map(Some)
    }

    /// The objects with these global ids, in the same order, at most 100; null in the place of each that the user may not
    /// see.
    async fn nodes(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Global ids.", validator(max_items = 100))] ids: Vec<ID>,
    ) -> Result<Vec<Option<Node>>> {
        // All at once, so that the loader asks for those of a table together.
        futures_util::future::try_join_all(ids.iter().map(|id| load(context, id))).await
    }
}

async fn load(context: &Context<'_>, id: &ID) -> Result<Option<Node>> {
    context.actor()?;
    let Some((kind, id)) = id::decode(id) else {
        return Ok(None);
    };
    Ok(match kind {
        NodeKind::Organization => context
            .load::<organization::Entity>(id)
            .await?
            .map(Organization)
            .map(Node::from),
        NodeKind::Team => context.load::<team::Entity>(id).await?.map(Team).map(Node::from),
        NodeKind::User => context.load::<user::Entity>(id).await?.map(User).map(Node::from),
        NodeKind::Term => context.load::<term::Entity>(id).await?.map(Term).map(Node::from),
        _ => None,
    })
}
