//! The probe: a request that goes out and must come back in through the public address.
//!
//! An answer proves nothing, since anybody can answer. The address is up only when this listener
//! saw the nonce that was sent.

use std::error::Error;
use std::io;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use http::header::LOCATION;
use reqwest::{Client, Response, redirect::Policy};
use rustls::CertificateError;
use url::Url;

use crate::address::{is_loopback, under};
use crate::nonces::Probes;
use crate::probe_result::{ProbeResult, TlsFault};
use crate::trust::{self, Distrust, Known};

const TIMEOUT: Duration = Duration::from_secs(10);
const MOST_HEADERS: usize = 64;
const LONGEST_NAME: usize = 64;
const LONGEST_VALUE: usize = 8 * 1024;

static OUTSIDE: LazyLock<Option<Prober>> = LazyLock::new(|| Prober::new(false));
static LOOPBACK: LazyLock<Option<Prober>> = LazyLock::new(|| Prober::new(true));

struct Prober {
    client: Client,
    known: Known,
}

/// The parameter by which a nonce comes to a callback URL.
pub(crate) const PROBE: &str = "patchbay-probe";

/// Sends a nonce to `base` and tells whether the listener of `probes` saw it. `base` must be https,
/// or an address of this machine, and be allowed in the listener's hosts. Takes up to 10 seconds.
pub async fn probe(probes: &Probes, base: &Url) -> ProbeResult {
    send(probes, base, |nonce| {
        under(base, &format!("/.well-known/patchbay/{nonce}"))
    })
    .await
}

/// The same of a callback URL, `{base}/c/{key}`: a proxy may pass on some paths only.
pub async fn probe_callback(probes: &Probes, url: &Url) -> ProbeResult {
    send(probes, url, |nonce| {
        let mut url = url.clone();
        url.query_pairs_mut().append_pair(PROBE, nonce);
        url
    })
    .await
}

async fn send(probes: &Probes, base: &Url, to: impl Fn(&str) -> Url) -> ProbeResult {
    let loopback = is_loopback(base);
    if base.scheme() != "https" && !loopback {
        return unreachable("it is not an https address");
    }
    let Some(prober) = (if loopback { &*LOOPBACK } else { &*OUTSIDE }) else {
        return unreachable("this machine's certificates cannot be read");
    };
    let Some(nonce) = probes.issue() else {
        return unreachable("the system has no random numbers to give");
    };
    let url = to(&nonce);
    let begun = Instant::now();
    let answer = prober.client.get(url).send().await;
    let rtt = begun.elapsed();
    let seen = probes.finish(&nonce);
    match answer {
        Ok(response) => {
            let only_here = prober.known.only_here(base.host_str().unwrap_or_default());
            judge(&response, seen, rtt, only_here)
        }
        Err(error) => failed(&error),
    }
}

impl Prober {
    fn new(loopback: bool) -> Option<Self> {
        let known = Known::default();
        let client = client(loopback, known.clone())?;
        Some(Self { client, known })
    }
}

fn client(loopback: bool, known: Known) -> Option<Client> {
    let builder = Client::builder()
        .tls_backend_preconfigured(trust::tls(known).ok()?)
        .redirect(Policy::none())
        .timeout(TIMEOUT)
        .pool_max_idle_per_host(0)
        .user_agent(concat!("Patchbay/", env!("CARGO_PKG_VERSION"), " (probe)"));
    let builder = if loopback {
        builder.no_proxy()
    } else {
        builder
    };
    builder.build().ok()
}

fn judge(response: &Response, seen: bool, rtt: Duration, only_here: bool) -> ProbeResult {
    let status = response.status();
    if status.is_redirection() {
        let to = response
            .headers()
            .get(LOCATION)
            .and_then(|to| to.to_str().ok());
        return ProbeResult::Redirected {
            to: to.unwrap_or("another address").to_owned(),
        };
    }
    if !status.is_success() {
        return ProbeResult::Status(status.as_u16());
    }
    if !seen {
        return ProbeResult::WrongServer;
    }
    let long = |(name, value): (&http::HeaderName, &http::HeaderValue)| {
        name.as_str().len() > LONGEST_NAME || value.len() > LONGEST_VALUE
    };
    let count = response.headers().len();
    if count > MOST_HEADERS || response.headers().iter().any(long) {
        return ProbeResult::TooManyHeaders { count };
    }
    ProbeResult::Up { rtt, only_here }
}

fn failed(error: &reqwest::Error) -> ProbeResult {
    if let Some(fault) = causes(error).find_map(tls_fault) {
        return ProbeResult::Tls { why: fault };
    }
    if error.is_timeout() {
        return ProbeResult::Timeout;
    }
    unreachable(&reason(error))
}

fn reason(error: &reqwest::Error) -> String {
    let is = |kind| {
        causes(error)
            .filter_map(|cause| cause.downcast_ref::<io::Error>())
            .any(|cause| cause.kind() == kind)
    };
    if causes(error).any(|cause| cause.to_string().starts_with("dns error")) {
        return "the name could not be found".to_owned();
    }
    if is(io::ErrorKind::ConnectionRefused) {
        return "the connection was refused".to_owned();
    }
    if is(io::ErrorKind::ConnectionReset) {
        return "the connection was cut".to_owned();
    }
    causes(error)
        .last()
        .map_or_else(|| "no answer".to_owned(), ToString::to_string)
}

fn tls_fault(cause: &(dyn Error + 'static)) -> Option<TlsFault> {
    let tls = cause.downcast_ref::<rustls::Error>()?;
    Some(
        if let rustls::Error::InvalidCertificate(certificate) = tls {
            certificate_fault(certificate)
        } else {
            TlsFault::Other(tls.to_string())
        },
    )
}

#[allow(clippy::wildcard_enum_match_arm)]
fn certificate_fault(error: &CertificateError) -> TlsFault {
    if let Some(why) = trust::distrust(error) {
        return distrusted(why);
    }
    match error {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => TlsFault::Expired,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            TlsFault::NotYetValid
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            TlsFault::OtherName
        }
        other => TlsFault::Other(other.to_string()),
    }
}

fn distrusted(why: Distrust) -> TlsFault {
    match why {
        Distrust::SelfSigned => TlsFault::SelfSigned,
        Distrust::Alone => TlsFault::Incomplete,
        Distrust::Stranger => TlsFault::UnknownAuthority,
    }
}

/// The causes of an error, those within an I/O error too: its `source` skips them.
fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    let mut next = error.source();
    std::iter::from_fn(move || {
        let cause = next?;
        let wrapped = cause
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref);
        next = match wrapped {
            Some(inner) => Some(inner),
            None => cause.source(),
        };
        Some(cause)
    })
}

fn unreachable(why: &str) -> ProbeResult {
    ProbeResult::Unreachable {
        why: why.to_owned(),
    }
}
