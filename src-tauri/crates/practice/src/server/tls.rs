//! A throw-away authority for clients that insist on https. Its key never touches the disk; its
//! certificate does, so that a client can be told to trust it.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::serve::Listener;
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, KeyUsagePurpose,
    SanType,
};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::server::TlsStream;
use tokio_util::sync::CancellationToken;

use super::StartError;

/// Handshakes that take longer are dropped.
const HANDSHAKE_LIMIT: Duration = Duration::from_secs(5);

/// The authority's file within the folder.
const FILE: &str = "practice-ca.pem";

/// The authority, with the one certificate it gave.
pub(super) struct Authority {
    pem_path: PathBuf,
    server: Arc<ServerConfig>,
}

impl Authority {
    /// Makes an authority and a certificate for loopback, and writes the former's into `folder`.
    pub(super) fn create(folder: &Path) -> Result<Self, StartError> {
        let (pem, server) = certificates().map_err(StartError::Certificate)?;
        let pem_path = folder.join(FILE);
        std::fs::write(&pem_path, pem).map_err(|source| StartError::Write {
            path: pem_path.clone(),
            source,
        })?;
        Ok(Self {
            pem_path,
            server: Arc::new(server),
        })
    }

    /// Where the authority's certificate was written.
    pub(super) fn pem_path(&self) -> &Path {
        &self.pem_path
    }

    /// What shakes hands with its certificate.
    pub(super) fn acceptor(&self) -> TlsAcceptor {
        TlsAcceptor::from(Arc::clone(&self.server))
    }
}

fn certificates() -> Result<(String, ServerConfig), String> {
    let fail = |error: rcgen::Error| error.to_string();
    let authority = CertifiedIssuer::self_signed(authority(), KeyPair::generate().map_err(fail)?)
        .map_err(fail)?;
    let key = KeyPair::generate().map_err(fail)?;
    let leaf = leaf()
        .map_err(fail)?
        .signed_by(&key, &authority)
        .map_err(fail)?;
    let key = PrivateKeyDer::try_from(key.serialize_der())?;
    let server = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?
        .with_no_client_auth()
        .with_single_cert(vec![leaf.der().clone()], key)
        .map_err(|error| error.to_string())?;
    Ok((authority.pem(), server))
}

fn authority() -> CertificateParams {
    let mut params = CertificateParams::default();
    params
        .distinguished_name
        .push(DnType::CommonName, "Practice BigCommerce throw-away CA");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

fn leaf() -> Result<CertificateParams, rcgen::Error> {
    let mut params = CertificateParams::new(vec!["localhost".to_owned()])?;
    for address in [
        IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(Ipv6Addr::LOCALHOST),
    ] {
        params.subject_alt_names.push(SanType::IpAddress(address));
    }
    params
        .distinguished_name
        .push(DnType::CommonName, "Practice BigCommerce");
    Ok(params)
}

/// A listener whose handshakes run beside each other, so that a slow one holds nobody up.
pub(super) struct TlsListener {
    address: SocketAddr,
    ready: mpsc::Receiver<(TlsStream<TcpStream>, SocketAddr)>,
}

impl TlsListener {
    /// Accepts on `listener` until `stop` is cancelled.
    pub(super) fn start(
        listener: TcpListener,
        acceptor: TlsAcceptor,
        stop: CancellationToken,
    ) -> Self {
        let address = listener
            .local_addr()
            .unwrap_or_else(|_| SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
        let (sender, ready) = mpsc::channel(64);
        tokio::spawn(stop.run_until_cancelled_owned(accept_all(listener, acceptor, sender)));
        Self { address, ready }
    }
}

async fn accept_all(
    mut listener: TcpListener,
    acceptor: TlsAcceptor,
    sender: mpsc::Sender<(TlsStream<TcpStream>, SocketAddr)>,
) {
    loop {
        let (stream, peer) = Listener::accept(&mut listener).await;
        let (acceptor, sender) = (acceptor.clone(), sender.clone());
        tokio::spawn(async move {
            let shaken = tokio::time::timeout(HANDSHAKE_LIMIT, acceptor.accept(stream)).await;
            if let Ok(Ok(stream)) = shaken {
                let _ = sender.send((stream, peer)).await;
            }
        });
    }
}

impl Listener for TlsListener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.ready.recv().await {
            Some(accepted) => accepted,
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> std::io::Result<Self::Addr> {
        Ok(self.address)
    }
}
