//! The `zhiyan` command: its subcommands, one file each.

mod demo;
mod document;
mod files;
mod jsonl;
mod lint;
mod match_questions;
mod migrate;
mod pack;
mod schema;
mod serve;
mod times;
mod usage;
mod user;

use std::{ffi::OsString, io::Write, process::ExitCode};

use chrono::NaiveDate;
use chrono_tz::Asia::Shanghai;
use clap::{Parser, Subcommand, ValueEnum};
use nlp::Category;

use crate::clock::Clock;

/// Zhiyan 直言: makes sales reports verifiable and promises kept.
#[derive(Parser)]
#[command(name = "zhiyan", version, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: serve::ServeArgs,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the API (the default).
    Serve(serve::ServeArgs),
    /// Serves a believable organisation to try the API with.
    Demo(demo::DemoArgs),
    /// Lints reports.
    Lint(lint::LintArgs),
    /// Resolves the time expressions of texts.
    Times(times::TimesArgs),
    /// Matches customers' questions with keyword mappings.
    Match(match_questions::MatchArgs),
    /// Works on rule packs.
    #[command(subcommand)]
    Pack(pack::PackCommand),
    /// Makes users.
    #[command(subcommand)]
    User(user::UserCommand),
    /// Makes organisations.
    #[command(subcommand)]
    Organization(user::OrganizationCommand),
    /// Reads a document as an upload does, and prints its type, dates, title and text as JSON.
    Document(document::DocumentArgs),
    /// Changes or shows the version of the database schema.
    #[command(subcommand)]
    Migrate(migrate::MigrateCommand),
    /// Prints the GraphQL schema.
    Schema,
}

/// The only form that some subcommands read.
#[derive(Clone, Copy, ValueEnum)]
enum JsonLines {
    /// One JSON object a line.
    Jsonl,
}

/// What a subcommand ends with: 0 when all is well, 1 for findings that it was told to fail on, 2 for an error.
type Outcome = anyhow::Result<ExitCode>;

/// Runs the command line `arguments`, the first of which is the program's name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return usage::refuse(&error),
    };
    let command = cli.command.unwrap_or(Command::Serve(cli.serve));
    let outcome = match command {
        Command::Serve(arguments) => serve::run(arguments),
        Command::Demo(arguments) => demo::run(arguments),
        Command::Lint(arguments) => lint::run(arguments),
        Command::Times(arguments) => times::run(arguments),
        Command::Match(arguments) => match_questions::run(arguments),
        Command::Pack(command) => pack::run(command),
        Command::User(command) => user::run_user(command),
        Command::Organization(command) => user::run_organization(command),
        Command::Document(arguments) => document::run(arguments),
        Command::Migrate(command) => migrate::run(command),
        Command::Schema => schema::run(),
    };
    outcome.unwrap_or_else(|error| {
        // With nowhere to write to, the exit code still tells.
        drop(writeln!(std::io::stderr(), "zhiyan: {error:#}"));
        ExitCode::from(2)
    })
}

/// The day that a report is about where nothing says so: today in Shanghai.
fn today() -> NaiveDate {
    Clock::System.now().with_timezone(&Shanghai).date_naive()
}

/// A category in the words of the command line.
fn category(category: Category) -> &'static str {
    match category {
        Category::Intent => "意向",
        Category::FollowUp => "跟进",
        Category::Time => "时间",
        Category::Degree => "程度数量",
        Category::Result => "结果",
        Category::Responsibility => "责任主体",
        Category::Medical => "医疗用语",
        Category::EfficacyClaim => "功效断言",
        Category::AbsoluteClaim => "绝对化用语",
        Category::OverPromise => "过度承诺",
        Category::Pii => "个人信息",
        Category::Bribery => "商业贿赂",
        Category::Copied => "重复日报",
    }
}

/// Runs `work` on the runtime of the server.
fn block_on<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    actix_web::rt::System::new().block_on(work)
}
