//! Steps that send a request to a saved address. Where it goes is what the user saved, looked at again
//! as the connection is made; no redirect is followed, and what is answered is kept without what looks
//! like a secret.

use std::collections::BTreeMap;

use patchbay_ledger::{CallKind, ForwardAddress, NewCall};
use patchbay_orchestration::document::Method;
use reqwest::RequestBuilder;
use reqwest::header::{HeaderName, HeaderValue};
use serde_json::Value;
use url::Url;

use super::answered::{answered, unanswered};
use super::attempt::Made;
use crate::error::{Error, Field, Result};
use crate::patchbay::Patchbay;
use crate::redact::{redact, redact_json};

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
