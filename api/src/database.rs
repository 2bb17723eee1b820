//! The database: one writer and many readers on SQLite, one pool on PostgreSQL.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use migration::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};

/// Readers of one SQLite file, and connections to one PostgreSQL.
const CONNECTIONS: u32 = 16;

/// How long a statement waits for a connection, and a writer of SQLite for another process's write.
const PATIENCE: Duration = Duration::from_secs(10);

/// An open database.
///
/// SQLite takes one writer at a time. All writes go through a single connection, in transactions that take the lock at
/// their first statement (`BEGIN IMMEDIATE`), so that none fails half-way because another one wrote in between; readers
/// have connections of their own and never wait, since the file is in WAL mode.
#[derive(Clone, Debug)]
pub struct Database {
    read: DatabaseConnection,
    write: DatabaseConnection,
    statements: Arc<AtomicU64>,
}

impl Database {
    /// Opens the database at `url`: `sqlite://file.db`, which is made when it is missing, or `postgres://…`.
    pub async fn connect(url: &str) -> Result<Self, DbErr> {
        let (mut read, mut write) = if url.starts_with("sqlite:") {
            // The writer comes first: it makes the file and sets its journal mode.
            let write = sea_orm::Database::connect(sqlite(url, 1)).await?;
            (sea_orm::Database::connect(sqlite(url, CONNECTIONS)).await?, write)
        } else {
            let pool = sea_orm::Database::connect(options(url, CONNECTIONS)).await?;
            (pool.clone(), pool)
        };
        let statements = Arc::new(AtomicU64::new(0));
        for connection in [&mut read, &mut write] {
            let statements = Arc::clone(&statements);
            connection.set_metric_callback(move |_| {
                statements.fetch_add(1, Ordering::Relaxed);
            });
        }
        Ok(Self {
            read,
            write,
            statements,
        })
    }

    /// The connection to read with.
    pub fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// Begins a transaction that writes. Dropped without a commit, it leaves no trace.
    pub async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        self.write
            .begin_with_options(TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..TransactionOptions::default()
            })
            .await
    }

    /// Brings the schema up to date.
    pub async fn migrate(&self) -> Result<(), DbErr> {
        Migrator::up(&self.write, None).await
    }

    /// The connection that migrations run on.
    pub fn writer(&self) -> &DatabaseConnection {
        &self.write
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), DbErr> {
        self.read.execute_unprepared("SELECT 1").await.map(drop)
    }

    /// How many statements have run since the database was opened; tests hold it against the number of rows.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Closes all connections once they are idle.
    pub async fn close(self) -> Result<(), DbErr> {
        self.read.close().await?;
        self.write.close().await
    }
}

fn options(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .acquire_timeout(PATIENCE)
        .connect_timeout(PATIENCE)
        .sqlx_logging(false)
        .record_stmt_in_spans(false);
    options
}

fn sqlite(url: &str, connections: u32) -> ConnectOptions {
    let url = if url.contains('?') {
        url.to_owned()
    } else {
        format!("{url}?mode=rwc")
    };
    let mut options = options(&url, connections);
    options.map_sqlx_sqlite_opts(|options| {
        options
            .foreign_keys(true)
            .busy_timeout(PATIENCE)
            .pragma("journal_mode", "WAL")
            // An acknowledged write survives a power cut, not only the end of the process.
            .pragma("synchronous", "FULL")
            .pragma("cache_size", "-16384")
            .pragma("mmap_size", "268435456")
            .pragma("temp_store", "MEMORY")
    });
    options
}
