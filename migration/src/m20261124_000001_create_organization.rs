//! Makes `organization`, the tenant that every other row belongs to.

use sea_orm_migration::{
    prelude::*,
    schema::{boolean, integer, integer_null, text},
};

use crate::{
    column::{self, at_least, between, instant, version},
    table,
};

/// Makes and drops the table `organization`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("organization")
                    .col(column::id())
                    .col(text("name").unique_key())
                    .col(text("time_zone").default("Asia/Shanghai"))
                    .col(at_least(integer("pack_version").default(1).take(), 1))
                    .col(boolean("require_no_errors").default(false))
                    .col(between(integer_null("min_score"), 0, 100))
                    .col(instant("created_at"))
                    .col(instant("updated_at"))
                    .col(version())
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "organization").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
