//! Fresh databases to migrate: SQLite always, PostgreSQL where `ZHIYAN_TEST_DATABASE_URL` names a server.

use std::{collections::BTreeMap, env, error::Error};

use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr, FromQueryResult, Statement};
use tempfile::TempDir;
use uuid::Uuid;

/// What a test answers; the first surprise ends it.
pub(crate) type TestResult = Result<(), Box<dyn Error>>;

/// An empty database of its own.
pub(crate) struct TestDatabase {
    pub(crate) connection: DatabaseConnection,
    home: Home,
}

/// Where the database lives, and thus how it is removed.
enum Home {
    Folder(TempDir),
    Server { admin: DatabaseConnection, name: String },
}

impl TestDatabase {
    /// One empty database of each kind.
    pub(crate) async fn each() -> Result<Vec<Self>, Box<dyn Error>> {
        let mut databases = vec![Self::sqlite().await?];
        if let Some(url) = server_url() {
            databases.push(Self::postgres(&url).await?);
        }
        Ok(databases)
    }

    /// One database of each kind with every migration applied.
    pub(crate) async fn each_migrated() -> Result<Vec<Self>, Box<dyn Error>> {
        let databases = Self::each().await?;
        for database in &databases {
            Migrator::up(&database.connection, None).await?;
        }
        Ok(databases)
    }

    /// An empty SQLite database in a file.
    pub(crate) async fn sqlite() -> Result<Self, Box<dyn Error>> {
        let folder = tempfile::tempdir()?;
        let url = format!("sqlite://{}?mode=rwc", folder.path().join("zhiyan.db").display());
        Ok(Self {
            connection: Database::connect(url).await?,
            home: Home::Folder(folder),
        })
    }

    async fn postgres(server: &str) -> Result<Self, Box<dyn Error>> {
        let name = format!("zhiyan_migration_{}", Uuid::now_v7().simple());
        let admin = Database::connect(server).await?;
        admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await?;
        let (base, _) = server.rsplit_once('/').ok_or("the URL names no database")?;
        Ok(Self {
            connection: Database::connect(format!("{base}/{name}")).await?,
            home: Home::Server { admin, name },
        })
    }

    /// Removes the database. One that a failed test leaves behind does not disturb the next run.
    pub(crate) async fn remove(self) -> TestResult {
        self.connection.close().await?;
        match self.home {
            Home::Folder(folder) => folder.close()?,
            Home::Server { admin, name } => {
                admin.execute_unprepared(&format!("DROP DATABASE {name}")).await?;
                admin.close().await?;
            }
        }
        Ok(())
    }

    pub(crate) fn backend(&self) -> DbBackend {
        self.connection.get_database_backend()
    }

    /// The tables, without the one in which migrations are counted.
    pub(crate) async fn tables(&self) -> Result<Vec<String>, DbErr> {
        let names: Vec<Name> = self
            .rows(
                "SELECT name FROM sqlite_master WHERE type = 'table'",
                "SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public'",
            )
            .await?;
        let mut names: Vec<String> = names.into_iter().map(|row| row.name).collect();
        names.retain(|name| name != "seaql_migrations");
        names.sort();
        Ok(names)
    }

    /// The columns of a table by name.
    pub(crate) async fn columns(&self, table: &str) -> Result<BTreeMap<String, Column>, DbErr> {
        let columns: Vec<Column> = self
            .rows(
                &format!(
                    "SELECT name, lower(type) AS data_type, \"notnull\" = 0 AS nullable FROM pragma_table_info('{table}')"
                ),
                &format!(
                    "SELECT column_name::text AS name, data_type::text, is_nullable = 'YES' AS nullable
                     FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{table}'"
                ),
            )
            .await?;
        Ok(columns
            .into_iter()
            .map(|column| (column.name.clone(), column))
            .collect())
    }

    /// The indexes of a table that somebody made, by name: not those of primary keys.
    pub(crate) async fn indexes(&self, table: &str) -> Result<Vec<Index>, DbErr> {
        self.rows(
            &format!(
                "SELECT list.name, list.\"unique\" AS is_unique, info.name AS first_column
                 FROM pragma_index_list('{table}') AS list, pragma_index_info(list.name) AS info
                 WHERE list.origin <> 'pk' AND info.seqno = 0"
            ),
            &format!(
                "SELECT class.relname::text AS name, indisunique AS is_unique, attname::text AS first_column
                 FROM pg_index
                 JOIN pg_class AS class ON class.oid = indexrelid
                 JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
                 WHERE indrelid = 'public.\"{table}\"'::regclass AND NOT indisprimary"
            ),
        )
        .await
    }

    /// The foreign keys of a table: its column and the table that it refers to.
    pub(crate) async fn references(&self, table: &str) -> Result<BTreeMap<String, String>, DbErr> {
        let references: Vec<Reference> = self
            .rows(
                &format!("SELECT \"from\" AS name, \"table\" AS target FROM pragma_foreign_key_list('{table}')"),
                &format!(
                    "SELECT attname::text AS name, target.relname::text AS target
                     FROM pg_constraint
                     JOIN pg_class AS target ON target.oid = confrelid
                     JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
                     WHERE contype = 'f' AND conrelid = 'public.\"{table}\"'::regclass"
                ),
            )
            .await?;
        Ok(references.into_iter().map(|row| (row.name, row.target)).collect())
    }

    /// The statements that made the tables of SQLite, by name of the table.
    pub(crate) async fn definitions(&self) -> Result<Vec<(String, String)>, DbErr> {
        let sql = "SELECT name, sql FROM sqlite_master WHERE type = 'table'";
        let definitions: Vec<Definition> = self.rows(sql, sql).await?;
        Ok(definitions.into_iter().map(|row| (row.name, row.sql)).collect())
    }

    async fn rows<T: FromQueryResult>(&self, sqlite: &str, postgres: &str) -> Result<Vec<T>, DbErr> {
        let backend = self.backend();
        let sql = if backend == DbBackend::Sqlite { sqlite } else { postgres };
        self.connection
            .query_all_raw(Statement::from_string(backend, sql))
            .await?
            .iter()
            .map(|row| T::from_query_result(row, ""))
            .collect()
    }
}

#[derive(FromQueryResult)]
struct Name {
    name: String,
}

#[derive(FromQueryResult)]
struct Definition {
    name: String,
    sql: String,
}

/// A column as the database knows it.
#[derive(FromQueryResult)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) data_type: String,
    pub(crate) nullable: bool,
}

/// An index as the database knows it.
#[derive(Debug, FromQueryResult)]
pub(crate) struct Index {
    pub(crate) name: String,
    pub(crate) is_unique: bool,
    pub(crate) first_column: String,
}

#[derive(FromQueryResult)]
struct Reference {
    name: String,
    target: String,
}

#[expect(clippy::disallowed_methods, reason = "a test has no configuration to read it from")]
fn server_url() -> Option<String> {
    env::var("ZHIYAN_TEST_DATABASE_URL").ok().filter(|url| !url.is_empty())
}
