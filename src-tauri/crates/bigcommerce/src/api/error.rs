//! What a store's API answered, when it is not what was asked for. What that means to a person is said by
//! the connector's diagnoses.

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
    /// A stable word, which diagnoses go by.
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
}
