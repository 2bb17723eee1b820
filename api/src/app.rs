//! The application as a value: built, it knows the address that it listens on; run, it serves until it is stopped.

use std::net::SocketAddr;

use actix_web::{App, HttpServer, dev::Server, dev::ServerHandle};

use crate::{
    attachment::Files,
    auth::token::TokenKeys,
    clock::Clock,
    database::Database,
    http::{self, Service},
    job::{Runner, Settings},
    schema,
    state::State,
};

/// How long a stop waits for requests that are under way, in seconds.
const SHUTDOWN_TIMEOUT: u64 = 10;

/// A server that is bound and ready to run.
pub struct Application {
    server: Server,
    address: SocketAddr,
    state: State,
    jobs: Option<Settings>,
}

impl Application {
    /// Binds `listen` (port 0 for any) over an open and migrated database.
    pub fn build(
        database: Database,
        clock: Clock,
        keys: TokenKeys,
        files: Files,
        listen: SocketAddr,
    ) -> std::io::Result<Self> {
        let state = State::new(database, clock, keys, files);
        let service = Service {
            schema: schema::build(state.clone()),
            state: state.clone(),
        };
        let server = HttpServer::new(move || App::new().configure(http::configure(service.clone())))
            .shutdown_timeout(SHUTDOWN_TIMEOUT)
            .bind(listen)?;
        let address = server.addrs().first().copied().unwrap_or(listen);
        Ok(Self {
            server: server.run(),
            address,
            state,
            jobs: None,
        })
    }

    /// Also works on the jobs of the queue while it serves.
    #[must_use]
    pub fn with_jobs(self, settings: Settings) -> Self {
        Self {
            jobs: Some(settings),
            ..self
        }
    }

    /// The address that it listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The shared handles.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// A handle to stop it with.
    pub fn handle(&self) -> ServerHandle {
        self.server.handle()
    }

    /// Serves until it is stopped by its handle or a signal (SIGINT, SIGTERM), then ends its jobs and closes the database.
    pub async fn run(self) -> anyhow::Result<()> {
        let runner = self.jobs.map(|settings| Runner::start(self.state.clone(), settings));
        let served = self.server.await;
        if let Some(runner) = runner {
            runner.stop().await;
        }
        served?;
        self.state.database.close().await?;
        Ok(())
    }
}
