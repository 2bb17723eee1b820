//! What a wrong command line is answered with.

use std::{io::Write, process::ExitCode};

use clap::{
    Arg, Command, CommandFactory,
    error::{ContextKind, ContextValue},
};

use super::Cli;

/// Prints the error and says with which code to end. The value of an option may stand in the environment, so the variable is
/// named too.
pub(super) fn refuse(error: &clap::Error) -> ExitCode {
    drop(error.print());
    if let Some(variable) = variable(error) {
        drop(writeln!(
            std::io::stderr(),
            "此项也可由环境变量 {variable} 设置，请一并检查"
        ));
    }
    u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
}

/// The variable of the option whose value is wrong.
fn variable(error: &clap::Error) -> Option<String> {
    let Some(ContextValue::String(option)) = error.get(ContextKind::InvalidArg) else {
        return None;
    };
    let long = option.split_whitespace().next()?.strip_prefix("--")?;
    let command = Cli::command();
    let options = command
        .get_arguments()
        .chain(command.get_subcommands().flat_map(Command::get_arguments));
    options
        .filter(|argument| argument.get_long() == Some(long))
        .find_map(Arg::get_env)
        .map(|variable| variable.to_string_lossy().into_owned())
}
