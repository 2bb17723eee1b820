//! `zhiyan times`: resolves the time expressions of texts.

use std::{path::PathBuf, process::ExitCode};

use chrono::{DateTime, FixedOffset};
use clap::Args;
use nlp::time::{self, Ambiguity, ResolvedTime, TimePoint};
use serde::{Deserialize, Serialize};

use crate::cli::{JsonLines, Outcome, jsonl};

/// Arguments of `zhiyan times`.
#[derive(Args)]
pub(super) struct TimesArgs {
    /// Files; `-`, or none at all, reads stdin.
    #[arg(default_value = "-")]
    files: Vec<PathBuf>,
    /// What a file holds: lines {"id", "ref", "text"} with `ref` as 2026-11-23T10:00:00+08:00.
    #[arg(long, value_enum, default_value = "jsonl")]
    input: JsonLines,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    #[serde(rename = "ref")]
    reference: DateTime<FixedOffset>,
    text: String,
}

#[derive(Serialize)]
struct Answer {
    id: String,
    times: Vec<Time>,
}

#[derive(Serialize)]
struct Time {
    start: usize,
    end: usize,
    text: String,
    from: String,
    to: String,
    deadline: bool,
    ambiguities: Vec<Ambiguity>,
}

impl From<ResolvedTime> for Time {
    fn from(time: ResolvedTime) -> Self {
        Self {
            start: time.span.start,
            end: time.span.end,
            text: time.text,
            from: written(time.from),
            to: written(time.to),
            deadline: time.is_deadline,
            ambiguities: time.ambiguities,
        }
    }
}

fn written(point: TimePoint) -> String {
    match point {
        TimePoint::Date(date) => date.to_string(),
        TimePoint::DateTime(time) => time.format("%Y-%m-%dT%H:%M").to_string(),
    }
}

/// Answers each line with the times of its text.
pub(super) fn run(arguments: TimesArgs) -> Outcome {
    let JsonLines::Jsonl = arguments.input;
    for file in &arguments.files {
        jsonl::answer_each(file, |line: Line| Answer {
            id: line.id,
            times: time::resolve(&line.text, line.reference.naive_local())
                .into_iter()
                .map(Time::from)
                .collect(),
        })?;
    }
    Ok(ExitCode::SUCCESS)
}
