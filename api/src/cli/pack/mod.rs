//! `zhiyan pack`: work on rule packs.

mod check;
mod diff;
mod docs;
mod mine;
mod reports;

use std::{fs, path::Path};

use anyhow::Context;
use clap::{Subcommand, ValueEnum};

use crate::cli::Outcome;

/// Work on rule packs.
#[derive(Subcommand)]
pub(super) enum PackCommand {
    /// Checks packs and runs their examples; ends with exit code 1 when one has a flaw.
    Check(check::CheckArgs),
    /// Says which findings of a history appear and which vanish from one pack to another.
    Diff(diff::DiffArgs),
    /// Writes a page for each shipped rule.
    Docs(docs::DocsArgs),
    /// Proposes phrases of an organisation's own reports that no rule knows yet.
    Mine(mine::MineArgs),
}

/// What is written to stdout.
#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// The same as JSON.
    Json,
}

/// Runs a subcommand.
pub(super) fn run(command: PackCommand) -> Outcome {
    match command {
        PackCommand::Check(arguments) => check::run(&arguments),
        PackCommand::Diff(arguments) => diff::run(&arguments),
        PackCommand::Docs(arguments) => docs::run(&arguments),
        PackCommand::Mine(arguments) => mine::run(arguments),
    }
}

fn read(file: &Path) -> anyhow::Result<String> {
    fs::read_to_string(file).with_context(|| format!("无法读取 {}", file.display()))
}
