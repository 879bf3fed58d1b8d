//! What a store's API answered, when it is not what was asked for.

/// Why a call to a store's API failed. Text in it is BigCommerce's, with the token cut out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApiError {
    /// 401: the token is no longer good for this store.
    #[error("the store's token is no longer accepted")]
    TokenDead,
    /// 403 whose title names a missing scope.
    #[error("the store's token lacks a scope")]
    ScopeMissing,
    /// Any other 403.
    #[error("BigCommerce refused access: {said}")]
    Forbidden {
        /// BigCommerce's words.
        said: String,
    },
    /// 404: there is no such thing (any more).
    #[error("not found")]
    NotFound,
    /// 400, 409, 413, 415 or 422: BigCommerce does not accept what was sent.
    #[error("BigCommerce does not accept the request (status {status}): {title}")]
    Invalid {
        /// The HTTP status.
        status: u16,
        /// BigCommerce's summary.
        title: String,
        /// Field and complaint, in BigCommerce's words.
        errors: Vec<(String, String)>,
    },
    /// 429 with rate-limit headers, or the shared quota is used up for longer than one waits.
    #[error("the store's request quota is used up")]
    RateLimited {
        /// Milliseconds until the quota is refilled, if known.
        retry_ms: Option<u64>,
    },
    /// 429 without rate-limit headers: the platform itself is overloaded.
    #[error("BigCommerce is overloaded")]
    Overloaded,
    /// 503 or 423: the store is in maintenance, suspended or closed, or BigCommerce is down.
    #[error("the store is not available (status {status})")]
    StoreDown {
        /// The HTTP status.
        status: u16,
    },
    /// Any other 5xx.
    #[error("BigCommerce failed (status {status})")]
    Server {
        /// The HTTP status.
        status: u16,
    },
    /// A success whose body is not JSON, or a redirect.
    #[error("the answer is not JSON (status {status})")]
    NotJson {
        /// The HTTP status.
        status: u16,
    },
    /// The API could not be reached, or the connection broke.
    #[error("BigCommerce could not be reached")]
    Unreachable,
    /// No answer in time. A change that was asked for may have happened.
    #[error("BigCommerce did not answer in time")]
    Timeout,
    /// The answer is larger than 10 MB.
    #[error("the answer is too large")]
    TooLarge,
    /// The path is not one of a store's API; nothing was sent.
    #[error("not a path of a store's API")]
    BadPath,
    /// The API address is neither https nor on this computer; nothing was sent.
    #[error("the API address is not secure")]
    Insecure,
    /// Any other answer.
    #[error("BigCommerce answered unexpectedly (status {status}): {title}")]
    Unexpected {
        /// The HTTP status.
        status: u16,
        /// BigCommerce's summary, or ours of a body that is not of the documented form.
        title: String,
    },
}

impl ApiError {
    /// A stable word for the page to decide by.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TokenDead => "api_token_dead",
            Self::ScopeMissing => "api_scope_missing",
            Self::Forbidden { .. } => "api_forbidden",
            Self::NotFound => "api_not_found",
            Self::Invalid { .. } => "api_invalid",
            Self::RateLimited { .. } => "api_rate_limited",
            Self::Overloaded => "api_overloaded",
            Self::StoreDown { .. } => "api_store_down",
            Self::Server { .. } => "api_server",
            Self::NotJson { .. } => "api_not_json",
            Self::Unreachable => "api_unreachable",
            Self::Timeout => "api_timeout",
            Self::TooLarge => "api_too_large",
            Self::BadPath => "api_bad_path",
            Self::Insecure => "api_insecure",
            Self::Unexpected { .. } => "api_unexpected",
        }
    }

    /// What happened and what it means, for the person.
    pub fn meaning(&self) -> &'static str {
        match self {
            Self::TokenDead => {
                "BigCommerce no longer accepts this store's token: the app was uninstalled, \
                 installed again elsewhere, or its scopes changed."
            }
            Self::ScopeMissing => {
                "The store's token lacks a scope for this. Either the app does not have the \
                 scope, or it was added after the store installed."
            }
            Self::Forbidden { .. } => {
                "BigCommerce refused access: a missing scope, a changed store owner, or a limit \
                 of the store's plan."
            }
            Self::NotFound => "BigCommerce has nothing there (any more).",
            Self::Invalid { .. } => "BigCommerce does not accept what was sent.",
            Self::RateLimited { .. } => {
                "The store's request quota, which all its apps share, is used up for the moment."
            }
            Self::Overloaded => "BigCommerce has more requests than it can answer.",
            Self::StoreDown { .. } => {
                "BigCommerce answers that the store is not available: it is in maintenance, \
                 suspended or closed, or BigCommerce itself is down."
            }
            Self::Server { .. } => "BigCommerce failed to answer.",
            Self::NotJson { .. } => "Something other than the BigCommerce API answered.",
            Self::Unreachable => "The BigCommerce API could not be reached.",
            Self::Timeout => {
                "BigCommerce did not answer in time. A change that was asked for may have \
                 happened all the same."
            }
            Self::TooLarge => "The answer was larger than Patchbay reads (10 MB).",
            Self::BadPath => "The path does not belong to a store's API, so nothing was sent.",
            Self::Insecure => "The API address is not https, so the token was not sent to it.",
            Self::Unexpected { .. } => "BigCommerce answered in a way that is not documented.",
        }
    }

    /// What the person can do.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::TokenDead => {
                "Open the app in the store's control panel and confirm the scopes, or install it \
                 again; a new token follows."
            }
            Self::ScopeMissing => {
                "Set the scope in the developer portal (Scopes, Save changes, Confirm new \
                 scopes), then open the app in the store's control panel and confirm."
            }
            Self::Forbidden { .. } => {
                "Compare the granted scopes with the configured ones, and have the store's owner \
                 open the app in the control panel."
            }
            Self::NotFound => "Refresh the list; it may have been deleted or archived.",
            Self::Invalid { .. } => "Correct the fields BigCommerce names and try again.",
            Self::RateLimited { .. } | Self::Overloaded => "Wait a little and try again.",
            Self::StoreDown { .. } => {
                "Ask the store's owner whether it is open and paid for; \
                 status.bigcommerce.com says whether BigCommerce is down. Patchbay asks again, \
                 less and less often."
            }
            Self::Server { .. } => {
                "Try again in a minute; look at status.bigcommerce.com if it stays like this."
            }
            Self::NotJson { .. } => {
                "Check that no proxy or login page of your network stands in between."
            }
            Self::Unreachable => "Check this computer's internet connection and try again.",
            Self::Timeout => "Look whether the change happened before you try again.",
            Self::TooLarge => "Ask for less at once: a smaller page or fewer details.",
            Self::BadPath => "Check the path: it starts with /v2/ or /v3/ and has plain segments.",
            Self::Insecure => "Use an https address for BigCommerce.",
            Self::Unexpected { .. } => "Try again; if it stays like this, report what was said.",
        }
    }
}
