//! JSON Lines in, JSON Lines out.

use std::{
    fs::File,
    io::{BufRead, BufReader, BufWriter, Write, stdin, stdout},
    path::Path,
};

use anyhow::Context;
use serde::{Serialize, de::DeserializeOwned};

/// Writes the answer to each line of `file` (`-` for stdin) to stdout, in the manner of [`read_each`].
pub(super) fn answer_each<Q, A>(file: &Path, mut answer: impl FnMut(Q) -> A) -> anyhow::Result<()>
where
    Q: DeserializeOwned,
    A: Serialize,
{
    let mut out = BufWriter::new(stdout().lock());
    try_each(file, |question| {
        serde_json::to_writer(&mut out, &answer(question))?;
        out.write_all(b"\n")?;
        Ok(())
    })?;
    out.flush()?;
    Ok(())
}

/// Hands each line of `file` (`-` for stdin) over. A line that cannot be read ends the work, named by its number; blank
/// lines are skipped.
pub(super) fn read_each<Q: DeserializeOwned>(file: &Path, mut take: impl FnMut(Q)) -> anyhow::Result<()> {
    try_each(file, |question| {
        take(question);
        Ok(())
    })
}

fn try_each<Q: DeserializeOwned>(file: &Path, mut take: impl FnMut(Q) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let input: Box<dyn BufRead> = if file == Path::new("-") {
        Box::new(stdin().lock())
    } else {
        let opened = File::open(file).with_context(|| format!("无法读取 {}", file.display()))?;
        Box::new(BufReader::new(opened))
    };
    for (index, line) in input.lines().enumerate() {
        let number = index + 1;
        let line = line.with_context(|| format!("{} 第 {number} 行不是 UTF-8 文本", file.display()))?;
        if line.trim().is_empty() {
            continue;
        }
        let question = serde_json::from_str(&line).with_context(|| format!("{} 第 {number} 行有误", file.display()))?;
        take(question)?;
    }
    Ok(())
}
