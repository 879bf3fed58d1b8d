//! One request: may it come in, whose is it, and what is its sender told.

use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use bytes::Bytes;
use http::header::{CONNECTION, EXPECT, HOST, HeaderValue, ORIGIN};
use http::request::Parts;
use http::{Method, Request, Response, StatusCode};
use http_body_util::Full;
use hyper::body::{Body, Incoming};
use tokio::runtime::Handle;
use tokio::time::timeout;
use tokio_util::task::TaskTracker;
use url::form_urlencoded;

use crate::body;
use crate::gate::Passage;
use crate::head;
use crate::hosts::Hosts;
use crate::inbox::{Came, HookAnswer, Inbox, Outcome, Received};
use crate::limits::Limits;
use crate::nonces::Probes;
use crate::page::Page;
use crate::probe::PROBE;
use crate::rate::Rate;
use crate::refused::{Reason, Refusals};
use crate::route::Route;
use crate::to_end::ToEnd;

type Answer = Response<Full<Bytes>>;

/// Everything a request is judged by.
pub(crate) struct Desk {
    pub(crate) inbox: Arc<dyn Inbox>,
    pub(crate) hosts: Arc<Hosts>,
    pub(crate) probes: Probes,
    pub(crate) refusals: Refusals,
    pub(crate) limits: Limits,
    pub(crate) rate: Rate,
    pub(crate) running: TaskTracker,
    /// Where everything but deliveries is worked on.
    pub(crate) app: Handle,
    pub(crate) port: u16,
}

impl fmt::Debug for Desk {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Desk")
            .field("port", &self.port)
            .finish_non_exhaustive()
    }
}

struct Arrival {
    parts: Parts,
    headers: Vec<(String, Vec<u8>)>,
    body: Incoming,
    clocks: Clocks,
}

/// When a head had arrived, by both clocks.
#[derive(Clone, Copy)]
struct Clocks {
    at: SystemTime,
    mono: Instant,
}

impl Clocks {
    fn now() -> Self {
        Self {
            at: SystemTime::now(),
            mono: Instant::now(),
        }
    }
}

impl Desk {
    pub(crate) async fn answer(
        self: Arc<Self>,
        passage: Passage,
        request: Request<Incoming>,
    ) -> Result<Answer, Infallible> {
        let clocks = Clocks::now();
        let length = request.body().size_hint().exact();
        let head = passage.claim(length);
        let (mut answer, unread) = match self.decide(head, request, clocks).await {
            Ok(answer) => (answer, false),
            Err(reason) => {
                self.count(reason, clocks.at);
                (empty(reason.status()), reason.leaves_body_unread())
            }
        };
        if length.is_none() || (unread && length != Some(0)) {
            answer
                .headers_mut()
                .insert(CONNECTION, HeaderValue::from_static("close"));
        }
        Ok(answer)
    }

    async fn decide(
        self: &Arc<Self>,
        head: Option<Vec<u8>>,
        request: Request<Incoming>,
        clocks: Clocks,
    ) -> Result<Answer, Reason> {
        let (parts, body) = request.into_parts();
        let headers = head.and_then(|head| head::headers(&head, self.limits.headers));
        let headers = headers
            .filter(|headers| headers.len() == parts.headers.len())
            .ok_or(Reason::Malformed)?;
        self.check_host(&parts)?;
        let route = Route::of(self.hosts.local(parts.uri.path())).ok_or(Reason::Path)?;
        let arrival = Arrival {
            parts,
            headers,
            body,
            clocks,
        };
        match route {
            Route::Hook(key) => self.hook(key, arrival).await,
            Route::Browser(key) => self.browser(key, &arrival).await,
            Route::Server(key, what) => self.server_or_stray(key, what, &arrival).await,
            Route::Stray(key, rest) => self.stray(key, rest, &arrival, Reason::Path).await,
            Route::Probe(nonce) => self.probed(&nonce, &arrival.parts),
        }
    }

    fn check_host(&self, parts: &Parts) -> Result<(), Reason> {
        let mut hosts = parts.headers.get_all(HOST).iter();
        let one = hosts.next().and_then(|host| host.to_str().ok());
        let admitted = one.is_some_and(|host| self.hosts.admits(host, self.port));
        let plain = hosts.next().is_none() && parts.uri.authority().is_none();
        if admitted && plain {
            Ok(())
        } else {
            Err(Reason::Host)
        }
    }

    async fn hook(self: &Arc<Self>, key: String, arrival: Arrival) -> Result<Answer, Reason> {
        let Arrival {
            parts,
            headers,
            body,
            clocks,
        } = arrival;
        check_server_side(&parts)?;
        check_method(&parts, &[Method::POST])?;
        let waits = parts.headers.contains_key(EXPECT);
        let body = timeout(
            self.limits.request,
            body::read(body, self.limits.body, waits),
        );
        let received = Received {
            method: parts.method.to_string(),
            path: parts
                .uri
                .path_and_query()
                .map_or_else(String::new, ToString::to_string),
            headers,
            body: body.await.map_err(|_| Reason::Slow)??,
            received_at: clocks.at,
            received_mono: clocks.mono,
        };
        let inbox = Arc::clone(&self.inbox);
        let work = async move {
            let answer = inbox.hook(&key, received).await;
            if let Some(outcome) = outcome(answer, clocks.mono) {
                inbox.answered(clocks.at, outcome);
            }
            answer
        };
        match self.run(work).await? {
            HookAnswer::Stored => Ok(empty(StatusCode::OK)),
            HookAnswer::Told { status, .. } => Ok(empty(status_of(status))),
            HookAnswer::Unknown => Err(Reason::Unknown),
            HookAnswer::Busy => Err(Reason::Busy),
            HookAnswer::TooLarge => Err(Reason::TooLarge),
        }
    }

    async fn browser(self: &Arc<Self>, key: String, arrival: &Arrival) -> Result<Answer, Reason> {
        let Arrival { parts, clocks, .. } = arrival;
        check_method(parts, &[Method::GET])?;
        let (query, came) = (query(parts), came(parts));
        if is_probe(&query, &self.probes) {
            return Ok(empty(StatusCode::NO_CONTENT));
        }
        if !self.rate.admits(&key) {
            return Ok(self.sorry(Reason::Rate, RATE_PAGE, clocks.at));
        }
        let inbox = Arc::clone(&self.inbox);
        let page = self
            .run_there(async move { inbox.browser(&key, query, came).await })
            .await;
        let sorry = |reason| self.sorry(reason, BUSY_PAGE, clocks.at);
        Ok(page.map_or_else(sorry, Page::into_response))
    }

    /// A browser that comes to where only servers call was sent there by mistake.
    async fn server_or_stray(
        self: &Arc<Self>,
        key: String,
        what: String,
        arrival: &Arrival,
    ) -> Result<Answer, Reason> {
        let rest = format!("/{what}");
        match self.server(key.clone(), what, &arrival.parts).await {
            Err(reason @ (Reason::CrossSite | Reason::Unknown))
                if arrival.parts.method == Method::GET =>
            {
                self.stray(key, rest, arrival, reason).await
            }
            answer => answer,
        }
    }

    async fn stray(
        self: &Arc<Self>,
        key: String,
        rest: String,
        arrival: &Arrival,
        reason: Reason,
    ) -> Result<Answer, Reason> {
        let Arrival { parts, clocks, .. } = arrival;
        if parts.method != Method::GET || !self.rate.admits(&key) {
            return Err(reason);
        }
        let (inbox, came) = (Arc::clone(&self.inbox), came(parts));
        let names = query(parts).into_iter().map(|(name, _)| name).collect();
        let page = self
            .run_there(async move { inbox.stray(&key, &rest, names, came).await })
            .await?;
        let page = page.ok_or(reason)?;
        self.count(reason, clocks.at);
        Ok(page.into_response())
    }

    async fn server(
        self: &Arc<Self>,
        key: String,
        what: String,
        parts: &Parts,
    ) -> Result<Answer, Reason> {
        check_server_side(parts)?;
        check_method(parts, &[Method::GET, Method::POST])?;
        let (inbox, query) = (Arc::clone(&self.inbox), query(parts));
        let status = self
            .run_there(async move { inbox.server(&key, &what, query).await })
            .await?;
        match status_of(status) {
            StatusCode::NOT_FOUND => Err(Reason::Unknown),
            StatusCode::SERVICE_UNAVAILABLE => Err(Reason::Busy),
            status => Ok(empty(status)),
        }
    }

    fn probed(&self, nonce: &str, parts: &Parts) -> Result<Answer, Reason> {
        check_method(parts, &[Method::GET])?;
        let known = self.probes.redeem(nonce);
        if known {
            Ok(empty(StatusCode::NO_CONTENT))
        } else {
            Err(Reason::Nonce)
        }
    }

    /// Runs what the inbox does with a delivery to its end, even when the sender hangs up meanwhile.
    async fn run<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
    ) -> Result<T, Reason> {
        self.within(ToEnd::new(work, &self.running)).await
    }

    /// The same of anything else, where the app does its work: it may begin more of it.
    async fn run_there<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
    ) -> Result<T, Reason> {
        self.within(self.running.spawn_on(work, &self.app)).await
    }

    async fn within<T, E>(&self, work: impl Future<Output = Result<T, E>>) -> Result<T, Reason> {
        let made = timeout(self.limits.answer, work).await;
        made.ok().and_then(Result::ok).ok_or(Reason::Busy)
    }

    /// Counts a refusal of what arrived at `at`.
    pub(crate) fn count(&self, reason: Reason, at: SystemTime) {
        self.refusals.count(reason);
        self.inbox.answered(at, Outcome::Refused(reason));
    }

    fn sorry(&self, reason: Reason, html: &str, at: SystemTime) -> Answer {
        self.count(reason, at);
        Page::html(reason.status().as_u16(), html).into_response()
    }
}

/// What a delivery that was stored came to; also when its sender no longer waits.
fn outcome(answer: HookAnswer, arrived: Instant) -> Option<Outcome> {
    let acknowledged = |kept_back| Outcome::Acknowledged {
        took: arrived.elapsed().saturating_sub(kept_back),
    };
    match answer {
        HookAnswer::Stored => Some(acknowledged(Duration::ZERO)),
        HookAnswer::Told { status, kept_back } if status_of(status).is_success() => {
            Some(acknowledged(kept_back))
        }
        HookAnswer::Told { .. } => Some(Outcome::ToldOtherwise),
        HookAnswer::Unknown | HookAnswer::Busy | HookAnswer::TooLarge => None,
    }
}

fn status_of(number: u16) -> StatusCode {
    StatusCode::from_u16(number).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

fn check_server_side(parts: &Parts) -> Result<(), Reason> {
    let of_a_browser =
        |name: &http::HeaderName| *name == ORIGIN || name.as_str().starts_with("sec-fetch-");
    if parts.headers.keys().any(of_a_browser) {
        Err(Reason::CrossSite)
    } else {
        Ok(())
    }
}

fn check_method(parts: &Parts, allowed: &[Method]) -> Result<(), Reason> {
    if allowed.contains(&parts.method) {
        Ok(())
    } else {
        Err(Reason::Method)
    }
}

/// Whether it is a probe of ours that came by a callback URL.
fn is_probe(query: &[(String, String)], probes: &Probes) -> bool {
    matches!(query, [(name, nonce)] if name == PROBE && probes.redeem(nonce))
}

fn came(parts: &Parts) -> Came {
    let header = |name: &str| {
        let value = parts.headers.get(name)?.to_str().ok()?;
        Some(value.split(',').next()?.trim().to_owned())
    };
    Came {
        host: header(HOST.as_str()).unwrap_or_default(),
        forwarded_host: header("x-forwarded-host"),
        forwarded_proto: header("x-forwarded-proto"),
        path: parts.uri.path().to_owned(),
        browser: check_server_side(parts).is_err(),
    }
}

fn query(parts: &Parts) -> Vec<(String, String)> {
    let query = parts.uri.query().unwrap_or_default();
    form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect()
}

fn empty(status: StatusCode) -> Answer {
    let mut answer = Response::new(Full::new(Bytes::new()));
    *answer.status_mut() = status;
    answer
}

const RATE_PAGE: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
<title>Too many tries</title><h1>Too many tries</h1>\
<p>This app was opened very often within a minute. Wait a minute, then open it again.</p></html>";

const BUSY_PAGE: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
<title>Please try again</title><h1>This took too long</h1>\
<p>The app could not finish in time. Wait a moment, then open it again.</p></html>";
