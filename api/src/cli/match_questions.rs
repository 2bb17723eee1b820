//! `zhiyan match`: matches customers' questions with keyword mappings.

use std::{fs, path::PathBuf, process::ExitCode};

use anyhow::Context;
use clap::Args;
use nlp::matching::{Match, Matcher};
use serde::{Deserialize, Serialize};

use crate::cli::{JsonLines, Outcome, jsonl};

/// Arguments of `zhiyan match`.
#[derive(Args)]
pub(super) struct MatchArgs {
    /// Files; `-`, or none at all, reads stdin.
    #[arg(default_value = "-")]
    files: Vec<PathBuf>,
    /// The mappings: a JSON list of {"id", "name", "keywords", "synonyms", "actions"}.
    #[arg(long)]
    mappings: PathBuf,
    /// What a file holds: lines {"id", "text"}.
    #[arg(long, value_enum, default_value = "jsonl")]
    input: JsonLines,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
}

#[derive(Serialize)]
struct Answer {
    id: String,
    matches: Vec<Match>,
}

/// Answers each line with the mappings that it matches, best first.
pub(super) fn run(arguments: MatchArgs) -> Outcome {
    let JsonLines::Jsonl = arguments.input;
    let file = arguments.mappings.display();
    let json = fs::read_to_string(&arguments.mappings).with_context(|| format!("无法读取 {file}"))?;
    let mappings = serde_json::from_str(&json).with_context(|| format!("--mappings {file} 有误"))?;
    let matcher = Matcher::new(mappings);
    for file in &arguments.files {
        jsonl::answer_each(file, |line: Line| Answer {
            id: line.id,
            matches: matcher.matches(&line.text),
        })?;
    }
    Ok(ExitCode::SUCCESS)
}
