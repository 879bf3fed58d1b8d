//! Exchanging the code of the Auth callback for a store's token.
//!
//! The Auth callback is not signed: that the code can be exchanged is the only proof that
//! BigCommerce sent it. A token can come back that is good for nothing (no scope, no store), so
//! an answer of 200 is not yet a success here.

mod answer;
mod call;
mod classify;
mod error;

use std::time::Duration;

use answer::Answer;
use call::Failure;
use classify::classify;
pub use error::ExchangeError;
use secrecy::SecretString;

use crate::endpoints::{below, confidential};
use crate::{Endpoints, InsecureEndpoint, NotAStoreHash, Person, StoreHash};

/// How long an exchange may take in all, from looking up the name to the answer's last byte. A
/// merchant's browser waits for it, and half a minute is about what browsers and proxies bear.
pub const EXCHANGE_LIMIT: Duration = Duration::from_secs(20);

/// What the Auth callback brought, and the app's credentials.
#[derive(Clone, Copy, Debug)]
pub struct ExchangeRequest<'a> {
    /// The app's Client ID.
    pub client_id: &'a str,
    /// The app's Client Secret.
    pub client_secret: &'a SecretString,
    /// The callback's `code`; used once, never retried.
    pub code: &'a str,
    /// The callback's `scope`, as it came.
    pub scope: &'a str,
    /// The callback's `context`, `stores/{hash}`.
    pub context: &'a str,
    /// The Auth callback URL exactly as registered in the portal.
    pub redirect_uri: &'a str,
}

/// A store's token and what came with it.
#[derive(Clone, Debug)]
pub struct Grant {
    /// The store's access token; no expiry, but a newer one ends it.
    pub access_token: SecretString,
    /// The granted scopes, in order, each once. May contain `store_v2_default` and
    /// `users_basic_information`, which no one chose.
    pub scopes: Vec<String>,
    /// The store, equal to the one in the request's context.
    pub store_hash: StoreHash,
    /// Who installed.
    pub user: Option<Person>,
    /// Who owns the store.
    pub owner: Option<Person>,
    /// The account's UUID; kept, never depended on (its meaning is documented two ways).
    pub account_uuid: Option<String>,
}

/// Exchanges the code for the store's token, once: a code that was used is gone, so nothing here
/// is repeated. Takes up to [`EXCHANGE_LIMIT`].
///
/// # Errors
/// Any [`ExchangeError`]. After an error the code must be taken for used up.
pub async fn exchange(
    http: &reqwest::Client,
    endpoints: &Endpoints,
    request: ExchangeRequest<'_>,
) -> Result<Grant, ExchangeError> {
    let token_url = below(&endpoints.login, &["oauth2", "token"]);
    confidential(&token_url).map_err(|InsecureEndpoint| ExchangeError::Insecure)?;
    let store = StoreHash::from_context(request.context);
    let store = store.map_err(|NotAStoreHash| ExchangeError::BadContext)?;
    let answer = tokio::time::timeout(EXCHANGE_LIMIT, call::post(http, token_url, &request)).await;
    match answer.map_err(|_| ExchangeError::Timeout)? {
        Ok(answer) => grant(answer, store),
        Err(Failure::Refused { status, refusal }) => Err(classify(status, &refusal, &request)),
        Err(Failure::Other(error)) => Err(error),
    }
}

/// A token is worth keeping only if it is bound to the store that was asked for.
fn grant(answer: Answer, store: StoreHash) -> Result<Grant, ExchangeError> {
    let token = answer.access_token.into_secret();
    if token.is_empty() || answer.error.is_some() {
        return Err(ExchangeError::NoToken);
    }
    let context = answer.context.ok_or(ExchangeError::Unbound)?;
    if answer.scope.is_empty() {
        return Err(ExchangeError::Unbound);
    }
    if context != store.context() {
        return Err(ExchangeError::OtherStore);
    }
    Ok(Grant {
        access_token: SecretString::from(token),
        scopes: answer.scope,
        store_hash: store,
        user: answer.user,
        owner: answer.owner,
        account_uuid: answer.account_uuid,
    })
}
