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
    /// A stable word for the page to decide by.
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

    /// What happened and what it means, for the person.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::TooLarge | Self::Malformed => {
                "The callback's signed payload is not one that BigCommerce makes."
            }
            Self::Algorithm => {
                "The callback's payload is not signed the way BigCommerce signs (HS256)."
            }
            Self::Signature => {
                "The callback's payload is not signed with this app's Client Secret."
            }
            Self::Audience => "The callback's payload was made for another app's Client ID.",
            Self::Issuer => "The callback's payload does not say that BigCommerce issued it.",
            Self::Expired => "The callback's payload has expired.",
            Self::NotYet => "The callback's payload is not valid yet by this computer's clock.",
            Self::Subject => "The callback's payload does not say which store it is for.",
        }
    }

    /// What the person can do.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::TooLarge | Self::Malformed | Self::Algorithm | Self::Issuer | Self::Subject => {
                "Nothing was changed. If you opened the app from BigCommerce just then, open it \
                 again from the control panel; otherwise someone else called the address."
            }
            Self::Signature => {
                "If you opened the app from BigCommerce just then, enter the Client Secret again \
                 from View credentials in the developer portal; otherwise someone else called \
                 the address."
            }
            Self::Audience => {
                "Check that this callback URL is registered for this app only, and that the \
                 Client ID here is the one in View credentials."
            }
            Self::Expired => "Open the app again from the store's control panel.",
            Self::NotYet => "Set this computer's clock to the right time, then open the app again.",
        }
    }
}
