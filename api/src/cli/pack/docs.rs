//! `zhiyan pack docs`: a page for each shipped rule.

use std::{
    fs,
    io::{Write, stdout},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context;
use clap::Args;
use nlp::pack::page::{MARK, pages};

use crate::cli::Outcome;

/// Arguments of `zhiyan pack docs`.
#[derive(Args)]
pub(in crate::cli) struct DocsArgs {
    /// The folder of the pages.
    folder: PathBuf,
    /// Writes nothing, and ends with exit code 1 when a page is missing, out of date or of no rule any more.
    #[arg(long)]
    check: bool,
}

/// Writes the pages, or checks them.
pub(super) fn run(arguments: &DocsArgs) -> Outcome {
    let pages = pages();
    let mut stale: Vec<PathBuf> = Vec::new();
    for page in &pages {
        let path = arguments.folder.join(&page.path);
        if fs::read_to_string(&path).is_ok_and(|text| text == page.text) {
            continue;
        }
        if !arguments.check {
            let folder = path.parent().unwrap_or(&arguments.folder);
            fs::create_dir_all(folder).with_context(|| format!("无法建立 {}", folder.display()))?;
            fs::write(&path, &page.text).with_context(|| format!("无法写入 {}", path.display()))?;
        }
        stale.push(path);
    }
    let known: Vec<PathBuf> = pages.iter().map(|page| arguments.folder.join(&page.path)).collect();
    for path in generated(&arguments.folder)? {
        if known.contains(&path) {
            continue;
        }
        if !arguments.check {
            fs::remove_file(&path).with_context(|| format!("无法删除 {}", path.display()))?;
        }
        stale.push(path);
    }
    let mut out = stdout().lock();
    for path in &stale {
        writeln!(out, "{}", path.display())?;
    }
    let failed = arguments.check && !stale.is_empty();
    Ok(if failed { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// The pages below `folder` that this command wrote.
fn generated(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        if !folder.is_dir() {
            continue;
        }
        for entry in fs::read_dir(&folder).with_context(|| format!("无法读取 {}", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md")
                && fs::read_to_string(&path).is_ok_and(|text| text.contains(MARK))
            {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
