//! What the server needs to take in files: where they lie, how large they may be, who reads them.

use std::{fs::File, path::PathBuf};

use futures_util::{Stream, StreamExt};
use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt;

use crate::{
    attachment::{document::Reader, storage::Storage},
    error::{Error, Result},
};

/// The largest file where nothing else is configured, in bytes.
pub const MAX_SIZE: u64 = 50 * 1024 * 1024;

/// The files of a server.
#[derive(Clone, Debug)]
pub struct Files {
    /// Where their content lies.
    pub storage: Storage,
    /// The folder in which they are received; they have no name there, and are gone when the process ends.
    pub receiving: PathBuf,
    /// The largest file, in bytes.
    pub max_size: u64,
    /// Reads documents.
    pub reader: Reader,
}

/// A file as it was received: on the disk, nowhere else.
#[derive(Debug)]
pub struct Received {
    /// The content.
    pub file: File,
    /// Bytes.
    pub size: u64,
    /// Digest of the content in hexadecimal.
    pub sha256: String,
    /// What the client calls it.
    pub name: String,
}

/// Why a file was not received.
#[derive(Debug)]
pub enum NotReceived {
    /// It is larger than `Files::max_size`, or than was announced.
    TooLarge,
    /// The client stopped sending.
    Broken,
    /// The disk did not take it.
    Failed(Error),
}

impl Files {
    /// Files in the memory of this process, for what has none to keep, and for tests. `binary` is the `zhiyan` command.
    pub fn in_memory(binary: PathBuf) -> Self {
        Self {
            storage: Storage::memory(),
            receiving: std::env::temp_dir(),
            max_size: MAX_SIZE,
            reader: Reader::new(binary),
        }
    }

    /// Receives a file of at most `max_size` bytes, chunk by chunk.
    pub async fn receive<B, E>(
        &self,
        name: &str,
        max_size: u64,
        mut chunks: impl Stream<Item = Result<B, E>> + Unpin,
    ) -> Result<Received, NotReceived>
    where
        B: AsRef<[u8]>,
    {
        let failed = |error| NotReceived::Failed(Error::fault(error));
        let file = tempfile::tempfile_in(&self.receiving).map_err(failed)?;
        let mut writer = tokio::fs::File::from_std(file.try_clone().map_err(failed)?);
        let (mut digest, mut size) = (Sha256::new(), 0_u64);
        while let Some(chunk) = chunks.next().await {
            let chunk = chunk.map_err(|_gone| NotReceived::Broken)?;
            let bytes = chunk.as_ref();
            size += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            if size > max_size.min(self.max_size) {
                return Err(NotReceived::TooLarge);
            }
            digest.update(bytes);
            writer.write_all(bytes).await.map_err(failed)?;
        }
        writer.flush().await.map_err(failed)?;
        Ok(Received {
            file,
            size,
            sha256: hexadecimal(&digest.finalize()),
            name: name.to_owned(),
        })
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or_default();
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}
