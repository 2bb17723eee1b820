//! Reports that were sent before, for the command line.

use std::{collections::HashMap, path::Path};

use chrono::NaiveDate;
use nlp::{
    LintResult,
    copied::{self, Earlier, Fingerprint, is_recent},
};
use serde::Deserialize;

use crate::cli::jsonl;

/// How many reports of an author are remembered.
const LATEST: usize = 40;

/// What reports are compared with: those that everybody's are, and those of each author.
#[derive(Default)]
pub(super) struct History {
    given: Vec<Earlier>,
    by_author: HashMap<String, Vec<Earlier>>,
}

/// A line of the file of `--history`.
#[derive(Deserialize)]
struct Line {
    id: String,
    date: NaiveDate,
    text: String,
}

impl History {
    /// Reads earlier reports, a line each.
    pub(super) fn read(file: &Path) -> anyhow::Result<Self> {
        let mut history = Self::default();
        jsonl::read_each(file, |line: Line| {
            history.given.push(earlier(&line.id, &line.text, line.date));
        })?;
        Ok(history)
    }

    /// The result with a finding where `text` stood in an earlier report.
    pub(super) fn check(
        &self,
        mut result: LintResult,
        text: &str,
        date: NaiveDate,
        author: Option<&str>,
    ) -> LintResult {
        let own = author.and_then(|author| self.by_author.get(author));
        let sources: Vec<Earlier> = self
            .given
            .iter()
            .chain(own.into_iter().flatten())
            .filter(|earlier| is_recent(earlier.date, date))
            .cloned()
            .collect();
        copied::add(&mut result, text, date, &sources);
        result
    }

    /// Remembers a report for those that follow.
    pub(super) fn remember(&mut self, author: &str, id: &str, text: &str, date: NaiveDate) {
        let own = self.by_author.entry(author.to_owned()).or_default();
        if own.len() == LATEST {
            own.remove(0);
        }
        own.push(earlier(id, text, date));
    }
}

fn earlier(id: &str, text: &str, date: NaiveDate) -> Earlier {
    Earlier {
        id: id.to_owned(),
        date,
        fingerprint: Fingerprint::of(text, date),
    }
}
