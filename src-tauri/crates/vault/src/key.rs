//! Names of vault items.
//!
//! Names are built here only, from parts that are escaped, so that no part can reach into
//! another's item. A name holds the app key, which is also an unguessable path segment of the
//! callback URL: printing a key for debugging shows what it is for, not which app it is of.

use std::fmt;

/// The name of one item in the vault.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Key {
    purpose: &'static str,
    account: String,
}

impl Key {
    /// The OAuth client secret of the app with this key.
    pub fn app_secret(app_key: &str) -> Self {
        Self::of("client-secret", &[app_key])
    }

    /// The key that the app's hook secrets are derived from.
    pub fn hook_key(app_key: &str) -> Self {
        Self::of("hook-key", &[app_key])
    }

    /// The access token of one store for one app.
    pub fn store_token(app_key: &str, store_hash: &str) -> Self {
        Self::of("store-token", &[app_key, store_hash])
    }

    /// What opens a tunnel of this kind: a token, or the app's own SSH key.
    pub fn tunnel(kind: &str) -> Self {
        Self::of("tunnel", &[kind])
    }

    pub(crate) fn probe(nonce: &str) -> Self {
        Self::of("probe", &[nonce])
    }

    /// The account name the keychain files this under, unique within a namespace.
    pub fn account(&self) -> &str {
        &self.account
    }

    fn of(purpose: &'static str, parts: &[&str]) -> Self {
        let mut account = purpose.to_owned();
        for part in parts {
            account.push('/');
            escape_into(part, &mut account);
        }
        Self { purpose, account }
    }
}

fn escape_into(part: &str, account: &mut String) {
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') {
            account.push(char::from(byte));
        } else {
            account.push_str(&format!("%{byte:02X}"));
        }
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({})", self.purpose)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cannot_reach_into_another_item() {
        let sneaky = Key::store_token("a/b", "c");
        let plain = Key::store_token("a", "b/c");
        assert_ne!(sneaky, plain, "a slash inside a part is escaped");
        assert_eq!(sneaky.account(), "store-token/a%2Fb/c");
    }

    #[test]
    fn purposes_do_not_collide() {
        assert_ne!(Key::app_secret("k"), Key::hook_key("k"));
    }

    #[test]
    fn debug_shows_the_purpose_only() {
        let shown = format!("{:?}", Key::app_secret("unguessable"));
        assert_eq!(shown, "Key(client-secret)");
    }
}
