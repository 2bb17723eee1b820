//! Where the files of a server lie, as the command line says.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;

use crate::attachment::{
    document::Reader,
    files::{Files, MAX_SIZE},
    storage::{S3, Storage},
};

const MEGABYTE: u64 = 1024 * 1024;

/// Where attachments lie.
#[derive(Args, Clone, Debug)]
pub(super) struct FileArgs {
    /// The folder for attachments, made when it is missing, or `s3://BUCKET`; `zhiyan-files` where it is left out.
    #[arg(long, env = "ZHIYAN_FILES")]
    files: Option<String>,
    /// The largest attachment, in megabytes.
    #[arg(long, env = "ZHIYAN_MAX_FILE_MB", default_value_t = MAX_SIZE / MEGABYTE, value_parser = clap::value_parser!(u64).range(1..=2047))]
    max_file_mb: u64,
    /// The region of the bucket.
    #[arg(long, env = "ZHIYAN_S3_REGION", default_value = "us-east-1")]
    s3_region: String,
    /// The address of a server that speaks like S3, such as `https://minio.example.com`; without it Amazon's own.
    #[arg(long, env = "ZHIYAN_S3_ENDPOINT")]
    s3_endpoint: Option<String>,
    /// The name of the key to the bucket.
    #[arg(long, env = "ZHIYAN_S3_ACCESS_KEY_ID")]
    s3_access_key_id: Option<String>,
    /// The key to the bucket.
    #[arg(long, env = "ZHIYAN_S3_SECRET_ACCESS_KEY", hide_env_values = true)]
    s3_secret_access_key: Option<String>,
    /// Speaks to the server of the bucket without encryption.
    #[arg(long, env = "ZHIYAN_S3_ALLOW_HTTP")]
    s3_allow_http: bool,
}

impl FileArgs {
    /// Opens the store; `folder` is where files lie when nothing is said.
    pub(super) fn open(&self, folder: &Path) -> anyhow::Result<Files> {
        let (storage, receiving) = match self.files.as_deref().map(|files| (files, files.strip_prefix("s3://"))) {
            Some((_, Some(bucket))) => (self.bucket(bucket)?, std::env::temp_dir()),
            Some((folder, None)) => local(Path::new(folder))?,
            None => local(folder)?,
        };
        Ok(Files {
            storage,
            receiving,
            max_size: self.max_file_mb * MEGABYTE,
            reader: Reader::new(std::env::current_exe()?),
        })
    }

    fn bucket(&self, bucket: &str) -> anyhow::Result<Storage> {
        let given =
            |value: &Option<String>, name: &str| value.clone().with_context(|| format!("存储在 S3 时须给出 {name}"));
        Storage::s3(S3 {
            bucket: bucket.trim_end_matches('/').to_owned(),
            region: self.s3_region.clone(),
            endpoint: self.s3_endpoint.clone(),
            access_key_id: given(&self.s3_access_key_id, "ZHIYAN_S3_ACCESS_KEY_ID")?,
            secret_access_key: given(&self.s3_secret_access_key, "ZHIYAN_S3_SECRET_ACCESS_KEY")?,
            allow_http: self.s3_allow_http,
        })
    }
}

/// A folder for files, and one in it to receive them in.
fn local(folder: &Path) -> anyhow::Result<(Storage, PathBuf)> {
    let failed = || format!("ZHIYAN_FILES（--files）{} 无法使用", folder.display());
    let receiving = folder.join(".receiving");
    std::fs::create_dir_all(&receiving).with_context(failed)?;
    Ok((Storage::folder(folder).with_context(failed)?, receiving))
}
