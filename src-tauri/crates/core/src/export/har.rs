//! An HTTP Archive, version 1.2: an entry a delivery. What Patchbay knows besides stands in fields
//! that begin with an underscore, as the format asks.

use std::io::{self, Write};

use serde_json::{Value, json};
use url::Url;

use super::formats::Format;
use crate::portable::{Head, PortableDelivery, PortableEvent};

#[derive(Default)]
pub(super) struct Har {
    begun: bool,
}

impl Format for Har {
    fn begin(&mut self, out: &mut dyn Write, head: &Head) -> io::Result<()> {
        let (name, version) = head.written_by.split_once(' ').unwrap_or(("Patchbay", ""));
        let creator = json!({ "name": name, "version": version });
        write!(
            out,
            "{{\"log\":{{\"version\":\"1.2\",\"creator\":{creator},\"entries\":["
        )
    }

    fn event(&mut self, out: &mut dyn Write, event: &PortableEvent) -> io::Result<()> {
        for delivery in &event.deliveries {
            let before: &[u8] = if self.begun { b",\n" } else { b"\n" };
            self.begun = true;
            out.write_all(before)?;
            serde_json::to_writer(&mut *out, &entry(event, delivery))?;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"\n]}}\n")
    }
}

fn entry(event: &PortableEvent, delivery: &PortableDelivery) -> Value {
    json!({
        "startedDateTime": delivery.received_at.to_string(),
        "time": 0,
        "request": request(delivery),
        "response": response(delivery.answer.map_or(200, |answer| answer.status)),
        "cache": {},
        "timings": { "send": 0, "wait": 0, "receive": 0 },
        "_patchbay": {
            "app": event.app,
            "store": event.store,
            "trigger": event.trigger,
            "scope": event.scope,
            "resource": event.resource,
            "identity": event.identity,
            "origin": delivery.origin,
            "verdict": delivery.verdict,
            "webhookId": delivery.webhook_id,
            "labels": event.labels,
            "pinned": event.pinned,
            "note": event.note,
        },
    })
}

fn request(delivery: &PortableDelivery) -> Value {
    let url = url(delivery);
    let size = delivery.body().map_or(0, |body| body.len());
    let mut request = json!({
        "method": delivery.method,
        "url": url,
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": headers(delivery),
        "queryString": query(&url),
        "headersSize": -1,
        "bodySize": size,
    });
    if size > 0 {
        request["postData"] = post_data(delivery);
    }
    request
}

/// The delivery was committed, so this is how it was answered.
fn response(status: u16) -> Value {
    json!({
        "status": status,
        "statusText": if status == 200 { "OK" } else { "" },
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": [{ "name": "Content-Length", "value": "0" }],
        "content": { "size": 0, "mimeType": "" },
        "redirectURL": "",
        "headersSize": -1,
        "bodySize": 0,
    })
}

/// The address the request was sent to, as far as it says so itself.
fn url(delivery: &PortableDelivery) -> String {
    let host = delivery.header("host").unwrap_or("unknown.invalid");
    let whole = Url::parse(&format!("https://{host}{}", delivery.path));
    whole.map_or_else(|_| "https://unknown.invalid/".to_owned(), String::from)
}

fn headers(delivery: &PortableDelivery) -> Vec<Value> {
    let all = delivery.headers.iter();
    all.map(|header| match &header.value {
        Some(value) => json!({ "name": header.name, "value": value }),
        None => json!({ "name": header.name, "value": header.base64, "_encoding": "base64" }),
    })
    .collect()
}

fn query(url: &str) -> Vec<Value> {
    let Ok(url) = Url::parse(url) else {
        return Vec::new();
    };
    url.query_pairs()
        .map(|(name, value)| json!({ "name": name, "value": value }))
        .collect()
}

fn post_data(delivery: &PortableDelivery) -> Value {
    let kind = delivery.header("content-type");
    let kind = kind.unwrap_or("application/octet-stream");
    match &delivery.body {
        Some(text) => json!({ "mimeType": kind, "params": [], "text": text }),
        None => json!({
            "mimeType": kind,
            "params": [],
            "text": delivery.body_base64,
            "_encoding": "base64",
        }),
    }
}
