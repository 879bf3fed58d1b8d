//! Whom a probe trusts: whom the system does. Where it trusts nobody in a certificate's chain, what
//! the server sent says why, and people mend the three cases in three ways.
//!
//! A system may trust more than others do: an authority of the company's, or one that somebody made.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::CryptoProvider;
use rustls::crypto::aws_lc_rs::default_provider;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, OtherError, RootCertStore,
    SignatureScheme,
};
use rustls_platform_verifier::Verifier;
use webpki::EndEntityCert;

/// Why nobody vouches for a certificate, as far as what the server sent shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Distrust {
    #[error("the certificate is signed by itself")]
    SelfSigned,
    #[error("the certificate came alone, and its signer is unknown")]
    Alone,
    #[error("the chain ends in an unknown authority")]
    Stranger,
}

/// By host, whether a public authority vouched for the certificate that the system last trusted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known(Arc<Mutex<HashMap<String, bool>>>);

impl Known {
    /// Whether only this machine trusts what the host last showed.
    pub fn only_here(&self, host: &str) -> bool {
        self.lock().get(host) == Some(&false)
    }

    fn note(&self, name: &ServerName<'_>, public: bool) {
        self.lock().insert(name.to_str().into_owned(), public);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, bool>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// TLS as the system trusts it; `known` hears whether others would.
///
/// # Errors
/// When the system has no certificates.
pub(crate) fn tls(known: Known) -> Result<ClientConfig, rustls::Error> {
    let provider = Arc::new(default_provider());
    let trust = Trust {
        system: Verifier::new(provider.clone())?,
        public: public(&provider),
        known,
    };
    Ok(ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(trust))
        .with_no_client_auth())
}

/// What a TLS error says of distrust.
pub(crate) fn distrust(error: &CertificateError) -> Option<Distrust> {
    if let CertificateError::Other(OtherError(why)) = error {
        return why.downcast_ref().copied();
    }
    None
}

/// Whom everybody trusts.
fn public(provider: &Arc<CryptoProvider>) -> Option<Arc<WebPkiServerVerifier>> {
    let roots = RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider.clone())
        .build()
        .ok()
}

/// The system's verifier, whose verdicts stand; only the words for distrust are ours.
#[derive(Debug)]
struct Trust {
    system: Verifier,
    public: Option<Arc<WebPkiServerVerifier>>,
    known: Known,
}

impl ServerCertVerifier for Trust {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let verified = self
            .system
            .verify_server_cert(certificate, others, name, ocsp, now)
            .map_err(|error| explained(error, certificate, others))?;
        if let Some(public) = &self.public {
            let vouched = public.verify_server_cert(certificate, others, name, ocsp, now);
            self.known.note(name, vouched.is_ok());
        }
        Ok(verified)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.system
            .verify_tls12_signature(message, certificate, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.system
            .verify_tls13_signature(message, certificate, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.system.supported_verify_schemes()
    }
}

/// A certificate that `openssl req -x509` made is refused for being an authority's own, before
/// anybody asks who signed it: webpki's error for that has no name in rustls.
fn explained(
    error: rustls::Error,
    certificate: &CertificateDer<'_>,
    others: &[CertificateDer<'_>],
) -> rustls::Error {
    let rustls::Error::InvalidCertificate(
        CertificateError::UnknownIssuer | CertificateError::Other(_),
    ) = &error
    else {
        return error;
    };
    let unknown = error == CertificateError::UnknownIssuer.into();
    match (is_self_signed(certificate), unknown) {
        (true, _) => distrusted(Distrust::SelfSigned),
        (false, true) if others.is_empty() => distrusted(Distrust::Alone),
        (false, true) => distrusted(Distrust::Stranger),
        (false, false) => error,
    }
}

fn is_self_signed(certificate: &CertificateDer<'_>) -> bool {
    EndEntityCert::try_from(certificate).is_ok_and(|it| it.issuer() == it.subject())
}

fn distrusted(why: Distrust) -> rustls::Error {
    CertificateError::Other(OtherError(Arc::new(why))).into()
}
