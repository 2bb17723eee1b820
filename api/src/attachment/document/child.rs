//! The process that reads a document.

use std::{
    fs::File,
    io::{Read, Seek, SeekFrom},
    path::PathBuf,
    process::Stdio,
    sync::Arc,
};

use entity::types::DocumentReading;
use tokio::{process::Command, sync::Semaphore, time::timeout};

use super::{Facts, MAX_MEMORY, MAX_TIME, sniff};
use crate::error::{Error, Result};

/// How many documents are read at a time.
const AT_ONCE: usize = 2;

/// Reads documents, each in a process of its own.
#[derive(Clone, Debug)]
pub struct Reader {
    binary: PathBuf,
    at_once: Arc<Semaphore>,
}

impl Reader {
    /// A reader whose processes are `binary document`: the `zhiyan` command.
    pub fn new(binary: PathBuf) -> Self {
        Self {
            binary,
            at_once: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }

    /// What the document in `file` says about itself. Whatever the document does to its process, there is an answer.
    pub async fn read(&self, mut file: File) -> Result<Facts> {
        let mut head = Vec::new();
        file.seek(SeekFrom::Start(0)).map_err(Error::fault)?;
        file.by_ref()
            .take(sniff::HEAD)
            .read_to_end(&mut head)
            .map_err(Error::fault)?;
        let media_type = sniff::by_head(&head);
        if media_type.is_none() {
            return Ok(Facts::unread(None, DocumentReading::NotRead));
        }
        file.seek(SeekFrom::Start(0)).map_err(Error::fault)?;
        let _turn = self.at_once.acquire().await.map_err(Error::fault)?;
        let process = Command::new(&self.binary)
            .arg("document")
            .env_clear()
            .stdin(Stdio::from(file))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| Error::fault(format!("{} does not start: {error}", self.binary.display())))?;
        let answer = match timeout(MAX_TIME, process.wait_with_output()).await {
            Ok(answer) => answer.map_err(Error::fault)?,
            Err(_) => {
                tracing::warn!("a document took longer to read than is allowed");
                return Ok(Facts::unread(media_type, DocumentReading::TooLarge));
            }
        };
        Ok(serde_json::from_slice(&answer.stdout).unwrap_or_else(|_nothing| {
            tracing::warn!(status = %answer.status, "a document ended the process that read it");
            Facts::unread(media_type, DocumentReading::TooLarge)
        }))
    }
}

/// Keeps this process within the bounds of one that reads a document: memory, time, and no writing of files.
#[cfg(unix)]
pub(crate) fn confine() {
    use rustix::process::{Resource, Rlimit, setrlimit};

    for (resource, limit) in [
        (Resource::As, MAX_MEMORY),
        (Resource::Cpu, MAX_TIME.as_secs()),
        (Resource::Fsize, 0),
        (Resource::Core, 0),
    ] {
        let limit = Rlimit {
            current: Some(limit),
            maximum: Some(limit),
        };
        if let Err(error) = setrlimit(resource, limit) {
            tracing::warn!(?resource, %error, "the system does not limit the reading of documents");
        }
    }
}

/// Without limits of the system, the server still ends the process in time.
#[cfg(not(unix))]
pub(crate) fn confine() {}
