//! The migrations make the tables that the entities describe, and unmake them, on every database.

mod database;
mod rows;
mod upgrade;

use std::collections::BTreeSet;

use database::{TestDatabase, TestResult};
use entity::{
    prelude::*,
    types::{
        ActivityKind, CommitmentEventKind, CommitmentStatus, ContactDepth, DocumentReading, FindingCategory,
        FindingKind, FindingSeverity, JobStatus, LeadStage, OpportunityStage, QuestionSource, QuestionStatus,
        ReportStatus, Role, TaskSource, TaskStatus, TeamKind, Tier,
    },
};
use migration::{Migrator, MigratorTrait};
use sea_orm::{ActiveEnum, ColumnTrait, ColumnType, DbBackend, EntityTrait, IdenStatic, Iterable, PrimaryKeyToColumn};

/// Calls `$check::<E>(…)` for every entity.
macro_rules! for_each_entity {
    ($check:ident($($argument:expr),*)) => {
        for_each_entity!($check($($argument),*):
            Activity Attachment AuditEvent BudgetSignal Commitment CommitmentAttachment CommitmentEvent CommitmentKind Contact Customer Disclosure
            Finding IdempotencyKey Industry Job KeywordMapping Lead LeadScore Opportunity Organization Question RecurringJob Report
            ReportFingerprint Rule RuleVersion SalesOrder Script Session Stage StageVisit Store Task Team Term TierChange TierPolicy User
        )
    };
    ($check:ident $arguments:tt: $($entity:ident)+) => {
        [$(for_each_entity!(@call $check $entity $arguments),)+]
    };
    (@call $check:ident $entity:ident ($($argument:expr),*)) => {
        $check::<$entity>($($argument),*).await?
    };
}

#[tokio::test]
async fn migrations_go_up_down_and_up_again() -> TestResult {
    for database in TestDatabase::each_migrated().await? {
        rows::insert_organization(&database.connection).await?;
        let tables = database.tables().await?;

        Migrator::down(&database.connection, None).await?;
        assert_eq!(
            database.tables().await?,
            Vec::<String>::new(),
            "{:?}",
            database.backend()
        );

        Migrator::up(&database.connection, None).await?;
        assert_eq!(database.tables().await?, tables, "{:?}", database.backend());
        assert!(Migrator::get_pending_migrations(&database.connection).await?.is_empty());
        database.remove().await?;
    }
    Ok(())
}

#[tokio::test]
async fn each_migration_undoes_exactly_what_it_did() -> TestResult {
    for database in TestDatabase::each().await? {
        let mut before = Vec::new();
        for _ in Migrator::migrations() {
            before.push(database.tables().await?);
            Migrator::up(&database.connection, Some(1)).await?;
        }
        for tables in before.into_iter().rev() {
            Migrator::down(&database.connection, Some(1)).await?;
            assert_eq!(database.tables().await?, tables, "{:?}", database.backend());
        }
        database.remove().await?;
    }
    Ok(())
}

#[tokio::test]
async fn every_entity_has_exactly_the_columns_of_its_table() -> TestResult {
    for database in TestDatabase::each_migrated().await? {
        let entities = BTreeSet::from(for_each_entity!(has_the_columns_of_its_table(&database)));
        let tables = BTreeSet::from_iter(database.tables().await?);
        assert_eq!(entities, tables, "every table has its entity");
        database.remove().await?;
    }
    Ok(())
}

/// Compares names, types and nullability, selects, and answers the name of the table.
async fn has_the_columns_of_its_table<E: EntityTrait>(
    database: &TestDatabase,
) -> Result<String, Box<dyn std::error::Error>> {
    let table = E::default().table_name().to_owned();
    E::find().one(&database.connection).await?;

    let mut columns = database.columns(&table).await?;
    for column in E::Column::iter() {
        let name = column.as_str();
        let found = columns
            .remove(name)
            .ok_or_else(|| format!("{table} has no column {name}"))?;
        let definition = column.def();
        let is_key = E::PrimaryKey::from_column(column).is_some();
        assert_eq!(
            found.data_type,
            data_type(database.backend(), definition.get_column_type()),
            "type of {table}.{name}"
        );
        // SQLite reports a primary key as nullable unless it says NOT NULL as well.
        assert!(
            is_key || found.nullable == definition.is_null(),
            "nullability of {table}.{name}"
        );
    }
    let missed: Vec<_> = columns.keys().collect();
    assert!(
        missed.is_empty(),
        "columns of {table} that its entity misses: {missed:?}"
    );
    Ok(table)
}

/// What a database calls the type that a field of an entity is stored in.
fn data_type(backend: DbBackend, column_type: &ColumnType) -> &'static str {
    let (sqlite, postgres) = match column_type {
        ColumnType::Uuid => ("uuid_text", "uuid"),
        ColumnType::String(_) | ColumnType::Text => ("text", "text"),
        ColumnType::Integer => ("integer", "integer"),
        ColumnType::BigInteger => ("integer", "bigint"),
        ColumnType::Boolean => ("boolean", "boolean"),
        ColumnType::Date => ("date_text", "date"),
        ColumnType::Blob => ("blob", "bytea"),
        ColumnType::JsonBinary => ("jsonb_text", "jsonb"),
        _ => ("no type of ours", "no type of ours"),
    };
    if backend == DbBackend::Sqlite { sqlite } else { postgres }
}

#[tokio::test]
async fn every_row_belongs_to_an_organisation_and_every_index_leads_with_it() -> TestResult {
    for database in TestDatabase::each_migrated().await? {
        for table in database.tables().await? {
            if table == "organization" {
                continue;
            }
            let columns = database.columns(&table).await?;
            let owner = columns.get("organization_id").ok_or("no organization_id")?;
            assert!(!owner.nullable, "{table}.organization_id may not be null");
            for index in database.indexes(&table).await? {
                assert!(
                    index.is_unique || index.first_column == "organization_id",
                    "{table}: {index:?} leads with another column"
                );
                assert!(index.name.len() <= 63, "PostgreSQL would cut the name {}", index.name);
            }
        }
        database.remove().await?;
    }
    Ok(())
}

#[tokio::test]
async fn every_id_of_another_row_is_a_foreign_key() -> TestResult {
    // A family of sessions has no row of its own; the subject of an audit event may be any row, and may be gone.
    let without_a_row = ["session.family_id", "audit_event.subject_id"];
    for database in TestDatabase::each_migrated().await? {
        for table in database.tables().await? {
            let references = database.references(&table).await?;
            for name in database.columns(&table).await?.into_keys() {
                let is_id = name.ends_with("_id") || name.ends_with("_by");
                if is_id && !without_a_row.contains(&format!("{table}.{name}").as_str()) {
                    assert!(references.contains_key(&name), "{table}.{name} refers to no table");
                }
            }
            let owner = references.get("organization_id").map(String::as_str);
            assert!(table == "organization" || owner == Some("organization"), "{table}");
        }
        database.remove().await?;
    }
    Ok(())
}

#[tokio::test]
async fn check_constraints_take_exactly_the_values_of_the_enums() -> TestResult {
    let expected = BTreeSet::from([
        allowed::<ActivityKind>("activity", "kind"),
        allowed::<DocumentReading>("attachment", "reading"),
        allowed::<CommitmentStatus>("commitment", "status"),
        allowed::<CommitmentEventKind>("commitment_event", "kind"),
        allowed::<Role>("commitment_kind", "delivery_role"),
        of_the_guide("disclosure"),
        allowed::<FindingCategory>("finding", "category"),
        allowed::<FindingKind>("finding", "kind"),
        allowed::<FindingSeverity>("finding", "severity"),
        allowed::<JobStatus>("job", "status"),
        allowed::<LeadStage>("lead", "stage"),
        allowed::<Tier>("lead", "tier"),
        allowed::<ContactDepth>("lead_score", "depth"),
        allowed::<Tier>("lead_score", "tier"),
        allowed::<OpportunityStage>("opportunity", "stage"),
        allowed::<QuestionSource>("question", "source"),
        allowed::<QuestionStatus>("question", "status"),
        allowed::<ReportStatus>("report", "status"),
        of_the_guide("script"),
        allowed::<LeadStage>("stage", "phase"),
        allowed::<TaskSource>("task", "source"),
        allowed::<TaskStatus>("task", "status"),
        allowed::<TeamKind>("team", "kind"),
        allowed::<Tier>("tier_change", "from_tier"),
        allowed::<Tier>("tier_change", "to_tier"),
        of_the_guide("term"),
        allowed::<FindingSeverity>("term", "severity"),
        allowed::<Role>("user", "role"),
    ]);
    // Both databases get the same constraints; only SQLite keeps them as they were written.
    let database = TestDatabase::sqlite().await?;
    Migrator::up(&database.connection, None).await?;
    let mut found = BTreeSet::new();
    for (table, sql) in database.definitions().await? {
        for check in sql.split("CHECK (").skip(1) {
            if let Some((column, values)) = check.split_once(" IN (") {
                let values = values.split(')').next().unwrap_or_default();
                let column = column.trim_matches('"');
                found.insert((
                    table.clone(),
                    column.to_owned(),
                    values.split(", ").map(str::to_owned).collect(),
                ));
            }
        }
    }
    assert_eq!(found, expected);
    database.remove().await
}

/// The table, the column, and the values that it takes, quoted.
fn allowed<T: ActiveEnum<Value = String> + Iterable>(table: &str, column: &str) -> (String, String, BTreeSet<String>) {
    let values = T::iter().map(|value| format!("'{}'", value.to_value())).collect();
    (table.to_owned(), column.to_owned(), values)
}

/// The categories that a term, a script or a disclosure may have: all but that of copied reports.
fn of_the_guide(table: &str) -> (String, String, BTreeSet<String>) {
    let (table, column, mut values) = allowed::<FindingCategory>(table, "category");
    values.remove("'COPIED'");
    (table, column, values)
}
