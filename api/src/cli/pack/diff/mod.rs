//! `zhiyan pack diff`: which findings of a history appear and which vanish from one pack to another.

mod compare;
mod page;

use std::{
    collections::BTreeMap,
    io::{Write, stdout},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context;
use chrono::NaiveDate;
use clap::Args;
use nlp::{Linter, RulePack};
use serde::Serialize;

use super::{Format, read, reports};
use crate::cli::{Outcome, today};
use compare::Change;

/// Arguments of `zhiyan pack diff`.
#[derive(Args)]
pub(in crate::cli) struct DiffArgs {
    /// The pack in use (JSON), or `shipped` for the shipped rules alone.
    from: PathBuf,
    /// The pack that is to replace it (JSON), or `shipped`.
    to: PathBuf,
    /// A folder of reports, also in the folders below it: `.txt` and `.md` hold one each, `.jsonl` one a line
    /// ({"id", "date", "text"}).
    #[arg(long)]
    reports: PathBuf,
    /// The day of reports that do not name theirs, in `date` or in the name of the file; today in Shanghai where it is
    /// not given.
    #[arg(long)]
    date: Option<NaiveDate>,
    /// How many examples each rule shows at most.
    #[arg(long, default_value_t = 3)]
    examples: usize,
    /// What is written to stdout.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// The answer.
#[derive(Serialize)]
struct Diff {
    from: Named,
    to: Named,
    /// Reports that were linted.
    reports: usize,
    /// Reports whose findings differ.
    changed: usize,
    appeared: usize,
    vanished: usize,
    reweighted: usize,
    rules: Vec<RuleChange>,
}

/// A pack by its file, name and version.
#[derive(Serialize)]
struct Named {
    file: String,
    name: Option<String>,
    version: Option<String>,
}

/// What changes for one rule.
#[derive(Serialize)]
struct RuleChange {
    rule: String,
    appeared: usize,
    vanished: usize,
    /// Findings that stay and weigh something else.
    reweighted: usize,
    examples: Vec<Change>,
}

/// Lints every report with both packs.
pub(super) fn run(arguments: &DiffArgs) -> Outcome {
    let (from, from_pack) = pack(&arguments.from)?;
    let (to, to_pack) = pack(&arguments.to)?;
    let reports = reports::read(&arguments.reports, arguments.date.unwrap_or_else(today))?;
    let changes = compare::all(&Linter::new(from_pack)?, &Linter::new(to_pack)?, &reports);
    let diff = Diff::new((from, to), &changes, arguments.examples);
    let mut out = stdout().lock();
    match arguments.format {
        Format::Text => out.write_all(page::text(&diff).as_bytes())?,
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &diff)?;
            writeln!(out)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn pack(file: &Path) -> anyhow::Result<(Named, RulePack)> {
    let pack = if file == Path::new("shipped") {
        RulePack::default()
    } else {
        RulePack::from_json(&read(file)?).with_context(|| file.display().to_string())?
    };
    let named = Named {
        file: file.display().to_string(),
        name: pack.name.clone(),
        version: pack.version.clone(),
    };
    Ok((named, pack))
}

impl Diff {
    /// `changes` are those of each report.
    fn new((from, to): (Named, Named), changes: &[Vec<Change>], examples: usize) -> Self {
        let mut rules: BTreeMap<&str, RuleChange> = BTreeMap::new();
        for change in changes.iter().flatten() {
            let rule = rules.entry(&change.rule).or_insert_with(|| RuleChange {
                rule: change.rule.clone(),
                appeared: 0,
                vanished: 0,
                reweighted: 0,
                examples: Vec::new(),
            });
            *rule.count(change.kind) += 1;
            let alike = rule.examples.iter().filter(|example| example.kind == change.kind);
            if alike.count() < examples {
                rule.examples.push(change.clone());
            }
        }
        let rules: Vec<RuleChange> = rules.into_values().collect();
        Self {
            from,
            to,
            reports: changes.len(),
            changed: changes.iter().filter(|changes| !changes.is_empty()).count(),
            appeared: rules.iter().map(|rule| rule.appeared).sum(),
            vanished: rules.iter().map(|rule| rule.vanished).sum(),
            reweighted: rules.iter().map(|rule| rule.reweighted).sum(),
            rules,
        }
    }
}

impl RuleChange {
    fn count(&mut self, kind: compare::Kind) -> &mut usize {
        match kind {
            compare::Kind::Appeared => &mut self.appeared,
            compare::Kind::Vanished => &mut self.vanished,
            compare::Kind::Reweighted => &mut self.reweighted,
        }
    }
}
