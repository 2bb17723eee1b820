//! Lets a term say how it may lie against words, what forbids it, and by which sentences it is tested.

use sea_orm_migration::{
    prelude::*,
    schema::{json_binary, text_null},
};

/// Adds columns to `term`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            json_binary("alignment").default("[]").take(),
            text_null("source"),
            json_binary("matching").default("[]").take(),
            json_binary("not_matching").default("[]").take(),
        ];
        // SQLite adds one column a statement.
        for column in columns {
            let add = Table::alter().table("term").add_column(column).take();
            manager.alter_table(add).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["not_matching", "matching", "source", "alignment"] {
            let drop = Table::alter().table("term").drop_column(column).take();
            manager.alter_table(drop).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
