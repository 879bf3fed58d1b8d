//! The signed payload of the Load, Uninstall and Remove User callbacks.
//!
//! These callbacks can be called by anyone; only the payload's signature says otherwise. Official
//! samples leave out one check or another, this leaves out none. The library verifies the
//! signature, in constant time and with one algorithm; the claims are checked here, against a
//! clock that is passed in. The older `signed_payload` parameter is ignored.

mod claims;
mod error;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use claims::Claims;
pub use error::Error;
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::Value;

use crate::{Person, StoreHash};

const LONGEST: usize = 8 * 1024;

/// A payload that was proved to come from BigCommerce for this app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedPayload {
    /// The store it is about.
    pub store: StoreHash,
    /// The user who acted; on Remove User, the one removed.
    pub user: Person,
    /// The store's owner.
    pub owner: Person,
    /// The payload's unique id, for refusing a replay until `exp`.
    pub jti: Option<String>,
    /// When it expires, in seconds since the epoch.
    pub exp: i64,
    /// The path within the app to show: relative, starting with one slash; `/` when the payload
    /// gave none or an unsafe one.
    pub url: String,
    /// The channel it was opened from, if any.
    pub channel_id: Option<i64>,
}

/// Proves a `signed_payload_jwt`: signed with HS256 by this app's secret, for this Client ID, by
/// BigCommerce, within its time at `now_s` (seconds since the epoch; 60 s of leeway), naming a
/// store.
///
/// # Errors
/// The first [`Error`] met; the signature is checked before any claim.
pub fn verify(
    jwt: &str,
    client_id: &str,
    client_secret: &SecretString,
    now_s: i64,
) -> Result<SignedPayload, Error> {
    if jwt.len() > LONGEST {
        return Err(Error::TooLarge);
    }
    check_header(jwt)?;
    let claims = check_signature(jwt, client_secret)?;
    claims.check_recipient(client_id)?;
    claims.check_time(now_s)?;
    claims.into_payload()
}

/// Looks at the header alone, before anything is computed with it: `alg` is HS256 and no
/// extension is declared critical (none is documented).
fn check_header(jwt: &str) -> Result<(), Error> {
    #[derive(Deserialize)]
    struct Header {
        alg: String,
        crit: Option<Value>,
    }
    let encoded = jwt.split('.').next().unwrap_or_default();
    let bytes = URL_SAFE_NO_PAD
        .decode(encoded)
        .map_err(|_| Error::Malformed)?;
    let header: Header = serde_json::from_slice(&bytes).map_err(|_| Error::Malformed)?;
    if header.alg != "HS256" {
        return Err(Error::Algorithm);
    }
    if header.crit.is_some() {
        Err(Error::Malformed)
    } else {
        Ok(())
    }
}

fn check_signature(jwt: &str, client_secret: &SecretString) -> Result<Claims, Error> {
    let secret = client_secret.expose_secret();
    if secret.is_empty() {
        return Err(Error::Signature);
    }
    let mut only = Validation::new(Algorithm::HS256);
    only.validate_exp = false;
    only.validate_nbf = false;
    only.validate_aud = false;
    only.required_spec_claims.clear();
    jsonwebtoken::decode(jwt, &DecodingKey::from_secret(secret.as_bytes()), &only)
        .map(|token| token.claims)
        .map_err(|error| refused(error.kind()))
}

fn refused(kind: &ErrorKind) -> Error {
    if matches!(kind, ErrorKind::InvalidSignature) {
        Error::Signature
    } else if matches!(kind, ErrorKind::InvalidAlgorithm) {
        Error::Algorithm
    } else {
        Error::Malformed
    }
}
