//! Access tokens (JWT, HS256) and refresh tokens (random, stored as digests).

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::error::{Error, Result};

/// How long an access token is good for.
pub const ACCESS_LIFETIME: TimeDelta = TimeDelta::minutes(15);
/// How long a refresh token is good for.
pub const REFRESH_LIFETIME: TimeDelta = TimeDelta::days(30);
/// The shortest secret that tokens may be signed with, in bytes: the length of the signature.
pub const MIN_SECRET: usize = 32;

/// The keys that sign and verify access tokens, and the addresses of files.
pub struct TokenKeys {
    encoding: EncodingKey,
    decoding: DecodingKey,
    /// Others than those of access tokens, so that neither passes for the other.
    ticket_encoding: EncodingKey,
    ticket_decoding: DecodingKey,
}

impl std::fmt::Debug for TokenKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TokenKeys")
    }
}

/// What an access token says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// The user.
    pub sub: Uuid,
    /// When it was issued, in milliseconds, so that a sign-out within the same second is told apart.
    pub iat_ms: i64,
    /// When it ends, in seconds.
    pub exp: i64,
}

impl TokenKeys {
    /// Keys made from a secret of at least [`MIN_SECRET`] bytes.
    pub fn new(secret: &[u8]) -> Self {
        let tickets = Sha256::new()
            .chain_update(b"zhiyan tickets")
            .chain_update(secret)
            .finalize();
        Self {
            encoding: EncodingKey::from_secret(secret),
            decoding: DecodingKey::from_secret(secret),
            ticket_encoding: EncodingKey::from_secret(&tickets),
            ticket_decoding: DecodingKey::from_secret(&tickets),
        }
    }

    /// Keys that are gone when the process ends.
    pub fn random() -> Self {
        Self::new(&rand::random::<[u8; MIN_SECRET]>())
    }

    /// An access token for `user`, and when it ends.
    pub fn sign(&self, user: Uuid, now: DateTime<Utc>, lifetime: TimeDelta) -> Result<(String, DateTime<Utc>)> {
        let expires_at = now + lifetime;
        let claims = Claims {
            sub: user,
            iat_ms: now.timestamp_millis(),
            exp: expires_at.timestamp(),
        };
        let token = jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &self.encoding);
        Ok((token.map_err(Error::fault)?, expires_at))
    }

    /// What `token` says, if we signed it and it has not ended.
    pub fn verify(&self, token: &str, now: DateTime<Utc>) -> Result<Claims> {
        jsonwebtoken::decode::<Claims>(token, &self.decoding, &validation())
            .ok()
            .map(|token| token.claims)
            .filter(|claims| now.timestamp() < claims.exp)
            .ok_or(Error::Unauthenticated)
    }

    /// A ticket, signed.
    pub fn sign_ticket(&self, ticket: &impl Serialize) -> Result<String> {
        jsonwebtoken::encode(&Header::new(Algorithm::HS256), ticket, &self.ticket_encoding).map_err(Error::fault)
    }

    /// The ticket in `token`, if we signed it; whether it has ended is for the caller to see.
    pub fn verify_ticket<T: DeserializeOwned + Clone>(&self, token: &str) -> Result<T> {
        jsonwebtoken::decode::<T>(token, &self.ticket_decoding, &validation())
            .map(|token| token.claims)
            .map_err(|_forged| Error::Unauthenticated)
    }
}

fn validation() -> Validation {
    let mut validation = Validation::new(Algorithm::HS256);
    // The library would ask the machine's clock.
    validation.validate_exp = false;
    validation
}

/// A new refresh token.
pub fn refresh_token() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

/// The digest under which a refresh token is stored.
pub fn digest(refresh_token: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(refresh_token.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_good_until_it_ends_and_only_under_its_own_key() {
        let keys = TokenKeys::random();
        let now = DateTime::UNIX_EPOCH + TimeDelta::days(20_000);
        let user = Uuid::now_v7();
        let (token, expires_at) = keys.sign(user, now, ACCESS_LIFETIME).unwrap();
        assert_eq!(keys.verify(&token, now).unwrap().sub, user);
        assert!(keys.verify(&token, expires_at).is_err());
        assert!(TokenKeys::random().verify(&token, now).is_err());
        for forged in ["", "a.b.c", &format!("{token}x"), "eyJhbGciOiJub25lIn0.e30."] {
            assert!(keys.verify(forged, now).is_err(), "{forged}");
        }
    }
}
