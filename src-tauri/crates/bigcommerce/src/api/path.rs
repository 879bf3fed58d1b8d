//! Paths of a store's API.
//!
//! Paths come from connectors and carry ids out of deliveries, so they are checked segment by
//! segment: no path given here can leave the store, or say anything but a path.

use url::Url;

use super::ApiError;
use crate::StoreHash;
use crate::endpoints::below;

const LONGEST: usize = 1024;

/// The address of `path` (`/v2/orders/250`) for a store.
pub(super) fn address(
    api: &Url,
    store: &StoreHash,
    path: &str,
    query: &[(&str, &str)],
) -> Result<Url, ApiError> {
    let path = path.strip_prefix('/').filter(|path| path.len() <= LONGEST);
    let segments: Vec<&str> = path.ok_or(ApiError::BadPath)?.split('/').collect();
    let versioned = matches!(segments[..], ["v2" | "v3", _, ..]);
    if !versioned || !segments.iter().all(|segment| is_plain(segment)) {
        return Err(ApiError::BadPath);
    }
    let mut url = below(&below(api, &["stores", store.as_str()]), &segments);
    if !query.is_empty() {
        url.query_pairs_mut().extend_pairs(query);
    }
    Ok(url)
}

fn is_plain(segment: &str) -> bool {
    let dots_only = segment.bytes().all(|byte| byte == b'.');
    let plain =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b',');
    !dots_only && segment.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn try_path(path: &str) -> Result<String, ApiError> {
        let api = Url::parse("https://api.example/").unwrap();
        let store = StoreHash::parse("abc1").unwrap();
        address(&api, &store, path, &[]).map(String::from)
    }

    #[test]
    fn plain_paths_go_below_the_store() {
        for (path, url) in [
            (
                "/v2/orders/250",
                "https://api.example/stores/abc1/v2/orders/250",
            ),
            (
                "/v3/carts/09346904-4175",
                "https://api.example/stores/abc1/v3/carts/09346904-4175",
            ),
        ] {
            assert_eq!(try_path(path).unwrap(), url);
        }
    }

    #[test]
    fn nothing_else_is_a_path() {
        let long = format!("/v2/{}", "x".repeat(2000));
        for path in [
            "",
            "/",
            "/v2",
            "/v2/",
            "v2/orders",
            "/v4/orders",
            "/v2//orders",
            "/v2/orders/",
            "/v2/../../other/v2/store",
            "/v2/.",
            "/v2/orders?x=1",
            "/v2/orders#x",
            "/v2/a%2fb",
            "/v2/a\\b",
            "/v2/a b",
            "//evil.example/v2/x",
            "/v2/é",
            "/v2/a\n",
            "/v2/a:b@c",
            &long,
        ] {
            assert_eq!(try_path(path), Err(ApiError::BadPath), "{path:?}");
        }
    }

    #[test]
    fn queries_are_encoded() {
        let api = Url::parse("http://127.0.0.1:9/api/").unwrap();
        let store = StoreHash::parse("abc1").unwrap();
        let url = address(&api, &store, "/v2/orders", &[("sort", "id:asc&x=/../")]).unwrap();
        assert_eq!(
            url.as_str(),
            "http://127.0.0.1:9/api/stores/abc1/v2/orders?sort=id%3Aasc%26x%3D%2F..%2F"
        );
    }
}
