//! 团队/区域: a tree of teams (大区 → 区域 → 组).

use sea_orm::entity::prelude::*;

use crate::types::{TeamKind, Timestamp};

/// A row of `team`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "team")]
pub struct Model {
    /// A version 7 UUID, made by the server; ids grow with time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant.
    pub organization_id: Uuid,
    /// The team above; none at the top of a tree.
    pub parent_id: Option<Uuid>,
    /// What it is called.
    pub name: String,
    /// Its level in the tree.
    pub kind: TeamKind,
    /// `/<uuid>/<uuid>/` from the top of the tree to this team, so that a subtree is one range of paths: from the
    /// path of its root up to, not including, that path with its last `/` replaced by `0`.
    pub path: String,
    /// When the row was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// 1 when made, one more with every change; a change names the version that it saw.
    pub version: i32,
    /// The tenant.
    #[sea_orm(belongs_to, from = "organization_id", to = "id")]
    pub organization: BelongsTo<super::organization::Entity>,
    /// The team above.
    #[sea_orm(
        self_ref,
        relation_enum = "Parent",
        relation_reverse = "Children",
        from = "parent_id",
        to = "id"
    )]
    pub parent: BelongsTo<Option<Entity>>,
    /// The teams right below.
    #[sea_orm(self_ref, relation_enum = "Children", relation_reverse = "Parent")]
    pub children: HasMany<Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
