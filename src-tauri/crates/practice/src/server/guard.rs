//! What every request must be, whatever it asks: addressed to loopback by name (so that no web
//! page can reach in by rebinding a DNS name), and, when it changes something through a page,
//! sent by a page of the same host.

use axum::extract::{Request, State};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Refuses requests that are not addressed to this port of loopback.
pub(super) async fn loopback_host(
    State(port): State<u16>,
    request: Request,
    next: Next,
) -> Response {
    let named = request
        .uri()
        .authority()
        .map(|authority| authority.as_str());
    let host = text(request.headers(), HOST.as_str());
    let allowed = [named, host]
        .into_iter()
        .flatten()
        .all(|host| is_loopback(host, port));
    if allowed && host.or(named).is_some() {
        return next.run(request).await;
    }
    (
        StatusCode::MISDIRECTED_REQUEST,
        "This host is not served here.\n",
    )
        .into_response()
}

/// Refuses changes that a page of another origin asks for. Clients that are no browsers send
/// neither `Origin` nor `Sec-Fetch-Site`, and pass.
pub(super) async fn same_origin(request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD);
    if safe || comes_from_here(request.headers()) {
        return next.run(request).await;
    }
    (
        StatusCode::FORBIDDEN,
        "This form was sent by another site.\n",
    )
        .into_response()
}

fn is_loopback(host: &str, port: u16) -> bool {
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| {
        host.strip_prefix(name)
            .and_then(|rest| rest.strip_prefix(':'))
            == Some(port.to_string().as_str())
    })
}

fn comes_from_here(headers: &HeaderMap) -> bool {
    let site = text(headers, "sec-fetch-site");
    if site.is_some_and(|site| site != "same-origin" && site != "none") {
        return false;
    }
    match (headers.get(ORIGIN), text(headers, HOST.as_str())) {
        (None, _) => true,
        (Some(origin), Some(host)) => origin.to_str().is_ok_and(|origin| {
            ["http://", "https://"]
                .iter()
                .any(|scheme| origin.strip_prefix(scheme) == Some(host))
        }),
        (Some(_), None) => false,
    }
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_names_with_the_port_are_allowed() {
        for host in ["127.0.0.1:4781", "localhost:4781", "[::1]:4781"] {
            assert!(is_loopback(host, 4781), "{host}");
        }
        for host in [
            "127.0.0.1",
            "127.0.0.1:80",
            "evil.example:4781",
            "localhost.evil:4781",
            "",
        ] {
            assert!(!is_loopback(host, 4781), "{host}");
        }
    }

    #[test]
    fn a_form_of_another_origin_is_told_apart() {
        let headers = |pairs: &[(&'static str, &'static str)]| {
            pairs
                .iter()
                .map(|(n, v)| (n.parse().unwrap(), v.parse().unwrap()))
                .collect()
        };
        let here: HeaderMap = headers(&[("host", "127.0.0.1:1"), ("origin", "http://127.0.0.1:1")]);
        assert!(comes_from_here(&here));
        for pair in [("origin", "http://127.0.0.1:2"), ("origin", "null")] {
            assert!(
                !comes_from_here(&headers(&[("host", "127.0.0.1:1"), pair])),
                "{pair:?}"
            );
        }
        assert!(!comes_from_here(&headers(&[(
            "sec-fetch-site",
            "cross-site"
        )])));
        assert!(comes_from_here(&headers(&[("host", "127.0.0.1:1")])));
    }
}
