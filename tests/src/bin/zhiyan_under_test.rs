//! The `zhiyan` command as a binary of this package, so that tests find it.

use std::process::ExitCode;

fn main() -> ExitCode {
    api::cli::run(std::env::args_os())
}
