//! The API path of a store, as its control panel shows it, or the bare hash that stands in it.

use patchbay_bigcommerce::StoreHash;
use patchbay_ledger::Mode;
use url::{Host, Url};

use crate::error::{Error, Field, Result};

/// The hash in what somebody pasted: an API path, a control panel's address, or the hash itself. Only
/// the hash is ever used of it; another host is refused, because the token is for another place then.
pub(super) fn read(typed: &str, mode: Mode) -> Result<StoreHash> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(refused("Enter the API path, or the store’s hash."));
    }
    if !typed.contains(['/', '.', ':']) {
        return StoreHash::parse(&typed.to_ascii_lowercase()).map_err(|_| no_hash());
    }
    let with_scheme = match typed.split_once("://") {
        Some(_) => typed.to_owned(),
        None => format!("https://{typed}"),
    };
    let url = Url::parse(&with_scheme).map_err(|_| no_hash())?;
    match mode {
        Mode::Live => of_live(&url),
        Mode::Practice => of_practice(&url),
    }
}

fn of_live(url: &Url) -> Result<StoreHash> {
    if is_here(url) {
        return Err(refused(
            "This is a path of the practice BigCommerce. Choose Practice above, or paste the one that \
             BigCommerce shows.",
        ));
    }
    let host = url.host_str().unwrap_or_default();
    if host == "api.bigcommerce.com" {
        return in_path(url);
    }
    let store = host.strip_suffix(".mybigcommerce.com");
    let hash = store.and_then(|store| store.strip_prefix("store-"));
    hash.ok_or_else(not_bigcommerce)
        .and_then(|hash| StoreHash::parse(hash).map_err(|_| no_hash()))
}

fn of_practice(url: &Url) -> Result<StoreHash> {
    if is_here(url) {
        return in_path(url);
    }
    Err(refused(
        "This is not a path of the practice BigCommerce. Choose BigCommerce above, or paste the one \
         that the practice control panel shows.",
    ))
}

fn in_path(url: &Url) -> Result<StoreHash> {
    let mut parts = url.path_segments().into_iter().flatten();
    let hash = parts
        .find(|part| *part == "stores")
        .and_then(|_| parts.next());
    hash.and_then(|hash| StoreHash::parse(hash).ok())
        .ok_or_else(no_hash)
}

fn is_here(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn no_hash() -> Error {
    refused(
        "There is no store’s hash in it. The API path is like \
         https://api.bigcommerce.com/stores/g5cd38/v3/; the hash is the part after stores/.",
    )
}

fn not_bigcommerce() -> Error {
    refused(
        "This is not an address of BigCommerce’s API: it begins with https://api.bigcommerce.com/.",
    )
}

fn refused(message: &str) -> Error {
    Error::invalid(Field::ApiPath, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_read_out_of_what_is_pasted() {
        for typed in [
            "g5cd38",
            "  G5CD38 ",
            "https://api.bigcommerce.com/stores/g5cd38/v3/",
            "https://api.bigcommerce.com/stores/g5cd38/v2",
            "https://api.bigcommerce.com/stores/g5cd38",
            "api.bigcommerce.com/stores/g5cd38/v3/",
            "https://store-g5cd38.mybigcommerce.com/manage/settings",
        ] {
            let hash = read(typed, Mode::Live).unwrap();
            assert_eq!(hash.as_str(), "g5cd38", "{typed}");
        }
        for typed in ["g5cd38", "http://127.0.0.1:8773/stores/g5cd38/v3/"] {
            assert_eq!(read(typed, Mode::Practice).unwrap().as_str(), "g5cd38");
        }
    }

    #[test]
    fn what_is_none_says_what_would_be_one() {
        for (typed, mode, said) in [
            ("", Mode::Live, "Enter the API path"),
            ("my store", Mode::Live, "no store’s hash"),
            (
                "https://api.bigcommerce.com/v3/",
                Mode::Live,
                "no store’s hash",
            ),
            (
                "https://api.bigcommerce.com/stores/G5-CD/v3",
                Mode::Live,
                "no store’s hash",
            ),
            (
                "https://evil.example/stores/g5cd38/v3/",
                Mode::Live,
                "not an address",
            ),
            (
                "https://api.bigcommerce.com.evil.example/stores/a/v3",
                Mode::Live,
                "not an address",
            ),
            (
                "http://127.0.0.1:8773/stores/g5cd38/v3/",
                Mode::Live,
                "Choose Practice",
            ),
            (
                "https://api.bigcommerce.com/stores/g5cd38/v3/",
                Mode::Practice,
                "Choose BigCommerce",
            ),
        ] {
            let error = read(typed, mode).unwrap_err();
            assert_eq!(error.field(), Some(Field::ApiPath), "{typed}");
            assert!(error.to_string().contains(said), "{typed}: {error}");
        }
    }
}
