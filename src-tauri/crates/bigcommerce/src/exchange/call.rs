//! One POST to the token endpoint, through the `oauth2` crate and our HTTP client.

use std::borrow::Cow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};

use oauth2::basic::{BasicRevocationErrorResponse, BasicTokenIntrospectionResponse};
use oauth2::{
    AuthType, AuthorizationCode, Client, ClientId, ClientSecret, EndpointNotSet, EndpointSet,
    HttpRequest, HttpResponse, RedirectUrl, RequestTokenError, StandardRevocableToken, TokenUrl,
};
use reqwest::StatusCode;
use secrecy::ExposeSecret;
use url::Url;

use super::answer::{Answer, Refusal};
use super::{ExchangeError, ExchangeRequest};
use crate::http::{self, Transport};

const LARGEST: usize = 64 * 1024;

type AppClient = Client<
    Refusal,
    Answer,
    BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;

/// What came back that is neither a token nor a transport failure.
pub(super) enum Failure {
    /// BigCommerce refused, in JSON.
    Refused { status: u16, refusal: Refusal },
    /// Anything that is an error already.
    Other(ExchangeError),
}

pub(super) async fn post(
    http: &reqwest::Client,
    token_url: Url,
    request: &ExchangeRequest<'_>,
) -> Result<Answer, Failure> {
    let client = client(token_url, request);
    let redirect = RedirectUrl::new(request.redirect_uri.to_owned()).map_err(|_| {
        Failure::Other(ExchangeError::RedirectMismatch {
            said: String::new(),
        })
    })?;
    let status = Arc::new(AtomicU16::new(0));
    let (wire, seen) = (http.clone(), status.clone());
    let send = move |request: HttpRequest| transport(wire.clone(), request, seen.clone());
    client
        .exchange_code(AuthorizationCode::new(request.code.to_owned()))
        .set_redirect_uri(Cow::Owned(redirect))
        .add_extra_param("context", request.context)
        .add_extra_param("scope", request.scope)
        .request_async(&send)
        .await
        .map_err(|error| failure(error, status.load(Ordering::Relaxed)))
}

fn client(token_url: Url, request: &ExchangeRequest<'_>) -> AppClient {
    let secret = request.client_secret.expose_secret().to_owned();
    Client::new(ClientId::new(request.client_id.to_owned()))
        .set_client_secret(ClientSecret::new(secret))
        .set_auth_type(AuthType::RequestBody)
        .set_token_uri(TokenUrl::from_url(token_url))
}

/// Why the bytes did not arrive as a JSON object.
#[derive(Debug, thiserror::Error)]
enum Wire {
    #[error("{0}")]
    Transport(#[from] Transport),
    #[error("not JSON")]
    NotJson { status: u16, login: bool },
}

impl From<Wire> for ExchangeError {
    fn from(wire: Wire) -> Self {
        match wire {
            Wire::NotJson { status, login } => Self::NotJson { status, login },
            Wire::Transport(Transport::Timeout) => Self::Timeout,
            Wire::Transport(Transport::TooLarge) => Self::TooLarge,
            Wire::Transport(Transport::NotSent | Transport::Unanswered | Transport::Broken) => {
                Self::Unreachable
            }
        }
    }
}

async fn transport(
    http: reqwest::Client,
    request: HttpRequest,
    status: Arc<AtomicU16>,
) -> Result<HttpResponse, Wire> {
    let request = reqwest::Request::try_from(request).map_err(Transport::from)?;
    let response = http.execute(request).await.map_err(Transport::from)?;
    let answer = http::read(response, LARGEST).await?;
    status.store(answer.status.as_u16(), Ordering::Relaxed);
    if !is_json_object(&answer.body) || answer.status.is_redirection() {
        return Err(Wire::NotJson {
            status: answer.status.as_u16(),
            login: answer.status.is_redirection() || speaks_of_login(&answer.body),
        });
    }
    let mut response = HttpResponse::new(answer.body);
    *response.status_mut() = if answer.status.is_success() {
        StatusCode::OK
    } else {
        answer.status
    };
    Ok(response)
}

/// BigCommerce's login page, or its "You are being redirected" on the way there.
fn speaks_of_login(body: &[u8]) -> bool {
    let text = String::from_utf8_lossy(body).to_lowercase();
    text.contains("login") || text.contains("redirected")
}

fn is_json_object(body: &[u8]) -> bool {
    serde_json::from_slice::<serde_json::Map<_, _>>(body).is_ok()
}

/// The crate's own errors quote the body; none of that is kept.
fn failure(error: RequestTokenError<Wire, Refusal>, status: u16) -> Failure {
    match error {
        RequestTokenError::ServerResponse(refusal) => Failure::Refused { status, refusal },
        RequestTokenError::Request(wire) => Failure::Other(wire.into()),
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
            Failure::Other(ExchangeError::NoToken)
        }
    }
}
