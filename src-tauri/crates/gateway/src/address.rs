//! The public address as a person types it.

use std::net::IpAddr;

use url::{Host, Url};

/// Why a typed address cannot be the public address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Nothing was typed.
    #[error("No address was given.")]
    Empty,
    /// Without `https://`.
    #[error("The address does not begin with https://.")]
    SchemeMissing,
    /// `http://`.
    #[error("The address begins with http://, which is not encrypted.")]
    Http,
    /// Neither https nor http.
    #[error("The address begins with {0}://, which is not a web address.")]
    Scheme(String),
    /// Not an address at all.
    #[error("This cannot be read as an address: {0}.")]
    Unreadable(String),
    /// A port other than 443.
    #[error("The address names port {0}.")]
    Port(u16),
    /// A user name or a password.
    #[error("The address contains a user name or a password.")]
    Credentials,
    /// A `?`.
    #[error("The address contains a question mark and what follows it.")]
    Query,
    /// A `#`.
    #[error("The address contains a # and what follows it.")]
    Fragment,
    /// Numbers instead of a name.
    #[error("The address is made of numbers ({0}) instead of a name.")]
    IpLiteral(IpAddr),
    /// A name that only this machine or this network knows.
    #[error("The name {0} is known only on this machine or in this network.")]
    LocalName(String),
}

impl AddressError {
    /// What to do.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Empty => "Type the HTTPS address that leads to this machine.",
            Self::SchemeMissing => "Put https:// in front of it.",
            Self::Http => "Use https:// and a certificate that browsers trust.",
            Self::Scheme(_) => "Use an address that begins with https://.",
            Self::Unreadable(_) => "Check it for spaces and typing mistakes.",
            Self::Port(_) => {
                "Webhooks are delivered to port 443 only: serve it there and leave the port out."
            }
            Self::Credentials => "Leave them out: whoever is to reach this address cannot log in.",
            Self::Query | Self::Fragment => "Leave them out: only the host and a path may stay.",
            Self::IpLiteral(_) => "Use a host name: a certificate is needed, and it names a host.",
            Self::LocalName(_) => "Use a name that the whole internet can look up.",
        }
    }
}

/// The public address a person typed, normalised: without a trailing slash in its path, host in
/// lower case. With `allow_loopback_http`, an address of this machine passes too, with any port.
///
/// # Errors
/// What of it cannot work, in plain words.
pub fn check_base(text: &str, allow_loopback_http: bool) -> Result<Url, AddressError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(AddressError::Empty);
    }
    if !text.contains("://") {
        return Err(AddressError::SchemeMissing);
    }
    let mut url = Url::parse(text).map_err(|why| AddressError::Unreadable(why.to_string()))?;
    check_scheme(&url, allow_loopback_http)?;
    check_parts(&url)?;
    if !(allow_loopback_http && is_loopback(&url)) {
        check_reachable(&url)?;
    }
    let path = url.path().trim_end_matches('/').to_owned();
    url.set_path(&path);
    Ok(url)
}

/// `path`, which begins with a slash, under a public address; its path prefix is kept.
pub fn under(base: &Url, path: &str) -> Url {
    let mut url = base.clone();
    url.set_path(&format!("{}{path}", base.path().trim_end_matches('/')));
    url
}

/// Whether the address is this machine by number or as `localhost`.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

fn check_scheme(url: &Url, allow_loopback_http: bool) -> Result<(), AddressError> {
    match url.scheme() {
        "https" => Ok(()),
        "http" if allow_loopback_http && is_loopback(url) => Ok(()),
        "http" => Err(AddressError::Http),
        other => Err(AddressError::Scheme(other.to_owned())),
    }
}

fn check_parts(url: &Url) -> Result<(), AddressError> {
    if !url.username().is_empty() || url.password().is_some() {
        return Err(AddressError::Credentials);
    }
    if url.query().is_some() {
        return Err(AddressError::Query);
    }
    if url.fragment().is_some() {
        return Err(AddressError::Fragment);
    }
    Ok(())
}

fn check_reachable(url: &Url) -> Result<(), AddressError> {
    match url.host() {
        Some(Host::Ipv4(ip)) => return Err(AddressError::IpLiteral(ip.into())),
        Some(Host::Ipv6(ip)) => return Err(AddressError::IpLiteral(ip.into())),
        Some(Host::Domain(name)) if is_local_name(name) => {
            return Err(AddressError::LocalName(name.to_owned()));
        }
        Some(Host::Domain(_)) => {}
        None => return Err(AddressError::Unreadable("it names no host".to_owned())),
    }
    url.port()
        .map_or(Ok(()), |port| Err(AddressError::Port(port)))
}

fn is_local_name(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    let local = [
        ".localhost",
        ".local",
        ".internal",
        ".lan",
        ".home.arpa",
        ".test",
        ".invalid",
    ];
    !name.contains('.') || local.iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(text: &str) -> Result<String, AddressError> {
        check_base(text, false).map(|url| url.to_string())
    }

    #[test]
    fn good_addresses_are_normalised() {
        for (typed, address) in [
            ("https://hooks.example.com", "https://hooks.example.com/"),
            (
                "  https://Hooks.Example.com/  ",
                "https://hooks.example.com/",
            ),
            (
                "https://hooks.example.com:443",
                "https://hooks.example.com/",
            ),
            (
                "https://example.com/patchbay/",
                "https://example.com/patchbay",
            ),
            ("https://example.com/a/b", "https://example.com/a/b"),
            ("https://bücher.example", "https://xn--bcher-kva.example/"),
        ] {
            assert_eq!(checked(typed).as_deref(), Ok(address), "{typed}");
        }
    }

    #[test]
    fn each_mistake_has_its_own_words() {
        let ip = |text: &str| AddressError::IpLiteral(text.parse().unwrap());
        let local = |text: &str| AddressError::LocalName(text.to_owned());
        for (typed, error) in [
            ("", AddressError::Empty),
            ("   ", AddressError::Empty),
            ("hooks.example.com", AddressError::SchemeMissing),
            ("hooks.example.com:443", AddressError::SchemeMissing),
            ("http://hooks.example.com", AddressError::Http),
            ("http://127.0.0.1:80", AddressError::Http),
            (
                "ftp://hooks.example.com",
                AddressError::Scheme("ftp".into()),
            ),
            ("https://hooks.example.com:8443", AddressError::Port(8443)),
            ("https://me@hooks.example.com", AddressError::Credentials),
            ("https://:pw@hooks.example.com", AddressError::Credentials),
            ("https://hooks.example.com/?a=b", AddressError::Query),
            ("https://hooks.example.com/#a", AddressError::Fragment),
            ("https://203.0.113.7", ip("203.0.113.7")),
            ("https://[2001:db8::1]", ip("2001:db8::1")),
            ("https://0x7f.1", ip("127.0.0.1")),
            ("https://localhost", local("localhost")),
            ("https://nas.local", local("nas.local")),
            ("https://intranet", local("intranet")),
        ] {
            assert_eq!(checked(typed), Err(error), "{typed}");
        }
        assert!(matches!(
            checked("https://a b.example.com"),
            Err(AddressError::Unreadable(_))
        ));
        assert!(matches!(
            checked("https://"),
            Err(AddressError::Unreadable(_))
        ));
    }

    #[test]
    fn loopback_passes_only_when_allowed() {
        for text in [
            "http://127.0.0.1:7411",
            "http://localhost:7411",
            "http://[::1]:7411",
        ] {
            assert!(check_base(text, true).is_ok(), "{text}");
            assert!(check_base(text, false).is_err(), "{text}");
        }
        assert_eq!(
            check_base("http://example.com", true),
            Err(AddressError::Http)
        );
        assert_eq!(
            check_base("http://127.0.0.1.example.com", true),
            Err(AddressError::Http)
        );
    }

    #[test]
    fn a_path_goes_under_the_prefix() {
        let plain = Url::parse("https://example.com").unwrap();
        assert_eq!(
            under(&plain, "/c/key").as_str(),
            "https://example.com/c/key"
        );
        let prefixed = Url::parse("https://example.com/patchbay").unwrap();
        assert_eq!(
            under(&prefixed, "/c/key").as_str(),
            "https://example.com/patchbay/c/key"
        );
    }
}
