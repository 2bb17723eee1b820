//! The server under test.

use std::path::PathBuf;

use api::{app::Application, attachment::Files, auth::token::TokenKeys, clock::Clock, state::State};
use chrono::{DateTime, TimeZone, Utc};

use crate::{Client, Person, Socket, World, database::TestDatabase};

/// When tests take place: Tuesday, 2026-11-24, 10:00 in Shanghai.
pub fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 24, 2, 0, 0).unwrap()
}

/// The `zhiyan` command of this package, which lies beside the tests: the server reads documents by it.
pub fn binary() -> PathBuf {
    let test = std::env::current_exe().expect("a test knows its own path");
    let folder = test.ancestors().nth(2).expect("a test lies in target/PROFILE/deps");
    folder.join(format!("zhiyan-under-test{}", std::env::consts::EXE_SUFFIX))
}

/// Files that are gone when the test ends.
pub fn files() -> Files {
    // The tests' own client asks for it too.
    api::attachment::storage::name_cryptography();
    Files::in_memory(binary())
}

/// A running server with a world in its database.
#[derive(Debug)]
pub struct TestApp {
    /// Who and what there is.
    pub world: World,
    /// The server's own handles, to look behind its answers and to move its clock.
    pub state: State,
    address: std::net::SocketAddr,
    handle: actix_web::dev::ServerHandle,
    _database: TestDatabase,
}

impl TestApp {
    /// Starts a server on a free port over a database of its own.
    pub async fn start() -> Self {
        Self::start_with(files()).await
    }

    /// Starts a server that keeps its files there.
    pub async fn start_with(files: Files) -> Self {
        let database = TestDatabase::create().await;
        let opened = database.open().await;
        let application = Application::build(
            opened,
            Clock::fixed(now()),
            TokenKeys::random(),
            files,
            ([127, 0, 0, 1], 0).into(),
        )
        .unwrap();
        let state = application.state().clone();
        let world = World::create(&state).await;
        let (address, handle) = (application.address(), application.handle());
        tokio::spawn(application.run());
        Self {
            world,
            state,
            address,
            handle,
            _database: database,
        }
    }

    /// An HTTP client logged in as `person`.
    pub fn client(&self, person: &Person) -> Client {
        Client::new(self.address, Some(&person.token))
    }

    /// An HTTP client that is not logged in.
    pub fn guest(&self) -> Client {
        Client::new(self.address, None)
    }

    /// An open WebSocket logged in as `person`.
    pub async fn socket(&self, person: &Person) -> Socket {
        Socket::connect(self.address, Some(&person.token)).await
    }

    /// The address that the server listens on.
    pub fn address(&self) -> std::net::SocketAddr {
        self.address
    }

    /// What `request` answers, and how many statements the server ran for it.
    pub async fn count_statements<T>(&self, request: impl Future<Output = T>) -> (T, u64) {
        let before = self.state.database.statements();
        let answer = request.await;
        (answer, self.state.database.statements() - before)
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        // Stopping goes on in the background; the database is removed by force.
        drop(self.handle.stop(false));
    }
}
