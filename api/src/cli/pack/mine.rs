//! `zhiyan pack mine`: phrases that may deserve a rule, learnt from a history of reports.

use std::{
    io::{Write, stdout},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::{Context, bail};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use nlp::{
    Linter, RulePack,
    mine::{self, Mined, Options},
};
use serde::Deserialize;

use super::{read, reports};
use crate::cli::{JsonLines, Outcome, jsonl, today};

/// Arguments of `zhiyan pack mine`.
#[derive(Args)]
pub(in crate::cli) struct MineArgs {
    /// Files of reports, for --input; `-`, or no file at all, reads stdin.
    files: Vec<PathBuf>,
    /// A folder of reports, also in the folders below it: `.txt` and `.md` hold one each, `.jsonl` one a line.
    #[arg(long, conflicts_with = "input")]
    reports: Option<PathBuf>,
    /// What the files hold: a report a line, {"date", "text"}.
    #[arg(long, value_enum)]
    input: Option<JsonLines>,
    /// A rule pack (JSON) that is in use: what it finds is not proposed.
    #[arg(long)]
    pack: Option<PathBuf>,
    /// What is written to stdout.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// In how many sentences a phrase stands at least.
    #[arg(long, default_value_t = Options::default().min_count)]
    min_count: usize,
    /// Which share of these sentences holds no evidence at least, in per cent.
    #[arg(long, default_value_t = Options::default().min_share)]
    min_share: u8,
    /// How many phrases are proposed at most.
    #[arg(long, default_value_t = Options::default().limit)]
    limit: usize,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people: each phrase with its figures and examples.
    Text,
    /// The same as JSON.
    Json,
    /// A draft of a rule pack, to be pruned by hand.
    Pack,
}

/// A line of JSON Lines input.
#[derive(Deserialize)]
struct Line {
    date: Option<NaiveDate>,
    text: String,
}

/// Proposes phrases.
pub(in crate::cli) fn run(arguments: MineArgs) -> Outcome {
    let pack = match &arguments.pack {
        Some(file) => RulePack::from_json(&read(file)?).with_context(|| format!("--pack {}", file.display()))?,
        None => RulePack::default(),
    };
    let reports = history(&arguments)?;
    let options = Options {
        min_count: arguments.min_count,
        min_share: arguments.min_share,
        limit: arguments.limit,
        ..Options::default()
    };
    let mined = mine::phrases(&Linter::new(pack)?, &reports, options)?;
    let mut out = stdout().lock();
    match arguments.format {
        Format::Text => out.write_all(page(&mined).as_bytes())?,
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &mined)?;
            writeln!(out)?;
        }
        Format::Pack => {
            serde_json::to_writer_pretty(&mut out, &mined.draft())?;
            writeln!(out)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn history(arguments: &MineArgs) -> anyhow::Result<Vec<(String, NaiveDate)>> {
    let today = today();
    let mut reports = Vec::new();
    match (&arguments.reports, arguments.input) {
        (Some(folder), _) => {
            let found = reports::read(folder, today)?;
            reports.extend(found.into_iter().map(|report| (report.text, report.date)));
        }
        (None, Some(JsonLines::Jsonl)) => {
            let stdin = [PathBuf::from("-")];
            let files = if arguments.files.is_empty() {
                &stdin[..]
            } else {
                &arguments.files
            };
            for file in files {
                jsonl::read_each(file, |line: Line| reports.push((line.text, line.date.unwrap_or(today))))?;
            }
        }
        (None, None) => bail!("请用 --reports 指定日报所在的目录，或用 --input jsonl 读入日报"),
    }
    Ok(reports)
}

/// The proposals for people.
fn page(mined: &Mined) -> String {
    let head = format!(
        "日报 {} 篇，句子 {} 句，其中没有依据的 {} 句。可能的模糊表述 {} 个：\n",
        mined.reports,
        mined.sentences,
        mined.bare,
        mined.candidates.len()
    );
    let candidates = mined.candidates.iter().map(|candidate| {
        let examples: Vec<_> = candidate
            .examples
            .iter()
            .map(|example| format!("    {example}\n"))
            .collect();
        format!(
            "\n「{}」 {}  {} 句，{} 篇日报，{}% 没有依据\n{}",
            candidate.text,
            crate::cli::category(candidate.category),
            candidate.count,
            candidate.reports,
            candidate.share,
            examples.concat()
        )
    });
    [head].into_iter().chain(candidates).collect()
}
