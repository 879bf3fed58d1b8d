//! The claims of a signed payload whose signature holds.

use serde::Deserialize;
use serde_json::Value;

use super::{Error, SignedPayload};
use crate::{Person, StoreHash};

const LEEWAY_S: i64 = 60;

#[derive(Deserialize)]
pub(super) struct Claims {
    aud: Value,
    iss: String,
    exp: i64,
    nbf: Option<i64>,
    sub: String,
    jti: Option<String>,
    user: Person,
    #[serde(default)]
    owner: Person,
    url: Option<String>,
    #[serde(default)]
    channel_id: Value,
}

impl Claims {
    /// `aud` must be this app's Client ID as one text: a list that merely contains it is not
    /// what BigCommerce sends.
    pub(super) fn check_recipient(&self, client_id: &str) -> Result<(), Error> {
        if client_id.is_empty() || self.aud.as_str() != Some(client_id) {
            return Err(Error::Audience);
        }
        if self.iss == "bc" {
            Ok(())
        } else {
            Err(Error::Issuer)
        }
    }

    pub(super) fn check_time(&self, now_s: i64) -> Result<(), Error> {
        if now_s > self.exp.saturating_add(LEEWAY_S) {
            return Err(Error::Expired);
        }
        match self.nbf {
            Some(nbf) if nbf > now_s.saturating_add(LEEWAY_S) => Err(Error::NotYet),
            _ => Ok(()),
        }
    }

    pub(super) fn into_payload(self) -> Result<SignedPayload, Error> {
        Ok(SignedPayload {
            store: StoreHash::from_context(&self.sub).map_err(|_| Error::Subject)?,
            user: self.user,
            owner: self.owner,
            jti: self.jti,
            exp: self.exp,
            url: self
                .url
                .filter(|url| is_inside(url))
                .unwrap_or_else(|| "/".to_owned()),
            channel_id: self.channel_id.as_i64(),
        })
    }
}

/// Whether a deep link stays within the app: one slash first, and nothing that a browser would
/// read as another host.
fn is_inside(url: &str) -> bool {
    let one_slash = url.starts_with('/') && !url.starts_with("//");
    let plain = url
        .chars()
        .all(|c| !c.is_control() && !c.is_whitespace() && c != '\\');
    one_slash && plain && url.len() <= 2048
}

#[cfg(test)]
mod tests {
    use super::is_inside;

    #[test]
    fn deep_links_stay_inside() {
        for url in ["/", "/orders/5?x=1#y", "/a//b"] {
            assert!(is_inside(url), "{url:?} is a path of the app");
        }
        for url in [
            "",
            "orders",
            "//evil.example",
            "/\\evil.example",
            "https://e.example",
            "/a\tb",
            "/\n",
        ] {
            assert!(!is_inside(url), "{url:?} may lead elsewhere");
        }
    }
}
