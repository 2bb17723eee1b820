//! `zhiyan user` and `zhiyan organization`: who may log in.

use std::{
    io::{Read, Write, stdin, stdout},
    process::ExitCode,
};

use anyhow::Context;
use chrono_tz::Tz;
use clap::{Args, Subcommand, ValueEnum};
use entity::types::Role;

use crate::{
    attachment::Files,
    auth::token::TokenKeys,
    cli::{Outcome, block_on, serve::DatabaseArgs},
    clock::Clock,
    error::Error,
    state::State,
    user::service::{self, NewUser},
};

/// What to do with organisations.
#[derive(Subcommand)]
pub(super) enum OrganizationCommand {
    /// Makes an organisation.
    Add {
        /// What it is called.
        name: String,
        /// IANA name of the zone that its calendar days follow.
        #[arg(long, default_value = "Asia/Shanghai")]
        time_zone: Tz,
        #[command(flatten)]
        database: DatabaseArgs,
    },
}

/// What to do with users.
#[derive(Subcommand)]
pub(super) enum UserCommand {
    /// Makes a user. The password is read from stdin, up to the first line break.
    Add(AddUser),
}

/// Arguments of `zhiyan user add`.
#[derive(Args)]
pub(super) struct AddUser {
    /// The name to log in with.
    login: String,
    /// The name of the organisation, made before with `zhiyan organization add`.
    #[arg(long)]
    organization: String,
    /// What colleagues call the user; the login where it is not given.
    #[arg(long)]
    name: Option<String>,
    /// What the user may do.
    #[arg(long, value_enum)]
    role: RoleArg,
    /// The name of the user's team.
    #[arg(long)]
    team: Option<String>,
    /// The name of a clerk's shop.
    #[arg(long)]
    store: Option<String>,
    #[command(flatten)]
    database: DatabaseArgs,
}

#[derive(Clone, Copy, ValueEnum)]
enum RoleArg {
    Rep,
    Supervisor,
    Implementer,
    Clerk,
    Headquarters,
    Admin,
}

impl From<RoleArg> for Role {
    fn from(role: RoleArg) -> Self {
        match role {
            RoleArg::Rep => Self::Rep,
            RoleArg::Supervisor => Self::Supervisor,
            RoleArg::Implementer => Self::Implementer,
            RoleArg::Clerk => Self::Clerk,
            RoleArg::Headquarters => Self::Headquarters,
            RoleArg::Admin => Self::Admin,
        }
    }
}

/// Runs `zhiyan organization`.
pub(super) fn run_organization(command: OrganizationCommand) -> Outcome {
    let OrganizationCommand::Add {
        name,
        time_zone,
        database,
    } = command;
    block_on(async {
        let state = state(&database).await?;
        let made = service::add_organization(&state, &name, time_zone)
            .await
            .map_err(readable)?;
        writeln!(stdout(), "已创建组织 {}", made.name)?;
        Ok(ExitCode::SUCCESS)
    })
}

/// Runs `zhiyan user`.
pub(super) fn run_user(command: UserCommand) -> Outcome {
    let UserCommand::Add(arguments) = command;
    block_on(async {
        let mut password = String::new();
        stdin().read_to_string(&mut password).context("密码应从标准输入读取")?;
        let state = state(&arguments.database).await?;
        let new = NewUser {
            organization: arguments.organization,
            name: arguments.name.unwrap_or_else(|| arguments.login.clone()),
            login: arguments.login,
            role: arguments.role.into(),
            team: arguments.team,
            store: arguments.store,
            password: password.lines().next().unwrap_or_default().to_owned(),
        };
        let made = service::add_user(&state, new).await.map_err(readable)?;
        writeln!(stdout(), "已创建用户 {}", made.login)?;
        Ok(ExitCode::SUCCESS)
    })
}

async fn state(arguments: &DatabaseArgs) -> anyhow::Result<State> {
    let database = arguments.connect().await?;
    database.migrate().await.context("数据库迁移失败")?;
    Ok(State::new(
        database,
        Clock::System,
        TokenKeys::random(),
        Files::in_memory(std::env::current_exe()?),
    ))
}

/// The violations as lines for a terminal.
fn readable(error: Error) -> anyhow::Error {
    match error {
        Error::Invalid(violations) => {
            let lines: Vec<_> = violations
                .into_iter()
                .map(|violation| format!("{}：{}", violation.field.join("."), violation.message))
                .collect();
            anyhow::anyhow!("{}", lines.join("\n"))
        }
        other => other.into(),
    }
}
