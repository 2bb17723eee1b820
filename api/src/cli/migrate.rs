//! `zhiyan migrate`: the version of the database schema.

use std::{
    io::{Write, stdout},
    process::ExitCode,
};

use clap::Subcommand;
use migration::{MigrationStatus, Migrator, MigratorTrait};

use crate::cli::{Outcome, block_on, serve::DatabaseArgs};

/// What to do with the schema.
#[derive(Subcommand)]
pub(super) enum MigrateCommand {
    /// Brings the schema up to date.
    Up {
        #[command(flatten)]
        database: DatabaseArgs,
    },
    /// Takes the last migrations back, with the data in the tables that they made.
    Down {
        #[command(flatten)]
        database: DatabaseArgs,
        /// How many.
        #[arg(long, default_value_t = 1)]
        steps: u32,
    },
    /// Lists the migrations.
    Status {
        #[command(flatten)]
        database: DatabaseArgs,
    },
}

/// Runs `zhiyan migrate`.
pub(super) fn run(command: MigrateCommand) -> Outcome {
    block_on(async {
        match command {
            MigrateCommand::Up { database } => database.connect().await?.migrate().await?,
            MigrateCommand::Down { database, steps } => {
                Migrator::down(database.connect().await?.writer(), Some(steps)).await?;
            }
            MigrateCommand::Status { database } => {
                let database = database.connect().await?;
                let mut out = stdout();
                for migration in Migrator::get_migration_with_status(database.writer()).await? {
                    let status = match migration.status() {
                        MigrationStatus::Applied => "applied",
                        MigrationStatus::Pending => "pending",
                    };
                    writeln!(out, "{status:8} {}", migration.name())?;
                }
            }
        }
        Ok(ExitCode::SUCCESS)
    })
}
