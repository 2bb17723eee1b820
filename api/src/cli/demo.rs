//! `zhiyan demo`: the server over a believable organisation.

use std::{
    fs::OpenOptions,
    io::{Write, stdout},
    net::SocketAddr,
    path::PathBuf,
    process::ExitCode,
};

use anyhow::Context;
use clap::Args;

use crate::{
    app::Application,
    auth::token::TokenKeys,
    cli::{
        Outcome, block_on,
        files::FileArgs,
        serve::{DatabaseArgs, JobArgs, LogArgs},
    },
    clock::Clock,
    demo::{self, Tokens},
};

/// Arguments of `zhiyan demo`.
#[derive(Args)]
pub(super) struct DemoArgs {
    /// The address to listen on; port 0 takes any free one.
    #[arg(long, env = "ZHIYAN_LISTEN", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// An empty database to fill instead of a temporary one: `sqlite://FILE` or `postgres://…`.
    #[arg(long, env = "ZHIYAN_DATABASE_URL", hide_env_values = true)]
    database_url: Option<String>,
    /// Also writes the tokens to this file, as JSON, readable by its owner only.
    #[arg(long)]
    tokens: Option<PathBuf>,
    #[command(flatten)]
    jobs: JobArgs,
    #[command(flatten)]
    files: FileArgs,
    #[command(flatten)]
    log: LogArgs,
}

/// Fills a database and serves it until a signal stops it.
pub(super) fn run(arguments: DemoArgs) -> Outcome {
    arguments.log.init()?;
    let folder = tempfile::tempdir().context("无法创建临时目录")?;
    let database_url = arguments
        .database_url
        .unwrap_or_else(|| format!("sqlite://{}", folder.path().join("demo.db").display()));
    block_on(async {
        let database = DatabaseArgs { database_url }.connect().await?;
        database.migrate().await.context("数据库迁移失败")?;
        let files = arguments.files.open(&folder.path().join("files"))?;
        let application = Application::build(database, Clock::System, TokenKeys::random(), files, arguments.listen)
            .with_context(|| format!("ZHIYAN_LISTEN（--listen）{} 无法监听", arguments.listen))?;
        let tokens = demo::seed(application.state()).await?;
        if let Some(file) = &arguments.tokens {
            write_tokens(file, &tokens).with_context(|| format!("--tokens {} 无法写入", file.display()))?;
        }
        announce(application.address(), &tokens)?;
        arguments.jobs.apply(application).run().await?;
        Ok(ExitCode::SUCCESS)
    })
}

fn write_tokens(file: &PathBuf, tokens: &Tokens) -> anyhow::Result<()> {
    let json = serde_json::to_string_pretty(tokens)?;
    let mut options = OpenOptions::new();
    options.create(true).truncate(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut opened = options.open(file)?;
    opened.write_all(json.as_bytes())?;
    opened.write_all(b"\n")?;
    Ok(())
}

fn announce(address: SocketAddr, tokens: &Tokens) -> anyhow::Result<()> {
    let mut out = stdout().lock();
    writeln!(
        out,
        "GraphQL  http://{address}/graphql   (WebSocket: ws://{address}/graphql)"
    )?;
    writeln!(
        out,
        "\nTokens, good for a day; send one as `Authorization: Bearer …`:\n"
    )?;
    let listed = [
        ("rep", &tokens.rep),
        ("supervisor", &tokens.supervisor),
        ("implementer", &tokens.implementer),
        ("clerk", &tokens.clerk),
        ("headquarters", &tokens.headquarters),
        ("admin", &tokens.admin),
        ("other_admin", &tokens.other_admin),
    ];
    for (role, token) in listed {
        writeln!(out, "{role:13}{token}")?;
    }
    out.flush()?;
    Ok(())
}
