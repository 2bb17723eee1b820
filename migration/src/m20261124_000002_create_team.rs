//! Makes `team`, a tree.

use sea_orm_migration::{prelude::*, schema::text, sea_orm::DbBackend};

use crate::{
    column::one_of,
    table::{self, OnDelete, TenantTable},
};

/// Makes and drops the table `team`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut path = text("path");
        if manager.get_database_backend() == DbBackend::Postgres {
            // A subtree is a range of paths, which only a collation by bytes keeps in order; SQLite compares so anyway.
            path.extra("COLLATE \"C\"");
        }
        TenantTable::versioned("team")
            .optional_reference("parent_id", "team", OnDelete::Refuse)
            .column(text("name"))
            .column(one_of("kind", &["REGION", "AREA", "GROUP"]))
            .column(path)
            .index(&["path"])
            .index(&["parent_id"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "team").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
