//! Why a signed payload proves nothing.

/// Why a `signed_payload_jwt` was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Longer than 8 KiB.
    #[error("too large")]
    TooLarge,
    /// Not a JWS, or its claims are not as documented.
    #[error("malformed")]
    Malformed,
    /// Signed with anything but HS256, or not at all.
    #[error("not signed with HS256")]
    Algorithm,
    /// The signature is not this app's.
    #[error("wrong signature")]
    Signature,
    /// Meant for another app: `aud` is not the Client ID as one text.
    #[error("meant for another app")]
    Audience,
    /// Not issued by BigCommerce: `iss` is not `bc`.
    #[error("not issued by BigCommerce")]
    Issuer,
    /// `exp` has passed, by more than 60 s.
    #[error("expired")]
    Expired,
    /// `nbf` lies ahead, by more than 60 s.
    #[error("not valid yet")]
    NotYet,
    /// `sub` does not name a store.
    #[error("names no store")]
    Subject,
}

impl Error {
    /// A stable word, which diagnoses go by.
    pub fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "signed_payload_too_large",
            Self::Malformed => "signed_payload_malformed",
            Self::Algorithm => "signed_payload_algorithm",
            Self::Signature => "signed_payload_signature",
            Self::Audience => "signed_payload_audience",
            Self::Issuer => "signed_payload_issuer",
            Self::Expired => "signed_payload_expired",
            Self::NotYet => "signed_payload_not_yet",
            Self::Subject => "signed_payload_subject",
        }
    }
}
