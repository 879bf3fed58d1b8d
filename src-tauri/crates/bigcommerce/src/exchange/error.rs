//! Why a code exchange failed. What each means to a person is said by the connector's diagnoses.

/// Why the code could not be exchanged for a usable token. `said` and `description` are
/// BigCommerce's words with secrets cut out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExchangeError {
    /// The redirect URI is not, to the letter, the registered Auth callback URL.
    #[error("the callback URL does not match the registered one")]
    RedirectMismatch {
        /// BigCommerce's words.
        said: String,
    },
    /// The Client ID or Client Secret is wrong.
    #[error("BigCommerce does not accept the credentials")]
    InvalidClient,
    /// The code is unknown, used or expired.
    #[error("BigCommerce does not accept the code")]
    InvalidCode,
    /// The scopes asked for are not the app's.
    #[error("BigCommerce does not accept the scopes")]
    InvalidScope,
    /// A token was issued that belongs to no store: its scope is null or empty, or it names no
    /// context. Every call with it would be refused.
    #[error("the token belongs to no store")]
    Unbound,
    /// The callback's context is missing or does not name a store; nothing was sent.
    #[error("the callback names no store")]
    BadContext,
    /// The token is for another store than the one that was asked for; it was thrown away.
    #[error("the token is for another store")]
    OtherStore,
    /// The login address is neither https nor on this computer; nothing was sent.
    #[error("the login address is not secure")]
    Insecure,
    /// The answer is not JSON, as when a login page answers.
    #[error("the answer is not JSON (status {status})")]
    NotJson {
        /// The HTTP status.
        status: u16,
        /// Whether it speaks of a login, as BigCommerce's own page does.
        login: bool,
    },
    /// The answer is JSON but has no token and no error.
    #[error("the answer has no token")]
    NoToken,
    /// Any other refusal.
    #[error("BigCommerce refused the exchange (status {status}, {error})")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// The answer's `error`, or empty.
        error: String,
        /// The answer's `error_description`, or empty.
        description: String,
    },
    /// The login server could not be reached.
    #[error("BigCommerce could not be reached")]
    Unreachable,
    /// The answer is larger than 64 KB.
    #[error("the answer is too large")]
    TooLarge,
    /// No answer in time.
    #[error("BigCommerce did not answer in time")]
    Timeout,
}

impl ExchangeError {
    /// A stable word, which diagnoses go by.
    pub fn code(&self) -> &'static str {
        match self {
            Self::RedirectMismatch { .. } => "exchange_redirect_mismatch",
            Self::InvalidClient => "exchange_invalid_client",
            Self::InvalidCode => "exchange_invalid_code",
            Self::InvalidScope => "exchange_invalid_scope",
            Self::Unbound => "exchange_unbound",
            Self::BadContext => "exchange_bad_context",
            Self::OtherStore => "exchange_other_store",
            Self::Insecure => "exchange_insecure",
            Self::NotJson { .. } => "exchange_not_json",
            Self::NoToken => "exchange_no_token",
            Self::Refused { .. } => "exchange_refused",
            Self::Unreachable => "exchange_unreachable",
            Self::TooLarge => "exchange_too_large",
            Self::Timeout => "exchange_timeout",
        }
    }
}
