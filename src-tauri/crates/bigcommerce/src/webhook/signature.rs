//! The webhook signature: Standard Webhooks, keyed with the raw bytes of the Client Secret.
//!
//! BigCommerce's documentation shows the standard libraries called with the secret encoded in
//! base64, which they decode again: the key is the secret's own bytes. The header names are the
//! libraries' (`webhook-id`, `webhook-timestamp`, `webhook-signature`).

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use secrecy::{ExposeSecret, SecretString};
use subtle::{Choice, ConstantTimeEq};

const VERSION: &str = "v1,";
const MOST_SIGNATURES: usize = 16;

/// How far the timestamp may be from now, either way, in seconds.
pub const TOLERANCE_S: i64 = 300;

/// What a delivery's signature says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signature {
    /// Right, and fresh.
    Good {
        /// The `webhook-id`.
        id: String,
        /// The `webhook-timestamp`, seconds since the epoch.
        timestamp_s: i64,
    },
    /// Right, but its timestamp is more than 300 s from now. Retries may carry old ones (whether
    /// they do is undocumented).
    Stale {
        /// The `webhook-id`.
        id: String,
        /// The `webhook-timestamp`, seconds since the epoch.
        timestamp_s: i64,
    },
    /// There is no signature. Whether every hook is signed is undocumented.
    Absent,
    /// There is a signature, and it does not hold.
    Wrong {
        /// What is wrong with it.
        why: Fault,
    },
}

/// What is wrong with a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It was made with another secret or for another body, id or timestamp.
    Mismatch,
    /// `webhook-id` is missing or unreadable.
    NoId,
    /// `webhook-timestamp` is missing or not a number of seconds.
    NoTimestamp,
    /// A signature header came more than once.
    Repeated,
    /// `webhook-signature` has no signature of a known version (`v1,`).
    NoKnownVersion,
}

impl Fault {
    /// A stable word, which diagnoses go by.
    pub fn code(self) -> &'static str {
        match self {
            Self::Mismatch => "signature_mismatch",
            Self::NoId => "signature_no_id",
            Self::NoTimestamp => "signature_no_timestamp",
            Self::Repeated => "signature_repeated",
            Self::NoKnownVersion => "signature_no_known_version",
        }
    }
}

/// A Client Secret, ready to sign and verify with.
#[derive(Clone, Debug)]
pub struct SigningKey(hmac::Key);

impl SigningKey {
    /// The key that a Client Secret is.
    pub fn new(client_secret: &SecretString) -> Self {
        let secret = client_secret.expose_secret().as_bytes();
        Self(hmac::Key::new(hmac::HMAC_SHA256, secret))
    }

    fn tag(&self, id: &str, timestamp: &str, body: &[u8]) -> hmac::Tag {
        let mut signing = hmac::Context::with_key(&self.0);
        for part in [id.as_bytes(), b".", timestamp.as_bytes(), b".", body] {
            signing.update(part);
        }
        signing.sign()
    }
}

/// Checks a delivery's signature over its raw body at `now_s` (seconds since the epoch).
/// `headers` are in any case and order, as received.
pub fn verify(
    key: &SigningKey,
    headers: &[(String, Vec<u8>)],
    body: &[u8],
    now_s: i64,
) -> Signature {
    match claim(headers) {
        Ok(None) => Signature::Absent,
        Err(why) => Signature::Wrong { why },
        Ok(Some(claim)) => claim.judge(key, body, now_s),
    }
}

/// Signs a body as BigCommerce would: the value of `webhook-signature`.
pub fn sign(client_secret: &SecretString, id: &str, timestamp_s: i64, body: &[u8]) -> String {
    let tag = SigningKey::new(client_secret).tag(id, &timestamp_s.to_string(), body);
    format!("{VERSION}{}", STANDARD.encode(tag))
}

/// What a delivery claims about itself, before anything is proved.
struct Claim<'a> {
    id: &'a str,
    timestamp: &'a str,
    timestamp_s: i64,
    signatures: Vec<&'a str>,
}

impl Claim<'_> {
    fn judge(&self, key: &SigningKey, body: &[u8], now_s: i64) -> Signature {
        let expected = key.tag(self.id, self.timestamp, body);
        let matches = self.signatures.iter().fold(Choice::from(0), |any, text| {
            let given = STANDARD.decode(text).unwrap_or_default();
            any | given.ct_eq(expected.as_ref())
        });
        let (id, timestamp_s) = (self.id.to_owned(), self.timestamp_s);
        if !bool::from(matches) {
            Signature::Wrong {
                why: Fault::Mismatch,
            }
        } else if now_s.abs_diff(timestamp_s) > TOLERANCE_S.unsigned_abs() {
            Signature::Stale { id, timestamp_s }
        } else {
            Signature::Good { id, timestamp_s }
        }
    }
}

/// Reads the three headers; `None` when there is no signature at all.
fn claim(headers: &[(String, Vec<u8>)]) -> Result<Option<Claim<'_>>, Fault> {
    let Some(signature) = single(headers, "webhook-signature")? else {
        return Ok(None);
    };
    let id = single(headers, "webhook-id")?
        .and_then(as_text)
        .ok_or(Fault::NoId)?;
    let timestamp = single(headers, "webhook-timestamp")?.and_then(as_text);
    let timestamp = timestamp.ok_or(Fault::NoTimestamp)?;
    let timestamp_s = seconds(timestamp).ok_or(Fault::NoTimestamp)?;
    let signatures = as_text(signature).map(of_known_version).unwrap_or_default();
    if signatures.is_empty() {
        return Err(Fault::NoKnownVersion);
    }
    Ok(Some(Claim {
        id,
        timestamp,
        timestamp_s,
        signatures,
    }))
}

fn single<'a>(headers: &'a [(String, Vec<u8>)], name: &str) -> Result<Option<&'a [u8]>, Fault> {
    let mut values = headers
        .iter()
        .filter(|(given, _)| given.eq_ignore_ascii_case(name));
    match (values.next(), values.next()) {
        (_, Some(_)) => Err(Fault::Repeated),
        (first, None) => Ok(first.map(|(_, value)| value.as_slice())),
    }
}

fn as_text(value: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(value).ok()?.trim();
    (!text.is_empty()).then_some(text)
}

fn seconds(text: &str) -> Option<i64> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

fn of_known_version(header: &str) -> Vec<&str> {
    let known = header
        .split(' ')
        .filter_map(|part| part.strip_prefix(VERSION));
    known.take(MOST_SIGNATURES).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed with Python's hmac module.
    #[test]
    fn agrees_with_the_independent_vector() {
        let secret = SecretString::from("0123456789abcdef".repeat(4));
        let body = br#"{"producer":"stores/abc123","hash":"dd70c0976e06b67aaf671e73f49dcb79230ebf9d","created_at":1561479335,"store_id":"1025646","scope":"store/order/created","data":{"type":"order","id":250}}"#;
        assert_eq!(
            sign(&secret, "msg_test_1", 1_700_000_000, body),
            "v1,u57NJLKMW4MhXkliI+cViUDsHmPjLKKHoll8RW4RUQY="
        );
    }

    #[test]
    fn seconds_are_plain_digits() {
        for text in [
            "",
            "-1",
            "+1",
            "1.5",
            "1e3",
            " 1",
            "99999999999999999999",
            "0x1",
        ] {
            assert!(seconds(text).is_none(), "{text:?} is no timestamp");
        }
        assert_eq!(seconds("1700000000"), Some(1_700_000_000));
    }
}
