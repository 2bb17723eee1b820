//! People and their places in the schema.

use async_graphql::{Context, ID, Object};
use entity::{organization, team, user};

use crate::{
    context::ContextExt,
    error::Result,
    graphql_enum::mirror_enum,
    id::{self, NodeKind},
    pagination::Sort,
};

mirror_enum! {
    /// What a user may do.
    Role {
        /// 销售: works on leads, makes promises, writes reports.
        Rep,
        /// 主管: sees and steers a team with all teams below.
        Supervisor,
        /// 实施经理: delivers what was promised.
        Implementer,
        /// 店员: answers customers in a shop.
        Clerk,
        /// 总部: sees everything, keeps keyword mappings, terms and scripts.
        Headquarters,
        /// 管理员: runs the organisation's account.
        Admin,
    }

    /// The level of a team in its tree.
    TeamKind {
        /// 大区.
        Region,
        /// 区域.
        Area,
        /// 组.
        Group,
    }
}

/// 用户: somebody who can log in.
#[derive(Clone, Debug)]
pub struct User(pub user::Model);

impl From<user::Model> for User {
    fn from(model: user::Model) -> Self {
        Self(model)
    }
}

/// 用户: somebody who can log in.
#[Object]
impl User {
    /// Global id.
    pub async fn id(&self) -> ID {
        id::encode(NodeKind::User, self.0.id)
    }

    /// What colleagues call the user.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// What the user may do.
    async fn role(&self) -> Role {
        self.0.role.into()
    }

    /// The team that the user works in; null for somebody outside of the tree.
    async fn team(&self, context: &Context<'_>) -> Option<Result<Team>> {
        context.object::<team::Entity, _>(self.0.team_id).await
    }

    /// The organisation.
    async fn organization(&self, context: &Context<'_>) -> Option<Result<Organization>> {
        context.object::<organization::Entity, _>(self.0.organization_id).await
    }
}

/// 团队/区域: a team, which may have teams below it.
#[derive(Clone, Debug)]
pub struct Team(pub team::Model);

impl From<team::Model> for Team {
    fn from(model: team::Model) -> Self {
        Self(model)
    }
}

/// 团队/区域: a team, which may have teams below it.
#[Object]
impl Team {
    /// Global id.
    pub async fn id(&self) -> ID {
        id::encode(NodeKind::Team, self.0.id)
    }

    /// What it is called.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Its level in the tree.
    async fn kind(&self) -> TeamKind {
        self.0.kind.into()
    }

    /// The team above; null at the top.
    async fn parent(&self, context: &Context<'_>) -> Option<Result<Team>> {
        context.object::<team::Entity, _>(self.0.parent_id).await
    }

    /// The teams right below, at most 100.
    async fn children(&self, context: &Context<'_>) -> Result<Vec<Team>> {
        let sort = Sort {
            column: team::Column::CreatedAt,
            descending: false,
        };
        let children = context
            .load_children::<team::Entity>(self.0.id, team::Column::ParentId, sort, 100)
            .await?;
        Ok(children.into_iter().map(Team).collect())
    }
}

/// 组织: the tenant.
#[derive(Clone, Debug)]
pub struct Organization(pub organization::Model);

impl From<organization::Model> for Organization {
    fn from(model: organization::Model) -> Self {
        Self(model)
    }
}

/// 组织: the tenant. Nobody sees anything of another one.
#[Object]
impl Organization {
    /// Global id.
    pub async fn id(&self) -> ID {
        id::encode(NodeKind::Organization, self.0.id)
    }

    /// What it is called.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// IANA name of the zone that its calendar days follow.
    async fn time_zone(&self) -> &str {
        &self.0.time_zone
    }

    /// Whether a report with findings of severity ERROR may not be submitted.
    async fn require_no_errors(&self) -> bool {
        self.0.require_no_errors
    }

    /// The lint score, 0 to 100, that a report needs to be submitted; null asks for no score.
    async fn min_score(&self) -> Option<i32> {
        self.0.min_score
    }

    /// How many days a document may be older than the customer's latest interaction.
    async fn attachment_max_age_days(&self) -> i32 {
        self.0.attachment_max_age_days
    }

    /// Goes into the next change of the organisation, so that nobody overwrites what they have not seen.
    async fn version(&self) -> i32 {
        self.0.version
    }
}
