//! Steps that send a request to a saved address. Where it goes is what the user saved, looked at again
//! as the connection is made; no redirect is followed, and what is answered is kept without what looks
//! like a secret.

use std::collections::BTreeMap;

use patchbay_ledger::{CallKind, CallState, ForwardAddress, NewCall};
use patchbay_orchestration::document::Method;
use patchbay_orchestration::repeat::Outcome;
use reqwest::header::{HeaderName, HeaderValue, RETRY_AFTER};
use reqwest::{RequestBuilder, Response};
use serde_json::{Value, json};
use url::Url;

use super::attempt::{Made, end, with_problem};
use crate::error::{Error, Field, Result};
use crate::patchbay::Patchbay;
use crate::redact::{redact, redact_json};
use crate::view::Problem;

/// The most of an answer that is read, in bytes.
const MOST_READ: usize = 256 * 1024;

/// Headers that are the connection's own, or would say that somebody else sent it.
const OWN: &[&str] = &[
    "host",
    "content-length",
    "connection",
    "transfer-encoding",
    "upgrade",
];

/// A request to a saved address.
pub(super) struct Outgoing {
    pub address: ForwardAddress,
    pub method: Method,
    pub url: Url,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Option<Value>,
}

/// What a step asks for, filled in.
pub(super) struct Asked<'w> {
    pub method: Method,
    pub path: &'w str,
    pub query: &'w BTreeMap<String, String>,
    pub headers: &'w BTreeMap<String, String>,
    pub body: Option<&'w Value>,
}

impl Patchbay {
    /// A request to a saved address, below what was saved.
    pub(super) async fn outgoing(&self, origin: &str, asked: &Asked<'_>) -> Result<Outgoing> {
        let address = self.saved_address(origin).await?;
        let base = self.checked(&address)?;
        let url = below(&base, asked.path, asked.query)?;
        Ok(Outgoing {
            address,
            method: asked.method,
            url,
            headers: headers(asked.headers)?,
            body: asked.body.cloned(),
        })
    }

    /// The saved address that a document names.
    pub(super) async fn saved_address(&self, id: &str) -> Result<ForwardAddress> {
        let all = self.0.ledger.forward_addresses().await?;
        let of = |address: &ForwardAddress| address.id.to_string() == id;
        all.into_iter()
            .find(of)
            .ok_or(Error::NotFound("forward address"))
    }

    /// Sends it once.
    pub(super) async fn send_outgoing(&self, outgoing: &Outgoing) -> Result<Made> {
        let client = self.0.forwarding.clients.of(outgoing.address.saved.reach);
        let client = client.ok_or_else(|| Error::Internal("no certificates".into()))?;
        let request = outgoing.fill(client.request(method(outgoing.method), outgoing.url.clone()));
        Ok(match request.send().await {
            Ok(response) => answered(response, self.now()).await,
            Err(error) => unanswered(&error, self.now()),
        })
    }
}

impl Outgoing {
    fn fill(&self, request: RequestBuilder) -> RequestBuilder {
        let headers = self.headers.iter();
        let request = headers.fold(request, |request, (name, value)| {
            request.header(name, value.clone())
        });
        match &self.body {
            None => request,
            Some(Value::String(text)) => request.body(text.clone()),
            Some(json) => request.json(json),
        }
    }

    /// What is written down of it before it is sent.
    pub(super) fn written(&self, store_id: Option<i64>, now: i64) -> NewCall {
        let mut body = self.body.clone();
        body.iter_mut().for_each(redact_json);
        NewCall {
            kind: CallKind::Http,
            store_id,
            action: String::new(),
            input: "{}".into(),
            method: method(self.method).to_string(),
            path: redact(self.url.as_str()).into_owned(),
            body: body.map(|body| body.to_string()),
            began_at: now,
            repeats: None,
        }
    }
}

fn method(method: Method) -> reqwest::Method {
    match method {
        Method::Get => reqwest::Method::GET,
        Method::Head => reqwest::Method::HEAD,
        Method::Post => reqwest::Method::POST,
        Method::Put => reqwest::Method::PUT,
        Method::Patch => reqwest::Method::PATCH,
        Method::Delete => reqwest::Method::DELETE,
    }
}

/// A URL that never leads above or beside the saved one.
fn below(base: &Url, path: &str, query: &BTreeMap<String, String>) -> Result<Url> {
    let mut url = base.clone();
    let under = base.path().trim_end_matches('/');
    let (path, typed) = path.split_once('?').unwrap_or((path, ""));
    if !path.is_empty() {
        url.set_path(&format!("{under}{path}"));
    }
    let within =
        under.is_empty() || url.path() == under || url.path().starts_with(&format!("{under}/"));
    if url.origin() != base.origin() || !within {
        let wrong = "The path leads out of the saved address.";
        return Err(Error::invalid(Field::Input, wrong));
    }
    let typed = url::form_urlencoded::parse(typed.as_bytes()).into_owned();
    let query = query
        .iter()
        .map(|(name, value)| (name.clone(), value.clone()));
    let pairs: Vec<(String, String)> = typed.chain(query).collect();
    if !pairs.is_empty() {
        url.query_pairs_mut().extend_pairs(pairs);
    }
    Ok(url)
}

fn headers(asked: &BTreeMap<String, String>) -> Result<Vec<(HeaderName, HeaderValue)>> {
    let wrong = |name: &str| Error::invalid(Field::Input, format!("{name} is no header to set."));
    asked
        .iter()
        .map(|(name, value)| {
            let own = OWN.contains(&name.to_ascii_lowercase().as_str());
            let key = name.parse::<HeaderName>().ok().filter(|_| !own);
            let value = HeaderValue::from_str(value).ok();
            key.zip(value).ok_or_else(|| wrong(name))
        })
        .collect()
}

async fn answered(response: Response, now: i64) -> Made {
    let status = response.status().as_u16();
    let wait_ms = retry_after(&response);
    let body = read(response).await;
    let output = json!({ "status": status, "body": body });
    let kept = Some(output.to_string());
    if (200..300).contains(&status) {
        let done = patchbay_ledger::CallEnd {
            answer: kept,
            ..end(CallState::Done, Some(status), now)
        };
        return Made::done(done, output);
    }
    let problem = refusal(status);
    let failed = patchbay_ledger::CallEnd {
        answer: kept,
        ..with_problem(
            end(CallState::Failed, Some(status), now),
            "http_status",
            &problem,
        )
    };
    let outcome = Outcome::Refused { status, wait_ms };
    Made::undone(failed, outcome, &format!("http_{status}"), problem)
}

fn refusal(status: u16) -> Problem {
    let redirect = (300..400).contains(&status);
    Problem {
        title: format!("The address answered {status}"),
        meaning: match redirect {
            true => "It answered with a redirect, which is not followed.".into(),
            false => String::new(),
        },
        remedy: match redirect {
            true => "Save the address that it leads to.".into(),
            false => "Look at what it answered, and at its own log.".into(),
        },
        mend: None,
    }
}

/// What was never sent is told from what may have arrived.
fn unanswered(error: &reqwest::Error, now: i64) -> Made {
    let never = error.is_connect() || error.is_builder();
    let problem = Problem {
        title: crate::forward::unanswered(error),
        remedy: "Look whether the service runs, and whether its address is right.".into(),
        ..Problem::default()
    };
    let (state, outcome) = match never {
        true => (CallState::Failed, Outcome::NeverSent),
        false => (CallState::Unknown, Outcome::Lost),
    };
    let ended = with_problem(end(state, None, now), "http_unanswered", &problem);
    Made::undone(ended, outcome, "http_unanswered", problem)
}

fn retry_after(response: &Response) -> Option<u64> {
    let said = response.headers().get(RETRY_AFTER)?.to_str().ok()?;
    Some(said.trim().parse::<u64>().ok()?.saturating_mul(1_000))
}

/// JSON where it is JSON, text otherwise.
async fn read(mut response: Response) -> Value {
    let mut body = Vec::new();
    while body.len() < MOST_READ
        && let Ok(Some(chunk)) = response.chunk().await
    {
        body.extend_from_slice(&chunk);
    }
    body.truncate(MOST_READ);
    match serde_json::from_slice::<Value>(&body) {
        Ok(mut json) => {
            redact_json(&mut json);
            json
        }
        Err(_) => Value::String(redact(&String::from_utf8_lossy(&body)).into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_below_what_was_saved() {
        let base = Url::parse("https://shop.example/in").unwrap();
        let none = BTreeMap::new();
        let at = |path: &str| below(&base, path, &none).map(|url| url.to_string());
        assert_eq!(at("").unwrap(), "https://shop.example/in");
        assert_eq!(
            at("/orders/118").unwrap(),
            "https://shop.example/in/orders/118"
        );
        assert_eq!(
            at("/orders?a=1").unwrap(),
            "https://shop.example/in/orders?a=1"
        );
        for astray in ["/../admin", "/%2e%2e/admin", "/..%2f..", "x"] {
            let led = at(astray);
            let stays = led
                .as_ref()
                .is_ok_and(|it| it.starts_with("https://shop.example/in/"));
            assert!(led.is_err() || stays, "{astray}: {led:?}");
        }
    }

    #[test]
    fn headers_of_the_connection_are_not_set() {
        let one = |name: &str| headers(&BTreeMap::from([(name.to_owned(), "x".to_owned())]));
        assert!(one("X-Trace").is_ok());
        assert!(one("Host").is_err());
        assert!(one("bad name").is_err());
    }
}
