//! Which `Host` a request may name.
//!
//! A web page can point a name of its own at 127.0.0.1 and so reach the listener from the user's
//! browser (DNS rebinding); its requests then carry that name. Only the listener's own loopback
//! authority and the public addresses are let in.

use std::sync::{PoisonError, RwLock};

use url::Url;

/// The public addresses that are let in, besides this machine's loopback.
#[derive(Debug, Default)]
pub struct Hosts {
    bases: RwLock<Vec<Base>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Base {
    host: String,
    port: Option<u16>,
    prefix: String,
}

impl Hosts {
    /// None but loopback.
    pub fn new() -> Self {
        Self::default()
    }

    /// Lets in what names this address, and takes its path prefix off.
    pub fn allow(&self, base: &Url) {
        let Some(base) = Base::of(base) else { return };
        let mut bases = self.bases.write().unwrap_or_else(PoisonError::into_inner);
        if !bases.contains(&base) {
            bases.push(base);
        }
    }

    /// Lets it in no longer.
    pub fn forget(&self, base: &Url) {
        let Some(gone) = Base::of(base) else { return };
        let mut bases = self.bases.write().unwrap_or_else(PoisonError::into_inner);
        bases.retain(|base| *base != gone);
    }

    /// Whether a `Host` header's value may be served by the listener on `port`.
    pub(crate) fn admits(&self, authority: &str, port: u16) -> bool {
        let Some((host, given)) = split(authority) else {
            return false;
        };
        let loopback = matches!(host.as_str(), "127.0.0.1" | "localhost");
        if loopback && given.unwrap_or(80) == port {
            return true;
        }
        let bases = self.bases.read().unwrap_or_else(PoisonError::into_inner);
        bases
            .iter()
            .any(|base| base.host == host && base.takes(given))
    }

    /// The path with a public address's prefix taken off: a reverse proxy may or may not do it.
    pub(crate) fn local<'a>(&self, path: &'a str) -> &'a str {
        let bases = self.bases.read().unwrap_or_else(PoisonError::into_inner);
        bases
            .iter()
            .filter(|base| !base.prefix.is_empty())
            .find_map(|base| {
                path.strip_prefix(&base.prefix)
                    .filter(|rest| rest.starts_with('/'))
            })
            .unwrap_or(path)
    }
}

impl Base {
    fn of(url: &Url) -> Option<Self> {
        Some(Self {
            host: url.host_str()?.trim_end_matches('.').to_ascii_lowercase(),
            port: url.port_or_known_default(),
            prefix: url.path().trim_end_matches('/').to_owned(),
        })
    }

    fn takes(&self, given: Option<u16>) -> bool {
        match given {
            Some(port) => self.port == Some(port),
            None => matches!(self.port, Some(443 | 80)),
        }
    }
}

fn split(authority: &str) -> Option<(String, Option<u16>)> {
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) => (host, Some(port.parse().ok()?)),
        None => (authority, None),
    };
    let host = host.strip_suffix('.').unwrap_or(host);
    (!host.is_empty()).then(|| (host.to_ascii_lowercase(), port))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosts(bases: &[&str]) -> Hosts {
        let hosts = Hosts::new();
        for base in bases {
            hosts.allow(&Url::parse(base).unwrap());
        }
        hosts
    }

    #[test]
    fn loopback_needs_the_listeners_port() {
        let hosts = hosts(&[]);
        for good in ["127.0.0.1:7411", "localhost:7411", "LocalHost:7411"] {
            assert!(hosts.admits(good, 7411), "{good}");
        }
        for bad in [
            "127.0.0.1",
            "localhost:80",
            "127.0.0.1:7412",
            "127.0.0.2:7411",
            "",
            ":7411",
        ] {
            assert!(!hosts.admits(bad, 7411), "{bad}");
        }
    }

    #[test]
    fn a_public_address_is_let_in_with_and_without_its_port() {
        let hosts = hosts(&["https://hooks.example.com"]);
        for good in [
            "hooks.example.com",
            "HOOKS.example.com",
            "hooks.example.com:443",
        ] {
            assert!(hosts.admits(good, 7411), "{good}");
        }
        for bad in [
            "hooks.example.com:8443",
            "hooks.example.com.evil.test",
            "xhooks.example.com",
        ] {
            assert!(!hosts.admits(bad, 7411), "{bad}");
        }
    }

    #[test]
    fn a_rebound_name_is_not_let_in() {
        let hosts = hosts(&["https://hooks.example.com"]);
        for bad in [
            "evil.test:7411",
            "127.0.0.1.evil.test:7411",
            "user@127.0.0.1:7411",
        ] {
            assert!(!hosts.admits(bad, 7411), "{bad}");
        }
    }

    #[test]
    fn a_forgotten_address_is_not_let_in() {
        let hosts = hosts(&["https://one.example.com", "https://two.example.com"]);
        hosts.forget(&Url::parse("https://one.example.com/").unwrap());
        assert!(!hosts.admits("one.example.com", 7411));
        assert!(hosts.admits("two.example.com", 7411));
    }

    #[test]
    fn the_prefix_comes_off_whole_segments_only() {
        let hosts = hosts(&["https://hooks.example.com/patchbay"]);
        assert_eq!(hosts.local("/patchbay/h/key"), "/h/key");
        assert_eq!(hosts.local("/patchbayer/h/key"), "/patchbayer/h/key");
        assert_eq!(hosts.local("/h/key"), "/h/key");
    }
}
