//! Opens pages in the system browser, and only pages whose address core built.

use std::path::Path;

use patchbay_core::Error;
use url::Url;

/// Where the browser's address is written instead, so that a test can follow it. Debug builds only.
#[cfg(debug_assertions)]
const BROWSER_FILE: &str = "PATCHBAY_BROWSER_FILE";

/// Opens a web page or a folder of ours.
///
/// Refuses what is neither https, nor http on loopback, nor an existing folder.
pub fn open(address: &str) -> Result<(), Error> {
    if Path::new(address).is_absolute() {
        return launch(address);
    }
    let url = Url::parse(address).map_err(|_| refused(address))?;
    if !allowed(&url) {
        return Err(refused(address));
    }
    launch(url.as_str())
}

fn allowed(url: &Url) -> bool {
    let plain_name = url.username().is_empty() && url.password().is_none();
    let loopback = matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
    plain_name && (url.scheme() == "https" || (url.scheme() == "http" && loopback))
}

fn refused(address: &str) -> Error {
    tracing::warn!(link.address = address, "refused to open a page");
    Error::Internal("that page is not one to open".into())
}

#[allow(clippy::disallowed_methods)]
fn launch(address: &str) -> Result<(), Error> {
    #[cfg(debug_assertions)]
    if let Some(file) = std::env::var_os(BROWSER_FILE) {
        return std::fs::write(file, address).map_err(|why| Error::Browser(why.to_string()));
    }
    open::that_detached(address).map_err(|why| Error::Browser(why.to_string()))
}

#[cfg(test)]
mod tests {
    use patchbay_core::ErrorCode;

    use super::*;

    #[test]
    fn only_our_kind_of_page_opens() {
        let allowed = |address: &str| Url::parse(address).is_ok_and(|url| allowed(&url));
        assert!(allowed("https://devtools.bigcommerce.com/"));
        assert!(allowed("http://127.0.0.1:47810/"));
        assert!(
            !allowed("http://example.com/"),
            "plain http leaves the machine"
        );
        assert!(!allowed("file:///etc/passwd"));
        assert!(!allowed("javascript:alert(1)"));
        assert!(
            !allowed("https://user@example.com/"),
            "a user name hides where a link goes"
        );
    }

    #[test]
    fn a_refusal_is_a_code_of_ours() {
        assert_eq!(open("ftp://x/").unwrap_err().code(), ErrorCode::Internal);
    }
}
