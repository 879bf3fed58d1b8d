//! Sending a call and reading its answer.

use std::fmt;
use std::time::Duration;

use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderValue};
use reqwest::{Client, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use tokio::time::{Instant, sleep};
use url::Url;

use super::limits::Limits;
use super::patience::chance;
use super::verdict::{Again, Failure, judge};
use super::{ApiError, Patience, Quota, QuotaLeft, path};
use crate::endpoints::confidential;
use crate::http::{self, Transport};
use crate::time::date;
use crate::{Endpoints, InsecureEndpoint, StoreHash};

const LARGEST: usize = 10 * 1024 * 1024;

/// The methods a store's API knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Read.
    Get,
    /// Create; never repeated once it may have been received.
    Post,
    /// Replace or change.
    Put,
    /// Delete.
    Delete,
}

impl Method {
    /// The method of this name, `POST`.
    pub fn of_name(name: &str) -> Option<Self> {
        [Self::Get, Self::Post, Self::Put, Self::Delete]
            .into_iter()
            .find(|method| method.of_http().as_str() == name)
    }

    /// Whether doing it twice is the same as doing it once.
    pub(super) fn is_repeatable(self) -> bool {
        match self {
            Self::Get | Self::Put | Self::Delete => true,
            Self::Post => false,
        }
    }

    fn of_http(self) -> reqwest::Method {
        match self {
            Self::Get => reqwest::Method::GET,
            Self::Post => reqwest::Method::POST,
            Self::Put => reqwest::Method::PUT,
            Self::Delete => reqwest::Method::DELETE,
        }
    }
}

/// An answer and when it was given.
#[derive(Clone, Debug, PartialEq)]
pub struct Dated {
    /// The answer; an empty one is `null`.
    pub value: Value,
    /// When, by the server's clock, in milliseconds since the epoch; it tells whole seconds. `None`
    /// where it does not say.
    pub at: Option<i64>,
}

/// A call.
pub(super) struct Asked<'a> {
    pub(super) method: Method,
    pub(super) path: &'a str,
    pub(super) query: &'a [(&'a str, &'a str)],
    pub(super) body: Option<&'a Value>,
    /// Whether doing it twice is the same as doing it once.
    pub(super) harmless: bool,
}

/// What a call was answered.
pub(super) struct Answered {
    pub(super) status: u16,
    pub(super) value: Value,
    pub(super) at: Option<i64>,
}

/// One store's API, with its token.
#[derive(Clone)]
pub struct StoreApi {
    http: Client,
    api: Url,
    store: StoreHash,
    token: SecretString,
    quota: Quota,
    spare: bool,
    patience: Patience,
}

impl StoreApi {
    /// The API of `store` at `endpoints`, with a quota of its own and the default patience.
    pub fn new(http: Client, endpoints: &Endpoints, store: StoreHash, token: SecretString) -> Self {
        Self {
            http,
            api: endpoints.api.clone(),
            store,
            token,
            quota: Quota::default(),
            spare: false,
            patience: Patience::default(),
        }
    }

    /// The same, drawing on a quota that other callers of the store share.
    #[must_use]
    pub fn sharing(self, quota: Quota) -> Self {
        Self { quota, ..self }
    }

    /// The same for work that nobody waits for: it leaves a quarter of the quota to others, as if
    /// there were no more.
    #[must_use]
    pub fn sparing(self) -> Self {
        Self {
            spare: true,
            ..self
        }
    }

    /// The same, with another patience.
    #[must_use]
    pub fn with_patience(self, patience: Patience) -> Self {
        Self { patience, ..self }
    }

    /// What BigCommerce last told of the store's quota, while that holds.
    pub fn quota_left(&self) -> Option<QuotaLeft> {
        self.quota.left(Instant::now())
    }

    /// The store it speaks for.
    pub fn store_hash(&self) -> &StoreHash {
        &self.store
    }

    /// `GET` of a path below the store, `/v2/orders/250`. An empty answer (v2 lists answer 204)
    /// is `null`.
    ///
    /// # Errors
    /// Any [`ApiError`].
    pub async fn get(&self, path: &str) -> Result<Value, ApiError> {
        self.call(Method::Get, path, &[], None).await
    }

    /// Any call. `path` starts with `/v2/` or `/v3/` and has no query of its own. What may be
    /// repeated safely is, a few times; how long that can take is the [`Patience`]'s.
    ///
    /// # Errors
    /// Any [`ApiError`].
    pub async fn call(
        &self,
        method: Method,
        path: &str,
        query: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Result<Value, ApiError> {
        let asked = Asked {
            method,
            path,
            query,
            body,
            harmless: method.is_repeatable(),
        };
        let answer = self.answer(&asked).await.map_err(|failure| failure.error)?;
        Ok(answer.value)
    }

    /// The same for a `GET`, with the time it was answered.
    ///
    /// # Errors
    /// Any [`ApiError`].
    pub async fn get_dated(&self, path: &str, query: &[(&str, &str)]) -> Result<Dated, ApiError> {
        let asked = Asked {
            method: Method::Get,
            path,
            query,
            body: None,
            harmless: true,
        };
        let answer = self.answer(&asked).await.map_err(|failure| failure.error)?;
        Ok(Dated {
            value: answer.value,
            at: answer.at,
        })
    }

    /// Sends a call, again where that is safe and may help.
    pub(super) async fn answer(&self, asked: &Asked<'_>) -> Result<Answered, Failure> {
        let url = self.address(asked).map_err(Failure::unsent)?;
        let mut repeated = 0;
        loop {
            self.admitted().await.map_err(Failure::unsent)?;
            let failure = match self.once(asked, &url).await {
                Ok(answer) => return Ok(answer),
                Err(failure) => failure,
            };
            if repeated == self.patience.retries || failure.again == Again::Never {
                return Err(failure);
            }
            if failure.again == Again::AfterPause {
                sleep(self.patience.pause(repeated, chance())).await;
            }
            repeated += 1;
            tracing::debug!(
                api.path = asked.path,
                api.repeated = repeated,
                "asking again"
            );
        }
    }

    /// Where a call goes.
    fn address(&self, asked: &Asked<'_>) -> Result<Url, ApiError> {
        let url = path::address(&self.api, &self.store, asked.path, asked.query)?;
        confidential(&url).map_err(|InsecureEndpoint| ApiError::Insecure)?;
        Ok(url)
    }

    /// Waits until the quota has a request left.
    async fn admitted(&self) -> Result<(), ApiError> {
        while let Err(wait) = self.take(Instant::now()) {
            if wait > self.patience.longest {
                let retry_ms = u64::try_from(wait.as_millis()).ok();
                return Err(ApiError::RateLimited { retry_ms });
            }
            sleep(wait).await;
        }
        Ok(())
    }

    fn take(&self, now: Instant) -> Result<(), Duration> {
        match self.spare {
            true => self.quota.take_spare(now),
            false => self.quota.take(now),
        }
    }

    async fn once(&self, asked: &Asked<'_>, url: &Url) -> Result<Answered, Failure> {
        let answer = self.exchange(asked.method, url, asked.body).await;
        let answer =
            answer.map_err(|transport| Failure::of_transport(transport, asked.harmless))?;
        let limits = if answer.status == StatusCode::TOO_MANY_REQUESTS {
            Limits::of_refusal(&answer.headers)
        } else {
            Limits::of(&answer.headers)
        };
        if let Some(limits) = limits {
            self.quota.learn(&limits, Instant::now());
        }
        Ok(Answered {
            status: answer.status.as_u16(),
            value: judge(&answer, asked.harmless, &self.token)?,
            at: date(&answer.headers),
        })
    }

    async fn exchange(
        &self,
        method: Method,
        url: &Url,
        body: Option<&Value>,
    ) -> Result<http::Answer, Transport> {
        let mut request = self.http.request(method.of_http(), url.clone());
        request = request
            .header(ACCEPT, "application/json")
            .header("X-Auth-Token", self.secret());
        if let Some(body) = body {
            request = request
                .header(CONTENT_TYPE, "application/json")
                .body(body.to_string());
        }
        let response = request.send().await?;
        http::read(response, LARGEST).await
    }

    /// The token as a header that is never printed; one that no header can carry is sent empty
    /// and refused as dead.
    fn secret(&self) -> HeaderValue {
        let value = HeaderValue::from_str(self.token.expose_secret());
        let mut value = value.unwrap_or_else(|_| HeaderValue::from_static(""));
        value.set_sensitive(true);
        value
    }
}

impl fmt::Debug for StoreApi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StoreApi")
            .field("store", &self.store)
            .field("api", &self.api.as_str())
            .finish_non_exhaustive()
    }
}
