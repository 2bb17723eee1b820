//! Makes `stage`, and gives every organisation the stages that leads had before it had a list of its own.

use sea_orm_migration::{
    prelude::*,
    schema::{boolean, integer, json_binary, text},
};

use crate::{
    column::{at_least, one_of},
    new_id,
    table::{self, TenantTable},
};

/// What the stages of leads were called, in their order.
const STAGES: [(&str, &str); 6] = [
    ("NEW", "新线索"),
    ("CONTACTED", "已联系"),
    ("PROPOSAL", "方案"),
    ("NEGOTIATION", "谈判"),
    ("WON", "赢单"),
    ("LOST", "丢单"),
];

/// Makes and drops the table `stage`.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        TenantTable::versioned("stage")
            .column(text("name"))
            .column(one_of("phase", &STAGES.map(|(phase, _)| phase)))
            .column(at_least(integer("position"), 0))
            .column(json_binary("requirements").default("[]").take())
            .column(json_binary("required_fields").default("[]").take())
            .column(boolean("active").default(true).take())
            .unique(&["name"])
            .index(&["position", "id"])
            .create(manager)
            .await?;
        let id = new_id::expression(manager, "organization.created_at");
        for (position, (phase, name)) in STAGES.iter().enumerate() {
            let insert = format!(
                "INSERT INTO stage (id, organization_id, name, phase, position, created_at, updated_at)
                 SELECT {id}, organization.id, '{name}', '{phase}', {position},
                        organization.created_at, organization.created_at
                 FROM organization"
            );
            manager.get_connection().execute_unprepared(&insert).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, "stage").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
