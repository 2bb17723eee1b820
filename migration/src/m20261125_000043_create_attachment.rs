//! Makes `attachment`, and how old a document may be on `organization`.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, boolean, date, integer, integer_null, json_binary, text, text_null},
};

use crate::{
    column::{at_least, between, instant_null, one_of},
    table::{self, OnDelete, TenantTable},
};

/// Makes and drops the table `attachment` and the column `organization.attachment_max_age_days`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let max_age = between(integer("attachment_max_age_days"), 1, 3650).default(90).take();
        let organization = Table::alter().table("organization").add_column(max_age).take();
        manager.alter_table(organization).await?;
        TenantTable::new("attachment")
            .reference("customer_id", "customer", OnDelete::Refuse)
            .reference("uploaded_by", "user", OnDelete::Refuse)
            .column(text("name"))
            .column(text_null("title"))
            .column(text("name_key"))
            .column(text_null("title_key"))
            .column(text("sha256"))
            .column(at_least(big_integer("size"), 1))
            .column(text("media_type"))
            .column(one_of(
                "reading",
                &["READ", "PARTLY", "NOT_READ", "ENCRYPTED", "BROKEN", "TOO_LARGE"],
            ))
            .column(date("watermark_on"))
            .column(date("created_on"))
            .column(boolean("created_on_verified"))
            .column(instant_null("document_created_at"))
            .column(instant_null("document_modified_at"))
            .column(at_least(integer_null("pages"), 0))
            .column(json_binary("warnings"))
            .index(&["customer_id", "created_at"])
            .index(&["name_key"])
            .index(&["title_key"])
            .index(&["sha256"])
            .index(&["created_at", "id"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "attachment").await?;
        let organization = Table::alter()
            .table("organization")
            .drop_column("attachment_max_age_days")
            .take();
        manager.alter_table(organization).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
