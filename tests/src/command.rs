//! The `zhiyan` command as a process of its own.

use std::{
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
};

use serde_json::Value;

/// How a run of the command ended.
#[derive(Debug)]
pub struct Run {
    /// The exit code.
    pub code: i32,
    /// What it wrote to stdout.
    pub out: String,
    /// What it wrote to stderr.
    pub err: String,
}

/// Runs `zhiyan` at `binary` with `arguments`, `input` on stdin and no variables of ours in the environment.
pub fn run(binary: &Path, arguments: &[&str], input: &str) -> Run {
    run_with(binary, arguments, &[], input)
}

/// Runs `zhiyan` with these variables, and no others, in the environment.
pub fn run_with(binary: &Path, arguments: &[&str], variables: &[(&str, &str)], input: &str) -> Run {
    let mut command = Command::new(binary);
    command
        .args(arguments)
        .env_clear()
        .env("ZHIYAN_FILES", std::env::temp_dir().join("zhiyan-test-files"))
        .envs(variables.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("the command starts");
    let mut stdin = child.stdin.take().unwrap();
    // A command that does not read its input may close it early.
    drop(stdin.write_all(input.as_bytes()));
    drop(stdin);
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    Run {
        code: status.code().expect("the command ended by itself"),
        out: String::from_utf8(stdout).unwrap(),
        err: String::from_utf8(stderr).unwrap(),
    }
}

impl Run {
    /// The lines of stdout as JSON.
    pub fn lines(&self) -> Vec<Value> {
        assert!(self.code == 0, "{self:#?}");
        self.out
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}
