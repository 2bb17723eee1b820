//! Lets `commitment` hold the day on which it was closed, which the on-time figure counts by, and where in a report the
//! promise stood.

use sea_orm_migration::{
    prelude::*,
    schema::{date_null, integer_null, text_null},
    sea_orm::DbBackend,
};

use crate::column::at_least;

/// Adds columns to `commitment`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            date_null("closed_on"),
            at_least(integer_null("promise_start"), 0),
            integer_null("promise_end"),
            text_null("promise_text"),
        ];
        // SQLite adds one column a statement.
        for column in columns {
            let add = Table::alter().table("commitment").add_column(column).take();
            manager.alter_table(add).await?;
        }
        // SQLite knows no time zones; what was closed there before this column counts as closed in China.
        let fill = match manager.get_database_backend() {
            DbBackend::Postgres => {
                "UPDATE commitment SET closed_on = (to_timestamp(closed_at / 1000.0) AT TIME ZONE organization.time_zone)::date \
                 FROM organization WHERE organization.id = commitment.organization_id AND closed_at IS NOT NULL"
            }
            _ => {
                "UPDATE commitment SET closed_on = date(closed_at / 1000 + 28800, 'unixepoch') WHERE closed_at IS NOT NULL"
            }
        };
        manager.get_connection().execute_unprepared(fill).await?;
        manager.create_index(index()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_index(Index::drop().name(INDEX).table("commitment").to_owned())
            .await?;
        for column in ["promise_text", "promise_end", "promise_start", "closed_on"] {
            let drop = Table::alter().table("commitment").drop_column(column).take();
            manager.alter_table(drop).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const INDEX: &str = "idx_commitment_first_due_on";

fn index() -> IndexCreateStatement {
    Index::create()
        .name(INDEX)
        .table("commitment")
        .col("organization_id")
        .col("first_due_on")
        .take()
}
