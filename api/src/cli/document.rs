//! `zhiyan document`: what a document says about itself.

use std::{
    fs::File,
    io::{Seek, Write, stdin, stdout},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::Context;
use clap::Args;

use crate::{
    attachment::document::{confine, read},
    cli::Outcome,
};

/// Arguments of `zhiyan document`.
#[derive(Args)]
pub(super) struct DocumentArgs {
    /// The document; stdin where it is left out.
    file: Option<PathBuf>,
}

/// Prints the facts of a document as JSON. The server runs this for each upload, so that a hostile document has nothing but
/// a process of its own, which is kept within bounds.
pub(super) fn run(arguments: DocumentArgs) -> Outcome {
    let mut file = match &arguments.file {
        Some(path) => File::open(path).with_context(|| format!("{} 无法打开", path.display()))?,
        None => input().context("标准输入无法读取")?,
    };
    confine();
    let facts = read(&mut file).context("文件无法读取")?;
    let mut out = stdout().lock();
    serde_json::to_writer(&mut out, &facts)?;
    writeln!(out)?;
    Ok(ExitCode::SUCCESS)
}

/// Stdin as a file that can be read at any place: itself where it is one, else a copy.
fn input() -> std::io::Result<File> {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd;

        let mut file = File::from(stdin().as_fd().try_clone_to_owned()?);
        if file.stream_position().is_ok() {
            return Ok(file);
        }
    }
    let mut copy = tempfile::tempfile()?;
    std::io::copy(&mut stdin().lock(), &mut copy)?;
    Ok(copy)
}
