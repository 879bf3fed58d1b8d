//! The HTTP client, and reading answers within bounds.

use std::env;
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, NoProxy, Proxy, Response, StatusCode};

/// The HTTP client could not be made: the computer has no certificates to trust servers by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no certificates to trust servers by")]
pub struct NoTrust;

impl NoTrust {
    /// What the person can do.
    pub fn remedy(self) -> &'static str {
        "Install the system's certificate authorities (the package is usually called \
         ca-certificates), then start Patchbay again."
    }
}

/// A client for BigCommerce: no redirects (an answer that points elsewhere is a fact to report,
/// and a secret must not follow it), timeouts, rustls, gzip, our User-Agent. The environment's
/// proxy is used for https alone: plain http is for this computer, where no proxy may listen in.
///
/// # Errors
/// [`NoTrust`] when TLS cannot be set up.
pub fn http_client() -> Result<Client, NoTrust> {
    let mut client = Client::builder().no_proxy();
    if let Some(proxy) = proxy() {
        client = client.proxy(proxy);
    }
    client
        .redirect(Policy::none())
        .connect_timeout(Duration::from_secs(10))
        .timeout(Duration::from_secs(30))
        .user_agent(concat!("Patchbay/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(|_| NoTrust)
}

fn proxy() -> Option<Proxy> {
    let names = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
    let address = names.into_iter().find_map(|name| env::var(name).ok())?;
    let proxy = Proxy::https(address).ok()?;
    Some(proxy.no_proxy(NoProxy::from_env()))
}

/// Why no answer could be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Transport {
    /// The connection could not be made: nothing was sent.
    #[error("could not connect")]
    NotSent,
    /// The connection was not made in time: nothing was sent.
    #[error("could not connect in time")]
    Unanswered,
    /// The connection broke after the request may have been sent.
    #[error("the connection broke")]
    Broken,
    /// No answer in time.
    #[error("no answer in time")]
    Timeout,
    /// The answer was larger than the bound.
    #[error("the answer is too large")]
    TooLarge,
}

impl From<reqwest::Error> for Transport {
    fn from(error: reqwest::Error) -> Self {
        match (error.is_connect(), error.is_timeout()) {
            (true, false) => Self::NotSent,
            (true, true) => Self::Unanswered,
            (false, true) => Self::Timeout,
            (false, false) => Self::Broken,
        }
    }
}

/// An answer, read whole.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) body: Vec<u8>,
}

/// Reads an answer of at most `limit` bytes (after decompression).
pub(crate) async fn read(mut response: Response, limit: usize) -> Result<Answer, Transport> {
    let status = response.status();
    let headers = std::mem::take(response.headers_mut());
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if body.len() + chunk.len() > limit {
            return Err(Transport::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Answer {
        status,
        headers,
        body,
    })
}
