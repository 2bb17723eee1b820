//! `zhiyan serve`: the server.

use std::{net::SocketAddr, path::Path, process::ExitCode, time::Duration};

use anyhow::Context;
use clap::Args;

use crate::{
    app::Application,
    auth::token::{MIN_SECRET, TokenKeys},
    cli::{Outcome, block_on, files::FileArgs},
    clock::Clock,
    database::Database,
    job,
    telemetry::{self, LogFormat},
};

/// Where the data is.
#[derive(Args, Clone, Debug)]
pub(super) struct DatabaseArgs {
    /// `sqlite://FILE`, made when it is missing, or `postgres://USER:PASSWORD@HOST/NAME`.
    #[arg(
        long,
        env = "ZHIYAN_DATABASE_URL",
        default_value = "sqlite://zhiyan.db",
        hide_env_values = true
    )]
    pub(super) database_url: String,
}

impl DatabaseArgs {
    /// Opens the database.
    pub(super) async fn connect(&self) -> anyhow::Result<Database> {
        let known = ["sqlite:", "postgres:", "postgresql:"];
        anyhow::ensure!(
            known.iter().any(|scheme| self.database_url.starts_with(scheme)),
            "ZHIYAN_DATABASE_URL（--database-url）应以 sqlite:// 或 postgres:// 开头"
        );
        Database::connect(&self.database_url)
            .await
            .context("ZHIYAN_DATABASE_URL（--database-url）指向的数据库无法打开")
    }
}

/// How the log is written.
#[derive(Args, Clone, Debug)]
pub(super) struct LogArgs {
    /// Lines for people or one JSON object a line, on stderr.
    #[arg(long, env = "ZHIYAN_LOG_FORMAT", default_value = "text", value_enum)]
    log_format: LogFormat,
    /// A level or directives, such as `info` or `info,api=debug`.
    #[arg(
        long,
        env = "ZHIYAN_LOG",
        default_value = "info,actix_server=warn,sea_orm_migration=warn"
    )]
    log: String,
}

impl LogArgs {
    /// Starts the log.
    pub(super) fn init(&self) -> anyhow::Result<()> {
        telemetry::init(self.log_format, &self.log).context("ZHIYAN_LOG（--log）有误")
    }
}

/// How the server works on jobs.
#[derive(Args, Clone, Debug)]
pub(super) struct JobArgs {
    /// How many jobs this server works on at a time; with 0 it leaves them to other servers.
    #[arg(long, env = "ZHIYAN_JOB_WORKERS", default_value_t = 2)]
    job_workers: usize,
    /// How many seconds after its last sign of life a server has lost its jobs to others.
    #[arg(long, env = "ZHIYAN_JOB_LEASE", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=3600))]
    job_lease: u64,
    /// How often the leads of every organisation are scored, in hours.
    #[arg(long, env = "ZHIYAN_SCORING_HOURS", default_value_t = 48, value_parser = clap::value_parser!(u64).range(1..=8760))]
    scoring_hours: u64,
}

impl JobArgs {
    /// Lets the server work on jobs, if it shall.
    pub(super) fn apply(&self, application: Application) -> Application {
        if self.job_workers == 0 {
            return application;
        }
        application.with_jobs(job::Settings {
            workers: self.job_workers,
            lease: Duration::from_secs(self.job_lease),
            scoring: Duration::from_hours(self.scoring_hours),
            ..job::Settings::default()
        })
    }
}

/// Arguments of `zhiyan serve`.
#[derive(Args, Clone, Debug)]
pub(super) struct ServeArgs {
    /// The address to listen on; port 0 takes any free one.
    #[arg(long, env = "ZHIYAN_LISTEN", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    #[command(flatten)]
    database: DatabaseArgs,
    /// The secret that access tokens are signed with, at least 32 bytes, the same on every server. Without it a random one
    /// is taken, and clients refresh their tokens after a restart.
    #[arg(long, env = "ZHIYAN_TOKEN_SECRET", hide_env_values = true)]
    token_secret: Option<String>,
    /// Leaves the database schema as it is; migrate with `zhiyan migrate up`.
    #[arg(long, env = "ZHIYAN_NO_MIGRATE")]
    no_migrate: bool,
    #[command(flatten)]
    jobs: JobArgs,
    #[command(flatten)]
    files: FileArgs,
    #[command(flatten)]
    log: LogArgs,
}

/// Serves until a signal stops it.
pub(super) fn run(arguments: ServeArgs) -> Outcome {
    arguments.log.init()?;
    let keys = keys(arguments.token_secret.as_deref())?;
    block_on(async {
        let database = arguments.database.connect().await?;
        if !arguments.no_migrate {
            database.migrate().await.context("数据库迁移失败")?;
        }
        let files = arguments.files.open(Path::new("zhiyan-files"))?;
        let application = Application::build(database, Clock::System, keys, files, arguments.listen)
            .with_context(|| format!("ZHIYAN_LISTEN（--listen）{} 无法监听", arguments.listen))?;
        tracing::info!("listening on http://{}/graphql", application.address());
        arguments.jobs.apply(application).run().await?;
        tracing::info!("stopped");
        Ok(ExitCode::SUCCESS)
    })
}

fn keys(secret: Option<&str>) -> anyhow::Result<TokenKeys> {
    match secret {
        Some(secret) if secret.len() < MIN_SECRET => {
            anyhow::bail!(
                "ZHIYAN_TOKEN_SECRET（--token-secret）至少 {MIN_SECRET} 字节，现为 {}",
                secret.len()
            )
        }
        Some(secret) => Ok(TokenKeys::new(secret.as_bytes())),
        None => {
            tracing::warn!("ZHIYAN_TOKEN_SECRET is not set: access tokens end with this process");
            Ok(TokenKeys::random())
        }
    }
}
