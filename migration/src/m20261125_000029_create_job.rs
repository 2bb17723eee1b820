//! Makes `job`.

use sea_orm_migration::{
    prelude::*,
    schema::{integer, text, text_null, uuid_null},
};

use crate::{
    column::{at_least, instant, instant_null, one_of},
    table::{self, TenantTable},
};

/// Makes and drops the table `job`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let queued = Expr::col("status").eq(Expr::cust("'QUEUED'"));
        let finished = Expr::col("finished_at");
        TenantTable::new("job")
            .column(text("kind"))
            .column(text("key"))
            .column(one_of("status", &["QUEUED", "RUNNING", "RETRYING", "DONE", "FAILED"]))
            .column(instant("run_at"))
            .column(at_least(integer("attempts").default(0).take(), 0))
            .column(uuid_null("worker"))
            .column(instant_null("lease_until"))
            .column(text_null("last_error"))
            .column(instant_null("finished_at"))
            .unique_where(&["kind", "key"], queued)
            // The live jobs, of which there are few, are found without those of the past.
            .index_where(&["run_at"], finished.clone().is_null())
            .index_where(&["finished_at"], finished.is_not_null())
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "job").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
