//! `zhiyan lint`: the linter as a command, without a server or a database.

mod answer;
mod history;
mod sarif;
mod text;

use std::{
    fs,
    io::{IsTerminal, Read, Write, stdin, stdout},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context;
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use history::History;
use nlp::{LintResult, Linter, RulePack, Severity};
use serde::Deserialize;

use crate::cli::{Outcome, jsonl, today};

/// Arguments of `zhiyan lint`.
#[derive(Args)]
pub(super) struct LintArgs {
    /// Files with one report each; `-`, or no file at all, reads stdin.
    files: Vec<PathBuf>,
    /// What is written to stdout.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// What a file holds.
    #[arg(long, value_enum, default_value = "text")]
    input: Input,
    /// The day that the reports are about, as 2026-11-24; today in Shanghai where it is not given.
    #[arg(long)]
    date: Option<NaiveDate>,
    /// Ends with exit code 1 when there is a finding of this severity or above.
    #[arg(long, value_enum)]
    fail_on: Option<FailOn>,
    /// A rule pack (JSON) on top of the shipped rules.
    #[arg(long)]
    pack: Option<PathBuf>,
    /// Earlier reports of the same author, as --input jsonl has them: what is sent again is a finding.
    #[arg(long)]
    history: Option<PathBuf>,
    /// Scripts instead of the shipped ones and those of the pack: a JSON list of {"id", "category", "scenario", "text"}.
    #[arg(long)]
    scripts: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: the report with its phrases underlined.
    Text,
    /// One JSON list of all reports.
    Json,
    /// One JSON object a line and report.
    Jsonl,
    /// SARIF 2.1.0, as code review tools read it.
    Sarif,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Input {
    /// One report.
    Text,
    /// A report a line: {"id", "date", "text"}, answered a line each; with "author", compared with the lines before it.
    Jsonl,
}

#[derive(Clone, Copy, ValueEnum)]
enum FailOn {
    Info,
    Warning,
    Error,
}

impl From<FailOn> for Severity {
    fn from(level: FailOn) -> Self {
        match level {
            FailOn::Info => Self::Info,
            FailOn::Warning => Self::Warning,
            FailOn::Error => Self::Error,
        }
    }
}

/// A report with its answer.
struct Linted {
    name: String,
    text: String,
    result: LintResult,
}

/// A line of JSON Lines input.
#[derive(Deserialize)]
struct Line {
    id: String,
    date: Option<NaiveDate>,
    text: String,
    author: Option<String>,
}

/// Lints files.
pub(super) fn run(arguments: LintArgs) -> Outcome {
    let linter = Linter::new(pack(&arguments)?)?;
    let date = arguments.date.unwrap_or_else(today);
    let files = if arguments.files.is_empty() {
        vec![PathBuf::from("-")]
    } else {
        arguments.files.clone()
    };
    let mut history = match &arguments.history {
        Some(file) => History::read(file)?,
        None => History::default(),
    };
    let worst = match arguments.input {
        Input::Jsonl => lint_lines(&linter, date, &files, &mut history)?,
        Input::Text => {
            let linted = files
                .iter()
                .map(|file| lint_file(&linter, date, file, &history))
                .collect::<anyhow::Result<Vec<_>>>()?;
            write(arguments.format, &linted)?;
            linted.iter().filter_map(|linted| worst(&linted.result)).max()
        }
    };
    let failed = arguments
        .fail_on
        .is_some_and(|level| worst.is_some_and(|worst| worst >= level.into()));
    Ok(if failed { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn pack(arguments: &LintArgs) -> anyhow::Result<RulePack> {
    let mut pack = match &arguments.pack {
        Some(file) => RulePack::from_json(&read(file)?).with_context(|| format!("--pack {}", file.display()))?,
        None => RulePack::default(),
    };
    if let Some(file) = &arguments.scripts {
        pack.scripts = serde_json::from_str(&read(file)?).with_context(|| format!("--scripts {}", file.display()))?;
        pack.only_own_scripts = true;
    }
    Ok(pack)
}

fn read(file: &Path) -> anyhow::Result<String> {
    if file == Path::new("-") {
        let mut text = String::new();
        stdin().read_to_string(&mut text).context("标准输入不是 UTF-8 文本")?;
        return Ok(text);
    }
    fs::read_to_string(file).with_context(|| format!("无法读取 {}", file.display()))
}

fn lint_file(linter: &Linter, date: NaiveDate, file: &Path, history: &History) -> anyhow::Result<Linted> {
    let text = read(file)?;
    Ok(Linted {
        name: if file == Path::new("-") {
            "stdin".to_owned()
        } else {
            file.display().to_string()
        },
        result: history.check(linter.lint(&text, date), &text, date, None),
        text,
    })
}

/// Answers a line for each line, as it comes, so that any number of reports fits into memory.
fn lint_lines(
    linter: &Linter,
    date: NaiveDate,
    files: &[PathBuf],
    history: &mut History,
) -> anyhow::Result<Option<Severity>> {
    let mut worst_of_all = None;
    for file in files {
        jsonl::answer_each(file, |line: Line| {
            let date = line.date.unwrap_or(date);
            let author = line.author.as_deref();
            let result = history.check(linter.lint(&line.text, date), &line.text, date, author);
            if let Some(author) = author {
                history.remember(author, &line.id, &line.text, date);
            }
            worst_of_all = worst_of_all.max(worst(&result));
            answer::Answer::new(line.id, &result)
        })?;
    }
    Ok(worst_of_all)
}

fn worst(result: &LintResult) -> Option<Severity> {
    result.findings.iter().map(|finding| finding.severity).max()
}

fn write(format: Format, linted: &[Linted]) -> anyhow::Result<()> {
    let mut out = stdout().lock();
    match format {
        Format::Text => {
            let colored = out.is_terminal() && !no_color();
            for linted in linted {
                out.write_all(text::render(linted, colored).as_bytes())?;
            }
        }
        Format::Json => {
            let answers: Vec<_> = linted
                .iter()
                .map(|linted| answer::Answer::new(linted.name.clone(), &linted.result))
                .collect();
            serde_json::to_writer_pretty(&mut out, &answers)?;
            writeln!(out)?;
        }
        Format::Jsonl => {
            for linted in linted {
                serde_json::to_writer(&mut out, &answer::Answer::new(linted.name.clone(), &linted.result))?;
                writeln!(out)?;
            }
        }
        Format::Sarif => {
            serde_json::to_writer_pretty(&mut out, &sarif::log(linted))?;
            writeln!(out)?;
        }
    }
    Ok(())
}

/// Whether the user asks for no colours, by the convention of no-color.org.
#[expect(
    clippy::disallowed_methods,
    reason = "a convention of terminals, not a setting of ours"
)]
fn no_color() -> bool {
    std::env::var("NO_COLOR").is_ok_and(|value| !value.is_empty())
}
