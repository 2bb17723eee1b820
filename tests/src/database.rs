//! A fresh, migrated database for each test, removed behind it.

use std::env;

use api::database::Database;
use sea_orm::ConnectionTrait;
use tempfile::TempDir;
use uuid::Uuid;

/// A database of one test.
#[derive(Debug)]
pub struct TestDatabase {
    /// Where it is.
    pub url: String,
    home: Home,
}

#[derive(Debug)]
enum Home {
    Folder(#[expect(dead_code, reason = "removes the folder when it is dropped")] TempDir),
    Server { admin: String, name: String },
}

impl TestDatabase {
    /// An empty database: SQLite in a temporary folder, or on the server that `ZHIYAN_TEST_DATABASE_URL` names.
    pub async fn create() -> Self {
        match server_url() {
            None => {
                let folder = tempfile::tempdir().unwrap();
                let url = format!("sqlite://{}", folder.path().join("zhiyan.db").display());
                Self {
                    url,
                    home: Home::Folder(folder),
                }
            }
            Some(admin) => {
                let name = format!("zhiyan_test_{}", Uuid::now_v7().simple());
                let server = sea_orm::Database::connect(&admin).await.unwrap();
                server
                    .execute_unprepared(&format!("CREATE DATABASE {name}"))
                    .await
                    .unwrap();
                server.close().await.unwrap();
                let (base, _) = admin.rsplit_once('/').expect("the URL names a database");
                Self {
                    url: format!("{base}/{name}"),
                    home: Home::Server { admin, name },
                }
            }
        }
    }

    /// Opens it, with the schema up to date.
    pub async fn open(&self) -> Database {
        let database = Database::connect(&self.url).await.unwrap();
        database.migrate().await.unwrap();
        database
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let Home::Server { admin, name } = &self.home else {
            return;
        };
        let (admin, name) = (admin.clone(), name.clone());
        // A drop cannot wait on the runtime that it runs on, so it takes one of its own.
        let removed = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async {
                let server = sea_orm::Database::connect(&admin).await.unwrap();
                let statement = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
                server.execute_unprepared(&statement).await.unwrap();
            });
        });
        drop(removed.join());
    }
}

#[expect(clippy::disallowed_methods, reason = "a test has no configuration to read it from")]
fn server_url() -> Option<String> {
    env::var("ZHIYAN_TEST_DATABASE_URL").ok().filter(|url| !url.is_empty())
}
