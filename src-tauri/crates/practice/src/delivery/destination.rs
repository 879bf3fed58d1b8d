//! Where a hook may deliver to. Documented: https, port 443 only, a certificate that a public
//! authority signed. Practice adds http on loopback.

use url::{Host, Url};

/// Why a destination is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Not an absolute URL with a host.
    #[error("error.destination.url")]
    NotUrl,
    /// Neither https nor http on loopback.
    #[error("error.destination.https")]
    NotHttps,
    /// https on another port than 443.
    #[error("error.destination.port")]
    Port,
    /// It carries a user name or a password.
    #[error("error.destination.credentials")]
    Credentials,
}

/// The destination as a URL.
///
/// # Errors
/// When BigCommerce would not deliver there.
pub fn check(destination: &str) -> Result<Url, Unfit> {
    let url = Url::parse(destination).map_err(|_| Unfit::NotUrl)?;
    if url.host().is_none() {
        return Err(Unfit::NotUrl);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Unfit::Credentials);
    }
    match url.scheme() {
        "https" if url.port().is_none() => Ok(url),
        "https" => Err(Unfit::Port),
        "http" if is_loopback(&url) => Ok(url),
        _ => Err(Unfit::NotHttps),
    }
}

/// The domain that a destination's failures are counted under.
pub fn domain(destination: &str) -> String {
    let url = Url::parse(destination).ok();
    url.and_then(|url| url.host_str().map(str::to_owned))
        .unwrap_or_default()
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_on_443_and_http_on_loopback() {
        for fit in [
            "https://hooks.example/x",
            "https://hooks.example:443/",
            "http://[::1]:9/h",
        ] {
            assert!(check(fit).is_ok(), "{fit}");
        }
        assert!(check("http://127.0.0.1:4780/h/k").is_ok());
        assert_eq!(check("https://hooks.example:8443/"), Err(Unfit::Port));
        assert_eq!(check("http://hooks.example/"), Err(Unfit::NotHttps));
        assert_eq!(
            check("http://127.0.0.1.evil.example/"),
            Err(Unfit::NotHttps)
        );
        assert_eq!(check("https://u:p@hooks.example/"), Err(Unfit::Credentials));
        assert_eq!(check("hooks.example/x"), Err(Unfit::NotUrl));
    }
}
