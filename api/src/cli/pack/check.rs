//! `zhiyan pack check`: whether packs can be used, and what is in them.

use std::{
    io::{Write, stdout},
    path::PathBuf,
    process::ExitCode,
};

use clap::Args;
use nlp::{
    RulePack,
    pack::{Examples, PackFlaw},
};
use serde::Serialize;

use super::{Format, read};
use crate::cli::Outcome;

/// Arguments of `zhiyan pack check`.
#[derive(Args)]
pub(in crate::cli) struct CheckArgs {
    /// Rule packs (JSON).
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// What is written to stdout.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// What became of one file.
#[derive(Serialize)]
struct Checked {
    file: String,
    /// Null for a pack with flaws.
    content: Option<Content>,
    flaws: Vec<Flaw>,
}

/// What is in a good pack.
#[derive(Serialize)]
struct Content {
    name: Option<String>,
    version: Option<String>,
    patterns: usize,
    terms: usize,
    exceptions: usize,
    evidence: usize,
    words: usize,
    scripts: usize,
    disabled: usize,
    /// Examples that were run.
    examples: usize,
}

#[derive(Serialize)]
struct Flaw {
    line: Option<usize>,
    rule: String,
    reason: String,
}

/// Checks each file.
pub(super) fn run(arguments: &CheckArgs) -> Outcome {
    let mut checked = Vec::new();
    for file in &arguments.files {
        let json = read(file)?;
        let file = file.display().to_string();
        checked.push(match RulePack::from_json(&json) {
            Ok(pack) => Checked {
                file,
                content: Some(Content::of(&pack)),
                flaws: Vec::new(),
            },
            Err(error) => Checked {
                file,
                content: None,
                flaws: error.into_flaws().into_iter().map(Flaw::from).collect(),
            },
        });
    }
    let mut out = stdout().lock();
    match arguments.format {
        Format::Text => {
            for checked in &checked {
                out.write_all(page(checked).as_bytes())?;
            }
        }
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &checked)?;
            writeln!(out)?;
        }
    }
    let is_good = checked.iter().all(|checked| checked.flaws.is_empty());
    Ok(if is_good { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

impl Content {
    fn of(pack: &RulePack) -> Self {
        let count = |examples: &Examples| examples.iter().count();
        let patterns = pack.patterns.iter().map(|rule| count(&rule.examples));
        let terms = pack.terms.iter().map(|term| count(&term.examples));
        let exceptions = pack.exceptions.iter().map(|rule| count(&rule.examples));
        let evidence = &pack.evidence;
        Self {
            name: pack.name.clone(),
            version: pack.version.clone(),
            patterns: pack.patterns.len(),
            terms: pack.terms.len(),
            exceptions: pack.exceptions.len(),
            evidence: evidence.customer_actions.len() + evidence.titles.len() + evidence.units.len(),
            words: pack.words.len(),
            scripts: pack.scripts.len(),
            disabled: pack.disabled.len(),
            examples: patterns.chain(terms).chain(exceptions).sum(),
        }
    }
}

impl From<PackFlaw> for Flaw {
    fn from(flaw: PackFlaw) -> Self {
        Self {
            line: flaw.line,
            rule: flaw.id,
            reason: flaw.reason,
        }
    }
}

/// The result for people: a line for each flaw that begins like a compiler's, so that editors jump to it.
fn page(checked: &Checked) -> String {
    let file = &checked.file;
    let Some(content) = &checked.content else {
        let lines = checked.flaws.iter().map(|flaw| {
            let line = flaw.line.map_or(String::new(), |line| format!("{line}:"));
            let rule = if flaw.rule.is_empty() {
                String::new()
            } else {
                format!("{}：", flaw.rule)
            };
            format!("{file}:{line} {rule}{}\n", flaw.reason)
        });
        return lines
            .chain([format!("{file} 有 {} 处错误\n", checked.flaws.len())])
            .collect();
    };
    let title: Vec<&str> = [&content.name, &content.version]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let title = if title.is_empty() {
        String::new()
    } else {
        format!("（{}）", title.join(" "))
    };
    let parts = [
        (content.patterns, "条模式规则"),
        (content.terms, "个词条"),
        (content.exceptions, "条对内置规则的例外"),
        (content.evidence, "个证据词"),
        (content.words, "个词语"),
        (content.scripts, "条话术"),
        (content.disabled, "项停用"),
    ];
    let parts = parts.iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts.map(|(count, name)| format!("{count} {name}")).collect();
    let parts = if parts.is_empty() {
        "没有内容".to_owned()
    } else {
        parts.join("、")
    };
    format!("{file} 可以使用{title}：{parts}，{} 句例句全部成立\n", content.examples)
}
