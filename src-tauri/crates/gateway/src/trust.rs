//! Whom a probe trusts: whom the system does. Where it trusts nobody in a certificate's chain, what
//! the server sent says why, and people mend the three cases in three ways.

use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::aws_lc_rs::default_provider;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, OtherError, SignatureScheme};
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

/// TLS as the system trusts it.
///
/// # Errors
/// When the system has no certificates.
pub(crate) fn tls() -> Result<ClientConfig, rustls::Error> {
    let provider = Arc::new(default_provider());
    let trust = Trust(Verifier::new(provider.clone())?);
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

/// The system's verifier, whose verdicts stand; only the words for distrust are ours.
#[derive(Debug)]
struct Trust(Verifier);

impl ServerCertVerifier for Trust {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        self.0
            .verify_server_cert(certificate, others, name, ocsp, now)
            .map_err(|error| explained(error, certificate, others))
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.0.verify_tls12_signature(message, certificate, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.0.verify_tls13_signature(message, certificate, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.supported_verify_schemes()
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
