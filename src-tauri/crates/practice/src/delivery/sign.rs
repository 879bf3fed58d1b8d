//! The Standard Webhooks headers of one attempt. They are made with the third-party
//! `standardwebhooks` crate, so that the app's own verification meets a signer it does not share.
//! BigCommerce's samples hand the library `base64(client_secret)`, which the library decodes: the
//! key is the raw bytes of the client secret.

use standardwebhooks::{Webhook, WebhookError};

/// The three headers of one attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// `webhook-id`: the same on every attempt.
    pub id: String,
    /// `webhook-timestamp`: seconds since the epoch, of this attempt.
    pub timestamp_s: i64,
    /// `webhook-signature`: `v1,` and base64.
    pub signature: String,
}

/// Signs a body with a client secret.
///
/// # Errors
/// When the library refuses the body, which it does only when that is not UTF-8.
pub fn sign(secret: &str, id: &str, timestamp_s: i64, body: &str) -> Result<Signed, WebhookError> {
    let signer = Webhook::from_bytes(secret.as_bytes().to_vec())?;
    let signature = signer.sign(id, timestamp_s, body.as_bytes())?;
    Ok(Signed {
        id: id.to_owned(),
        timestamp_s,
        signature,
    })
}

impl Signed {
    /// The headers, in the order they are sent.
    pub fn headers(self) -> [(&'static str, String); 3] {
        [
            (standardwebhooks::HEADER_WEBHOOK_ID, self.id),
            (
                standardwebhooks::HEADER_WEBHOOK_TIMESTAMP,
                self.timestamp_s.to_string(),
            ),
            (standardwebhooks::HEADER_WEBHOOK_SIGNATURE, self.signature),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_independent_computation_agrees() {
        let secret = "0123456789abcdef".repeat(4);
        let body = r#"{"producer":"stores/abc123","hash":"dd70c0976e06b67aaf671e73f49dcb79230ebf9d","created_at":1561479335,"store_id":"1025646","scope":"store/order/created","data":{"type":"order","id":250}}"#;
        let signed = sign(&secret, "msg_test_1", 1_700_000_000, body).unwrap();
        assert_eq!(
            signed.signature,
            "v1,u57NJLKMW4MhXkliI+cViUDsHmPjLKKHoll8RW4RUQY="
        );
    }
}
