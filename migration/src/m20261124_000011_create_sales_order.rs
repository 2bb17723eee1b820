//! Makes `sales_order`.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, date, text},
};

use crate::{
    column::at_least,
    table::{self, OnDelete, TenantTable},
};

/// Makes and drops the table `sales_order`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::new("sales_order")
            .reference("customer_id", "customer", OnDelete::Refuse)
            .column(at_least(big_integer("amount_fen"), 0))
            .column(date("ordered_on"))
            .column(text("number"))
            .unique(&["number"])
            .index(&["customer_id", "ordered_on"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "sales_order").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
