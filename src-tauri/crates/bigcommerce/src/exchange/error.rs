//! Why a code exchange failed, in the words of the person who set the app up.

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
    /// A stable word for the page to decide by.
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

    /// What happened and what it means, for the person.
    pub fn meaning(&self) -> &'static str {
        match self {
            Self::RedirectMismatch { .. } => {
                "BigCommerce compares the callback URL letter by letter with the Auth callback \
                 URL in the developer portal, and they differ."
            }
            Self::InvalidClient => {
                "BigCommerce knows no app with this Client ID and Client Secret together."
            }
            Self::InvalidCode => {
                "The code BigCommerce sent with the install was used already, or has expired."
            }
            Self::InvalidScope => {
                "The scopes BigCommerce sent with the install are not the ones saved for the app."
            }
            Self::Unbound => {
                "BigCommerce issued a token that is bound to no store: it carries no scopes, and \
                 every call with it would be refused. It was thrown away."
            }
            Self::BadContext => "The install callback does not say which store it is for.",
            Self::OtherStore => {
                "BigCommerce answered with a token for another store than the one that was \
                 installing. It was thrown away."
            }
            Self::Insecure => {
                "The login address is not https, so the Client Secret was not sent to it."
            }
            Self::NotJson { .. } => {
                "A web page answered instead of the token service. BigCommerce does that when the \
                 callback URL is opened by hand, or its login session has ended."
            }
            Self::NoToken => "BigCommerce answered without a token and without an error.",
            Self::Refused { .. } => "BigCommerce refused to exchange the code for a token.",
            Self::Unreachable => "The BigCommerce login server could not be reached.",
            Self::TooLarge => "The answer was far larger than a token answer is.",
            Self::Timeout => "The BigCommerce login server did not answer in time.",
        }
    }

    /// What the person can do.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::RedirectMismatch { .. } => {
                "Copy the Callback URL here and paste it again under Auth in App information \
                 (Auth Callback URL in the old portal): no slash at the end, https, and not the \
                 Load field alone. Save changes, then install again."
            }
            Self::InvalidClient => {
                "Copy both again from View credentials in the developer portal and enter them \
                 here, then install again. Make sure they are of the same app."
            }
            Self::InvalidCode => {
                "Start the install again from the control panel and let it run through once, \
                 without reloading the page."
            }
            Self::InvalidScope => {
                "Open Scopes in the developer portal, Save changes and Confirm new scopes, then \
                 install again."
            }
            Self::Unbound => {
                "Install from the store's control panel (Apps › Develop) or by the install link, \
                 so that BigCommerce names the store, and check that the app has scopes."
            }
            Self::BadContext => {
                "Start the install from the store's control panel, not by opening the callback \
                 URL."
            }
            Self::OtherStore => {
                "Sign out of BigCommerce, sign in to the store you want, and install again."
            }
            Self::Insecure => "Use an https address for BigCommerce.",
            Self::NotJson { .. } => {
                "Sign in to the store's control panel again and start the install there."
            }
            Self::NoToken | Self::TooLarge => {
                "Install again. If it stays like this, check that nothing on the network answers \
                 in BigCommerce's place."
            }
            Self::Refused { .. } => {
                "Read what BigCommerce said, check the app in the developer portal, and install \
                 again."
            }
            Self::Unreachable | Self::Timeout => {
                "Check this computer's internet connection and status.bigcommerce.com, then \
                 install again."
            }
        }
    }
}
