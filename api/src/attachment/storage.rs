//! Where the content of attachments lies: a folder, the memory of a test, or S3.
//!
//! Content is addressed by its digest within its organisation, so that a file that is uploaded twice lies there once, and no
//! organisation reaches what another has.

use std::{fs::File, sync::Arc};

use futures_util::{Stream, StreamExt};
use object_store::{
    ClientOptions, ObjectStore, ObjectStoreExt, PutPayload, WriteMultipart, aws::AmazonS3Builder,
    local::LocalFileSystem, memory::InMemory, path::Path,
};
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use uuid::Uuid;

use crate::error::{Error, Result};

/// What is read of a file and sent to the store at once, in bytes. S3 takes no smaller part but the last.
const PART: usize = 5 * 1024 * 1024;
/// How many parts are on their way at once.
const PARTS_AT_ONCE: usize = 2;

/// Access to a bucket of S3 or of a server that speaks like it.
#[derive(Clone, Debug, Default)]
pub struct S3 {
    /// The bucket.
    pub bucket: String,
    /// The region.
    pub region: String,
    /// The address of the server; `None` for Amazon's own.
    pub endpoint: Option<String>,
    /// The name of the key.
    pub access_key_id: String,
    /// The key.
    pub secret_access_key: String,
    /// Whether the server may be spoken to without encryption.
    pub allow_http: bool,
}

/// The store.
#[derive(Clone, Debug)]
pub struct Storage {
    objects: Arc<dyn ObjectStore>,
}

/// A chunk of a stored file.
pub type Chunk = object_store::Result<bytes::Bytes>;

impl Storage {
    /// A folder, which is made when it is missing.
    pub fn folder(folder: &std::path::Path) -> anyhow::Result<Self> {
        std::fs::create_dir_all(folder)?;
        let objects = LocalFileSystem::new_with_prefix(folder)?.with_automatic_cleanup(true);
        Ok(Self {
            objects: Arc::new(objects),
        })
    }

    /// The memory of this process.
    pub fn memory() -> Self {
        Self {
            objects: Arc::new(InMemory::new()),
        }
    }

    /// A bucket.
    pub fn s3(s3: S3) -> anyhow::Result<Self> {
        name_cryptography();
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(s3.bucket)
            .with_region(s3.region)
            .with_access_key_id(s3.access_key_id)
            .with_secret_access_key(s3.secret_access_key)
            .with_client_options(ClientOptions::new().with_allow_http(s3.allow_http));
        if let Some(endpoint) = s3.endpoint {
            builder = builder.with_endpoint(endpoint);
        }
        Ok(Self {
            objects: Arc::new(builder.build()?),
        })
    }

    /// Stores the content of `file` under its digest, unless it is there already. It is never whole in memory.
    pub async fn put(&self, organization: Uuid, sha256: &str, file: File) -> Result<()> {
        let path = path(organization, sha256);
        match self.objects.head(&path).await {
            Ok(_) => return Ok(()),
            Err(object_store::Error::NotFound { .. }) => {}
            Err(error) => return Err(Error::fault(error)),
        }
        let mut file = tokio::fs::File::from_std(file);
        file.rewind().await.map_err(Error::fault)?;
        let first = part(&mut file).await?;
        if first.len() < PART {
            let stored = self.objects.put(&path, PutPayload::from(first)).await;
            return stored.map(drop).map_err(Error::fault);
        }
        let upload = self.objects.put_multipart(&path).await.map_err(Error::fault)?;
        let mut upload = WriteMultipart::new_with_chunk_size(upload, PART);
        upload.put(first.into());
        loop {
            let next = part(&mut file).await?;
            if next.is_empty() {
                break;
            }
            upload.wait_for_capacity(PARTS_AT_ONCE).await.map_err(Error::fault)?;
            upload.put(next.into());
        }
        upload.finish().await.map(drop).map_err(Error::fault)
    }

    /// The content under a digest, as a stream.
    pub async fn get(&self, organization: Uuid, sha256: &str) -> Result<impl Stream<Item = Chunk> + use<>> {
        match self.objects.get(&path(organization, sha256)).await {
            Ok(found) => Ok(found.into_stream().fuse()),
            Err(error) => Err(Error::fault(error)),
        }
    }
}

/// Names the cryptography of TLS that HTTP clients of this process use. Where another part of it has named one before, that
/// one serves as well.
pub fn name_cryptography() {
    drop(rustls::crypto::ring::default_provider().install_default());
}

/// Organisations never meet: each has a folder of its own.
fn path(organization: Uuid, sha256: &str) -> Path {
    let folder = sha256.get(..2).unwrap_or_default();
    Path::from_iter([organization.to_string().as_str(), folder, sha256])
}

async fn part(file: &mut tokio::fs::File) -> Result<Vec<u8>> {
    let mut part = Vec::with_capacity(PART);
    let length = u64::try_from(PART).map_err(Error::fault)?;
    file.take(length).read_to_end(&mut part).await.map_err(Error::fault)?;
    Ok(part)
}
