//! The kinds of path the listener answers on.

/// A path the listener answers on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    /// `/h/{key}`.
    Hook(String),
    /// `/c/{key}`.
    Browser(String),
    /// `/c/{key}/{what}`.
    Server(String, String),
    /// Anything else below `/c/{key}`, with what follows the key.
    Stray(String, String),
    /// `/.well-known/patchbay/{nonce}`.
    Probe(String),
}

impl Route {
    /// The route of a path without its query, or `None` for any other.
    pub(crate) fn of(path: &str) -> Option<Self> {
        let parts: Vec<&str> = path.strip_prefix('/')?.split('/').collect();
        match parts.as_slice() {
            ["h", key] if is_key(key) => Some(Self::Hook((*key).to_owned())),
            ["c", key] if is_key(key) => Some(Self::Browser((*key).to_owned())),
            ["c", key, what] if is_key(key) && is_what(what) => {
                Some(Self::Server((*key).to_owned(), (*what).to_owned()))
            }
            ["c", key, rest @ ..] if is_key(key) => Some(Self::Stray(
                (*key).to_owned(),
                format!("/{}", rest.join("/")),
            )),
            [".well-known", "patchbay", nonce] if is_key(nonce) => {
                Some(Self::Probe((*nonce).to_owned()))
            }
            _ => None,
        }
    }
}

fn is_key(key: &str) -> bool {
    (16..=128).contains(&key.len())
        && key
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

fn is_what(what: &str) -> bool {
    (1..=32).contains(&what.len())
        && what
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "0123456789abcdefABCDEF-_";

    #[test]
    fn the_kinds_that_are_served() {
        assert_eq!(
            Route::of(&format!("/h/{KEY}")),
            Some(Route::Hook(KEY.into()))
        );
        assert_eq!(
            Route::of(&format!("/c/{KEY}")),
            Some(Route::Browser(KEY.into()))
        );
        let uninstall = Route::Server(KEY.into(), "uninstall".into());
        assert_eq!(Route::of(&format!("/c/{KEY}/uninstall")), Some(uninstall));
        let probe = Route::Probe(KEY.into());
        assert_eq!(
            Route::of(&format!("/.well-known/patchbay/{KEY}")),
            Some(probe)
        );
    }

    #[test]
    fn what_lies_below_a_callback_is_told_apart() {
        for rest in ["/", "/Uninstall", "/..", "/a/b", "//"] {
            let stray = Route::Stray(KEY.into(), rest.into());
            assert_eq!(Route::of(&format!("/c/{KEY}{rest}")), Some(stray), "{rest}");
        }
    }

    #[test]
    fn anything_else_is_no_path() {
        for path in [
            "",
            "/",
            "*",
            "/h",
            "/h/",
            "/h/short",
            "/H/0123456789abcdef",
            "/h/0123456789abcdef/",
            "/h/0123456789abcdef/x",
            "/h/0123456789abcde%66",
            "//h/0123456789abcdef",
            "/.well-known/patchbay/",
        ] {
            assert_eq!(Route::of(path), None, "{path}");
        }
        assert_eq!(Route::of(&format!("/h/{}", "a".repeat(129))), None);
    }
}
