//! A store's hash, the name BigCommerce gives a store in URLs and contexts.
//!
//! It goes into URLs and vault item names, so it is checked once, here, and a value of this type
//! cannot alter either.

use std::fmt;

/// The hash of a store: 1 to 64 lower-case letters and digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StoreHash(String);

/// The text is not a store hash, or the context does not name one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a store hash: expected lower-case letters and digits, as in stores/g5cd38")]
pub struct NotAStoreHash;

impl StoreHash {
    /// Reads a bare hash, `g5cd38`.
    ///
    /// # Errors
    /// [`NotAStoreHash`] for anything but 1 to 64 lower-case letters and digits.
    pub fn parse(text: &str) -> Result<Self, NotAStoreHash> {
        let fits = (1..=64).contains(&text.len());
        let plain = text
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9'));
        if fits && plain {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAStoreHash)
        }
    }

    /// Reads a context, `stores/g5cd38`, as callbacks, signed payloads and webhooks give it.
    ///
    /// # Errors
    /// [`NotAStoreHash`] when it is not `stores/` and a hash.
    pub fn from_context(context: &str) -> Result<Self, NotAStoreHash> {
        context
            .strip_prefix("stores/")
            .ok_or(NotAStoreHash)
            .and_then(Self::parse)
    }

    /// The bare hash.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The context that names this store, `stores/g5cd38`.
    pub fn context(&self) -> String {
        format!("stores/{}", self.0)
    }
}

impl fmt::Display for StoreHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_hashes_and_contexts() {
        assert_eq!(
            StoreHash::parse("g5cd38").unwrap().context(),
            "stores/g5cd38"
        );
        assert_eq!(
            StoreHash::from_context("stores/z4zn3wo").unwrap().as_str(),
            "z4zn3wo"
        );
    }

    #[test]
    fn refuses_what_could_alter_a_url() {
        let long = "a".repeat(65);
        for text in [
            "", "../x", "a/b", "A1", "a b", "a?b", "a#b", "é", "a%2f", "a\n", &long,
        ] {
            assert_eq!(StoreHash::parse(text), Err(NotAStoreHash), "{text:?}");
            let context = format!("stores/{text}");
            assert_eq!(
                StoreHash::from_context(&context),
                Err(NotAStoreHash),
                "{context:?}"
            );
        }
        for context in [
            "g5cd38",
            "stores/",
            "/stores/g5cd38",
            "stores//g5cd38",
            "stores/a/b",
        ] {
            assert_eq!(
                StoreHash::from_context(context),
                Err(NotAStoreHash),
                "{context:?}"
            );
        }
    }
}
