//! Where BigCommerce is.
//!
//! The live addresses are fixed here. The practice BigCommerce passes its own at run time; they
//! are never stored with an app, so that no import can send a real secret elsewhere.

use url::{Host, Url};

/// The addresses of one BigCommerce.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoints {
    /// The login server; `oauth2/token`, `oauth2/authorize` and `app/{id}/install` hang below it.
    pub login: Url,
    /// The API server; `stores/{hash}/v2` and `stores/{hash}/v3` hang below it.
    pub api: Url,
    /// The developer portal's page, to open in a browser as it is.
    pub portal: Url,
    /// The control panel's page Apps › Develop, to open in a browser as it is.
    pub control_panel: Url,
}

/// The address would send a secret in the clear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the address is neither https nor on this computer")]
pub struct InsecureEndpoint;

impl Endpoints {
    /// The real BigCommerce.
    #[allow(clippy::expect_used, reason = "four constants, parsed by a test")]
    pub fn live() -> Self {
        let url = |text: &str| Url::parse(text).expect("a constant address");
        Self {
            login: url("https://login.bigcommerce.com/"),
            api: url("https://api.bigcommerce.com/"),
            portal: url("https://devtools.bigcommerce.com/"),
            control_panel: url(
                "https://login.bigcommerce.com/deep-links/manage/marketplace/apps/develop",
            ),
        }
    }
}

/// `base` with `segments` appended to its path, each percent-encoded as one segment.
pub(crate) fn below(base: &Url, segments: &[&str]) -> Url {
    let mut url = base.clone();
    if let Ok(mut path) = url.path_segments_mut() {
        path.pop_if_empty().extend(segments);
    }
    url.set_query(None);
    url.set_fragment(None);
    url
}

/// Refuses an address that a secret must not be sent to: only https, or plain http to this
/// computer for the practice BigCommerce.
pub(crate) fn confidential(url: &Url) -> Result<(), InsecureEndpoint> {
    let on_this_computer = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    match url.scheme() {
        "https" => Ok(()),
        "http" if on_this_computer => Ok(()),
        _ => Err(InsecureEndpoint),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn live_addresses_are_https() {
        let live = Endpoints::live();
        for url in [live.login, live.api, live.portal, live.control_panel] {
            assert_eq!(url.scheme(), "https", "{url}");
        }
    }

    #[test]
    fn segments_cannot_climb_out() {
        let base = Url::parse("http://127.0.0.1:9/login?x=1").unwrap();
        let url = below(&base, &["app", "a/../../b?c#d", "install"]);
        assert_eq!(
            url.as_str(),
            "http://127.0.0.1:9/login/app/a%2F..%2F..%2Fb%3Fc%23d/install"
        );
    }

    #[test]
    fn plain_http_is_for_this_computer_only() {
        for (text, allowed) in [
            ("https://login.bigcommerce.com/", true),
            ("http://127.0.0.1:8080/", true),
            ("http://[::1]:8080/", true),
            ("http://localhost:8080/", true),
            ("http://login.bigcommerce.com/", false),
            ("http://localhost.evil.example/", false),
            ("ftp://127.0.0.1/", false),
        ] {
            let url = Url::parse(text).unwrap();
            assert_eq!(confidential(&url).is_ok(), allowed, "{text}");
        }
    }
}
