//! Callback URLs: which ones the portal takes, and what BigCommerce appends to them.

use url::{Host, Url};

use super::signed_payload;
use crate::model::{App, Code, Store, User};

/// Why the portal does not take a callback URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum AddressError {
    /// Not an absolute http or https URL.
    #[error("Enter a full URL that begins with https://")]
    NotAbsolute,
    /// Plain http to another machine. The practice BigCommerce takes it for loopback only.
    #[error("Callback URLs are served over TLS: use https:// (http:// only on this machine)")]
    NotSecure,
    /// A name and password in the URL.
    #[error("A callback URL has no user name or password in it")]
    Credentials,
    /// A fragment, which no server would ever see.
    #[error("A callback URL has no # part")]
    Fragment,
}

/// The URL, if the portal takes it.
pub(crate) fn checked(text: &str) -> Result<Url, AddressError> {
    let url = Url::parse(text).map_err(|_| AddressError::NotAbsolute)?;
    match url.scheme() {
        "https" => {}
        "http" if is_loopback(&url) => {}
        "http" => return Err(AddressError::NotSecure),
        _ => return Err(AddressError::NotAbsolute),
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(AddressError::Credentials);
    }
    if url.fragment().is_some() {
        return Err(AddressError::Fragment);
    }
    Ok(url)
}

/// Whether a URL stays on this machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// Where the browser is sent with a code; `extra` is what only some ways of installing add.
pub(crate) fn auth_address(
    app: &App,
    code: &Code,
    extra: &[(&str, &str)],
) -> Result<Url, AddressError> {
    let mut url = checked(&app.callbacks.auth)?;
    url.query_pairs_mut()
        .append_pair("account_uuid", &app.account_uuid)
        .append_pair("code", &code.code)
        .append_pair("context", &format!("stores/{}", code.store))
        .append_pair("scope", &code.scopes.join(" "))
        .extend_pairs(extra);
    Ok(url)
}

/// Where the browser is sent when `user` launches the app at `now_ms` since the epoch.
pub(crate) fn load_address(
    app: &App,
    store: &Store,
    user: &User,
    now_ms: i64,
) -> Result<Url, AddressError> {
    signed(
        &app.callbacks.load,
        &signed_payload(app, store, user, now_ms),
    )
}

/// A callback URL with a signed payload.
pub(super) fn signed(callback: &str, payload: &str) -> Result<Url, AddressError> {
    let mut url = checked(callback)?;
    url.query_pairs_mut()
        .append_pair("signed_payload_jwt", payload);
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn http_is_for_loopback_only() {
        for good in [
            "https://hooks.example/c/k?a=b",
            "https://hooks.example:8443/c",
            "http://127.0.0.1:47800/c/k",
            "http://localhost:3000/auth",
            "http://[::1]:3000/auth",
        ] {
            assert!(checked(good).is_ok(), "{good}");
        }
        assert_eq!(
            checked("http://hooks.example/c"),
            Err(AddressError::NotSecure)
        );
        assert_eq!(
            checked("http://127.0.0.1.evil.example/"),
            Err(AddressError::NotSecure)
        );
    }

    #[test]
    fn what_is_no_callback_url_is_refused() {
        for bad in [
            "",
            "/auth",
            "hooks.example/auth",
            "ftp://x.example/",
            "javascript:alert(1)",
        ] {
            assert_eq!(checked(bad), Err(AddressError::NotAbsolute), "{bad}");
        }
        assert_eq!(
            checked("https://u:p@x.example/"),
            Err(AddressError::Credentials)
        );
        assert_eq!(checked("https://x.example/#a"), Err(AddressError::Fragment));
    }
}
