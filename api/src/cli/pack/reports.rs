//! The reports of a folder.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, ensure};
use chrono::NaiveDate;
use serde::Deserialize;

/// A report with where it stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Report {
    /// The file below the folder, with the line where it holds several.
    pub(super) name: String,
    pub(super) date: NaiveDate,
    pub(super) text: String,
}

#[derive(Deserialize)]
struct Line {
    date: Option<NaiveDate>,
    text: String,
}

/// Every report below `folder`, in the order of their names; those that do not name their day are of `date`.
pub(super) fn read(folder: &Path, date: NaiveDate) -> anyhow::Result<Vec<Report>> {
    ensure!(folder.is_dir(), "{} 不是文件夹", folder.display());
    let mut reports = Vec::new();
    for path in files(folder)? {
        let text = fs::read_to_string(&path).with_context(|| format!("无法读取 {}", path.display()))?;
        let name = path.strip_prefix(folder).unwrap_or(&path).display().to_string();
        let date = day_of(&name).unwrap_or(date);
        if path.extension().is_some_and(|extension| extension == "jsonl") {
            for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
                let number = index + 1;
                let line: Line =
                    serde_json::from_str(line).with_context(|| format!("{} 第 {number} 行有误", path.display()))?;
                reports.push(Report {
                    name: format!("{name}:{number}"),
                    date: line.date.unwrap_or(date),
                    text: line.text,
                });
            }
        } else {
            reports.push(Report { name, date, text });
        }
    }
    Ok(reports)
}

fn files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).with_context(|| format!("无法读取 {}", folder.display()))? {
            let path = entry?.path();
            let is_report = |path: &Path| {
                path.extension()
                    .is_some_and(|extension| ["txt", "md", "jsonl"].iter().any(|known| extension == *known))
            };
            if path.is_dir() {
                open.push(path);
            } else if is_report(&path) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The day in the name of a file: 2026-11-24-王明.txt.
fn day_of(name: &str) -> Option<NaiveDate> {
    name.char_indices()
        .filter(|(_, c)| c.is_ascii_digit())
        .find_map(|(at, _)| name.get(at..at + "2026-11-24".len())?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_the_day() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 24);
        assert_eq!(day_of("华东/2026-11-24-王明.txt"), day);
        assert_eq!(day_of("12月/日报2026-11-24.md"), day);
        assert_eq!(day_of("2026-13-24.txt"), None);
        assert_eq!(day_of("王明3.txt"), None);
    }
}
