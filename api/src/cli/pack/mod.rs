//! `zhiyan pack`: work on rule packs.

mod mine;

use clap::Subcommand;

use crate::cli::Outcome;

/// Work on rule packs.
#[derive(Subcommand)]
pub(super) enum PackCommand {
    /// Proposes phrases of an organisation's own reports that no rule knows yet.
    Mine(mine::MineArgs),
}

/// Runs a subcommand.
pub(super) fn run(command: PackCommand) -> Outcome {
    match command {
        PackCommand::Mine(arguments) => mine::run(arguments),
    }
}
