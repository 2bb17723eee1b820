//! `zhiyan schema`: prints the GraphQL schema.

use std::{
    io::{Write, stdout},
    process::ExitCode,
};

use crate::{cli::Outcome, schema};

/// Prints the schema in the schema definition language.
pub(super) fn run() -> Outcome {
    stdout().write_all(schema::sdl().as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
