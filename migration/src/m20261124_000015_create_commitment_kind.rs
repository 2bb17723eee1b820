//! Makes `commitment_kind`.

use sea_orm_migration::{
    prelude::*,
    schema::{boolean, integer, json_binary, text},
};

use crate::{
    column::{at_least, one_of},
    table::{self, TenantTable},
};

/// Makes and drops the table `commitment_kind`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::versioned("commitment_kind")
            .column(text("name"))
            .column(json_binary("required_fields"))
            .column(one_of(
                "delivery_role",
                &["REP", "SUPERVISOR", "IMPLEMENTER", "CLERK", "HEADQUARTERS", "ADMIN"],
            ))
            .column(at_least(integer("lead_days"), 0))
            .column(boolean("active").default(true).take())
            .unique(&["name"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "commitment_kind").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
