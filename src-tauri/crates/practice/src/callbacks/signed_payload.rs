//! `signed_payload_jwt`, made by hand (base64url, HMAC-SHA256) so that no library is shared with
//! those who verify it. Claims, and the 5 s that `nbf` precedes `iat`, as in the official samples.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::json;
use sha2::Sha256;

use crate::model::{App, Store, User, id};

/// How long a payload is valid, in seconds.
const LIFETIME_S: i64 = 86_400;

/// How far `nbf` precedes `iat`, in seconds.
const BACKDATED_S: i64 = 5;

/// The payload that tells `app` that `user` acts in `store`, at `now_ms` since the epoch. Without
/// multiple users the app only ever hears of the owner.
pub fn signed_payload(app: &App, store: &Store, user: &User, now_ms: i64) -> String {
    let owner = store.owner().unwrap_or(user);
    let user = if app.callbacks.multiple_users {
        user
    } else {
        owner
    };
    let issued = now_ms.div_euclid(1000);
    let claims = json!({
        "aud": app.client_id,
        "iss": "bc",
        "iat": issued,
        "nbf": issued - BACKDATED_S,
        "exp": issued + LIFETIME_S,
        "jti": id::uuid(),
        "sub": store.context(),
        "user": { "id": user.id, "email": user.email, "locale": user.locale },
        "owner": { "id": owner.id, "email": owner.email },
        "url": "/",
        "channel_id": null,
    });
    sign(&claims.to_string(), app.client_secret.as_bytes())
}

fn sign(claims: &str, key: &[u8]) -> String {
    let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"HS256","typ":"JWT"}"#);
    let signed = format!("{header}.{}", URL_SAFE_NO_PAD.encode(claims));
    let signature = Hmac::<Sha256>::new_from_slice(key)
        .map(|mac| mac.chain_update(&signed).finalize().into_bytes());
    let signature = signature
        .map(|bytes| URL_SAFE_NO_PAD.encode(bytes))
        .unwrap_or_default();
    format!("{signed}.{signature}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_as_rfc_7515_does() {
        let jwt = sign(
            r#"{"sub":"1234567890","name":"John Doe","iat":1516239022}"#,
            b"your-256-bit-secret",
        );
        assert_eq!(
            jwt,
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.\
             eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.\
             SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"
        );
    }
}
