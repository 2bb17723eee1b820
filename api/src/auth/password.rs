//! Passwords as argon2id hashes.

use std::sync::LazyLock;

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};

use crate::error::{Error, Result};

/// The shortest password that may be set, in characters.
pub const MIN_LENGTH: usize = 8;

/// A hash that no password has; verifying against it takes as long as against a real one.
static NOBODY: LazyLock<String> = LazyLock::new(|| compute(&uuid::Uuid::now_v7().to_string()).unwrap_or_default());

/// The hash of `password` in PHC format, computed off the async threads.
pub async fn hash(password: String) -> Result<String> {
    blocking(move || compute(&password)).await?
}

/// Whether `password` has the hash `stored`. Without a stored hash the answer is no, after the same time.
pub async fn verify(password: String, stored: Option<String>) -> Result<bool> {
    blocking(move || {
        let exists = stored.is_some();
        let stored = stored.unwrap_or_else(|| NOBODY.clone());
        let matches = PasswordHash::new(&stored)
            .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
        exists && matches
    })
    .await
}

fn compute(password: &str) -> Result<String> {
    let hash = Argon2::default()
        .hash_password(password.as_bytes())
        .map_err(Error::fault)?;
    Ok(hash.to_string())
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(Error::fault)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_hash_is_verified_by_its_own_password_only() {
        let stored = hash("正确的口令".into()).await.unwrap();
        assert!(stored.starts_with("$argon2id$"));
        assert!(verify("正确的口令".into(), Some(stored.clone())).await.unwrap());
        assert!(!verify("错误的口令".into(), Some(stored)).await.unwrap());
        assert!(!verify("正确的口令".into(), None).await.unwrap());
    }
}
