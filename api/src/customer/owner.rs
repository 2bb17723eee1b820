//! 负责人: who may be put in charge of a customer or a lead.

use entity::{team, user};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{
    error::{Error, Result, UserErrorCode},
    policy::{Actor, Capability, find},
};

/// A salesperson with the team that they work in.
#[derive(Clone, Copy, Debug)]
pub struct Owner {
    /// The user.
    pub id: Uuid,
    /// The team.
    pub team_id: Uuid,
}

/// The user whom the field `ownerId` names, or the actor where it names none.
///
/// Only those who assign leads put somebody else in charge, and a supervisor only somebody of the own teams.
pub async fn resolve(connection: &impl ConnectionTrait, actor: &Actor, requested: Option<Uuid>) -> Result<Owner> {
    let id = requested.unwrap_or(actor.id);
    if id != actor.id {
        actor.require(Capability::AssignLeads)?;
    }
    let user = find::<user::Entity>(connection, actor, id)
        .await
        .map_err(|error| error.at("ownerId"))?;
    if user.disabled_at.is_some() || !Capability::WorkLeads.roles().contains(&user.role) {
        return Err(refusal("该用户不能负责客户和线索"));
    }
    let Some(team_id) = user.team_id else {
        return Err(refusal("该用户不在任何团队中，请指定另一位负责人"));
    };
    let everywhere = Capability::AssignLeadsAnywhere.roles().contains(&actor.role);
    if id != actor.id && !everywhere {
        let team = find::<team::Entity>(connection, actor, team_id).await?;
        if !actor.is_above(&team.path) {
            return Err(refusal("只能交给您团队中的人"));
        }
    }
    Ok(Owner { id, team_id })
}

fn refusal(message: &str) -> Error {
    Error::invalid("ownerId", UserErrorCode::Invalid, message)
}
