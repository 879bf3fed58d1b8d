//! The probe tells this listener from everything else that may answer.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use common::{SOON, ask, get, refused, simple, url};
use patchbay_gateway::{ProbeResult, Probes, Reason, TlsFault, probe, probe_callback};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use url::Url;

/// A server that answers every request with `answer`.
async fn answering(answer: String) -> Url {
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = url(&format!("http://{}", socket.local_addr().unwrap()));
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = socket.accept().await {
            let mut request = [0; 4096];
            let _ = stream.read(&mut request).await;
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    });
    base
}

/// A plain proxy to `to`.
async fn proxy(to: SocketAddr) -> Url {
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = url(&format!("http://{}", socket.local_addr().unwrap()));
    tokio::spawn(async move {
        while let Ok((mut near, _)) = socket.accept().await {
            tokio::spawn(async move {
                let mut far = TcpStream::connect(to).await.unwrap();
                let _ = copy_bidirectional(&mut near, &mut far).await;
            });
        }
    });
    base
}

async fn found(base: &Url) -> ProbeResult {
    timeout(SOON * 2, probe(&Probes::new(), base))
        .await
        .unwrap()
}

#[tokio::test]
async fn a_callback_url_is_probed_by_its_own_path() {
    let (inbox, listener) = simple().await;
    let callback = url(&format!("http://{}/c/{}", listener.addr(), common::KEY));
    let found = probe_callback(listener.probes(), &callback).await;
    assert!(found.is_up(), "{found:?}");
    assert!(
        inbox.calls.lock().unwrap().is_empty(),
        "the app never sees it"
    );
    let deaf = answering("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n".into()).await;
    let elsewhere = probe_callback(listener.probes(), &deaf.join("/c/key").unwrap()).await;
    assert_eq!(elsewhere, ProbeResult::WrongServer);
}

#[tokio::test]
async fn it_is_up_through_a_proxy_whose_host_is_allowed() {
    let (_inbox, listener) = simple().await;
    let base = proxy(listener.addr()).await;
    assert_eq!(
        probe(listener.probes(), &base).await,
        ProbeResult::Status(404)
    );
    assert_eq!(refused(&listener, Reason::Host), 1);
    listener.hosts().allow(&base);
    let result = probe(listener.probes(), &base).await;
    assert!(result.is_up(), "{result:?}");
    assert_eq!(result.remedy("127.0.0.1:1"), "");
}

#[tokio::test]
async fn it_is_up_under_a_path_prefix() {
    let (_inbox, listener) = simple().await;
    let base = url(&format!("http://{}/patchbay", listener.addr()));
    listener.hosts().allow(&base);
    assert!(probe(listener.probes(), &base).await.is_up());
}

#[tokio::test]
async fn only_nonces_sent_from_here_are_answered() {
    let (_inbox, listener) = simple().await;
    let path = format!("/.well-known/patchbay/{}", "0".repeat(32));
    assert_eq!(ask(&listener, get(&listener, &path, "")).await.status, 404);
    assert_eq!(refused(&listener, Reason::Nonce), 1);
}

#[tokio::test]
async fn another_patchbay_is_a_wrong_server() {
    let (_inbox, other) = simple().await;
    let base = url(&format!("http://{}", other.addr()));
    assert_eq!(found(&base).await, ProbeResult::Status(404));
}

#[tokio::test]
async fn somebody_elses_server_is_told_apart() {
    for status in ["200 OK", "204 No Content"] {
        let base = answering(format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n")).await;
        let result = found(&base).await;
        assert_eq!(result, ProbeResult::WrongServer);
        assert!(
            result
                .remedy("127.0.0.1:7411")
                .contains("http://127.0.0.1:7411")
        );
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let (_inbox, listener) = simple().await;
    let to = format!("http://{}/", listener.addr());
    let base = answering(format!(
        "HTTP/1.1 301 Moved Permanently\r\nlocation: {to}\r\ncontent-length: 0\r\n\r\n"
    ))
    .await;
    assert_eq!(found(&base).await, ProbeResult::Redirected { to });
    assert_eq!(listener.refused(), []);
}

#[tokio::test]
async fn a_bad_gateway_names_where_to_point() {
    let base = answering("HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n".to_owned()).await;
    let result = found(&base).await;
    assert_eq!(result, ProbeResult::Status(502));
    assert!(result.meaning().contains("cannot reach this app"));
    assert!(
        result
            .remedy("127.0.0.1:7411")
            .contains("http://127.0.0.1:7411")
    );
}

#[tokio::test]
async fn nobody_there_and_not_http() {
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = url(&format!("http://{}", socket.local_addr().unwrap()));
    drop(socket);
    let refused = ProbeResult::Unreachable {
        why: "the connection was refused".to_owned(),
    };
    assert_eq!(found(&base).await, refused);
    let ssh = answering("SSH-2.0-OpenSSH_9.6\r\n".to_owned()).await;
    assert!(matches!(found(&ssh).await, ProbeResult::Unreachable { .. }));
    let plain = found(&url("http://hooks.example.com")).await;
    assert!(matches!(plain, ProbeResult::Unreachable { .. }));
}

#[tokio::test]
async fn silence_ends_after_ten_seconds() {
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = url(&format!("http://{}", socket.local_addr().unwrap()));
    let held = tokio::spawn(async move {
        let mut held = Vec::new();
        while let Ok((stream, _)) = socket.accept().await {
            held.push(stream);
        }
    });
    let begun = std::time::Instant::now();
    assert_eq!(found(&base).await, ProbeResult::Timeout);
    assert!(begun.elapsed() < Duration::from_secs(12));
    held.abort();
}

#[tokio::test]
async fn too_many_headers_on_the_way_back() {
    let (_inbox, listener) = simple().await;
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = url(&format!("http://{}", socket.local_addr().unwrap()));
    listener.hosts().allow(&base);
    let inner = listener.addr();
    tokio::spawn(async move {
        let (mut near, _) = socket.accept().await.unwrap();
        let mut far = TcpStream::connect(inner).await.unwrap();
        let mut buffer = [0; 4096];
        let count = near.read(&mut buffer).await.unwrap();
        far.write_all(&buffer[..count]).await.unwrap();
        let count = far.read(&mut buffer).await.unwrap();
        let answer = String::from_utf8(buffer[..count].to_vec()).unwrap();
        let added: String = (0..70).map(|n| format!("x-{n}: {n}\r\n")).collect();
        let answer = answer.replacen("\r\n", &format!("\r\n{added}"), 1);
        near.write_all(answer.as_bytes()).await.unwrap();
        let _ = near.read(&mut buffer).await;
    });
    let result = probe(listener.probes(), &base).await;
    assert_eq!(result, ProbeResult::TooManyHeaders { count: 70 });
}

/// A TLS server with a certificate of its own making for `name`.
async fn secure(name: &str) -> Url {
    let made = rcgen::generate_simple_self_signed([name.to_owned()]).unwrap();
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = socket.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = socket.accept().await {
            let _ = acceptor.accept(stream).await;
        }
    });
    url(&format!("https://localhost:{port}"))
}

#[tokio::test]
async fn a_self_made_certificate_is_not_trusted() {
    let result = found(&secure("localhost").await).await;
    assert_eq!(
        result,
        ProbeResult::Tls {
            why: TlsFault::SelfSigned
        }
    );
    assert!(result.remedy("").contains("public authority"));
}

#[tokio::test]
async fn plain_http_where_https_is_expected() {
    let base = answering("HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n".to_owned()).await;
    let base = url(base.as_str().replace("http://", "https://").as_str());
    let result = found(&base).await;
    assert!(
        matches!(
            result,
            ProbeResult::Tls {
                why: TlsFault::Other(_)
            }
        ),
        "{result:?}"
    );
}

#[tokio::test]
async fn every_result_says_what_it_means_and_what_to_do() {
    for result in [
        ProbeResult::WrongServer,
        ProbeResult::Redirected {
            to: "https://example.com".to_owned(),
        },
        ProbeResult::Tls {
            why: TlsFault::Expired,
        },
        ProbeResult::Tls {
            why: TlsFault::OtherName,
        },
        ProbeResult::Status(403),
        ProbeResult::Status(404),
        ProbeResult::Status(429),
        ProbeResult::Status(503),
        ProbeResult::Status(418),
        ProbeResult::TooManyHeaders { count: 70 },
        ProbeResult::Timeout,
        ProbeResult::Unreachable {
            why: "the name could not be found".to_owned(),
        },
    ] {
        assert!(result.meaning().ends_with('.'), "{result:?}");
        assert!(result.remedy("127.0.0.1:7411").ends_with('.'), "{result:?}");
    }
}
