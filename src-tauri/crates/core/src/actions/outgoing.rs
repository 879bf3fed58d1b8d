//! A request on its way out: as it is sent, and as a person reads it.

use patchbay_bigcommerce::api::{Call, Method};
use patchbay_connector::{Action, Connector, Request};
use patchbay_ledger::{App, Store};
use serde_json::Value;

use crate::error::{Error, Field, Result};
use crate::patchbay::Patchbay;
use crate::view::RequestView;

/// What stands for the token in a command.
const TOKEN: &str = "$BIGCOMMERCE_TOKEN";

/// The call that a request is.
pub(super) fn call(connector: &Connector, action: &Action, request: &Request) -> Result<Call> {
    let method = Method::of_name(&request.method)
        .ok_or_else(|| Error::invalid(Field::Input, "The method is GET, POST, PUT or DELETE."))?;
    Ok(Call {
        method,
        path: request.path.clone(),
        query: request.query.clone(),
        body: request.body.clone(),
        harmless: connector.is_harmless_twice(action, request),
    })
}

/// The path with what stands behind it.
pub(crate) fn path(request: &Request) -> String {
    if request.query.is_empty() {
        return request.path.clone();
    }
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(&request.query);
    let query = query.finish().replace("%3A", ":").replace("%2C", ",");
    format!("{}?{query}", request.path)
}

impl Patchbay {
    /// A request as a person reads it.
    pub(crate) async fn shown_request(
        &self,
        app: &App,
        store: &Store,
        asked: (&str, &str, Option<&Value>),
    ) -> RequestView {
        let (method, path, body) = asked;
        let api = self.endpoints(app.mode).await.ok();
        let api = api.map(|endpoints| endpoints.api.to_string());
        let api = api.as_deref().unwrap_or("https://api.bigcommerce.com/");
        let url = format!("{}/stores/{}{path}", api.trim_end_matches('/'), store.hash);
        let body = body.and_then(|body| serde_json::to_string_pretty(body).ok());
        RequestView {
            method: method.to_owned(),
            path: path.to_owned(),
            curl: curl(method, &url, body.as_deref()),
            body,
        }
    }
}

/// The request as a command for a terminal.
fn curl(method: &str, url: &str, body: Option<&str>) -> String {
    let mut parts = vec![
        format!("curl --request {method} {}", quoted(url)),
        format!("--header \"X-Auth-Token: {TOKEN}\""),
        "--header 'Accept: application/json'".into(),
    ];
    if let Some(body) = body {
        parts.push("--header 'Content-Type: application/json'".into());
        parts.push(format!("--data {}", quoted(body)));
    }
    parts.join(" \\\n  ")
}

/// For a POSIX shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_survives_a_quote() {
        let command = curl(
            "POST",
            "https://api.example/v2/orders",
            Some("{\"a\": \"it's\"}"),
        );
        assert!(
            command.contains(r#"--data '{"a": "it'\''s"}'"#),
            "{command}"
        );
        assert!(
            command.contains("X-Auth-Token: $BIGCOMMERCE_TOKEN"),
            "{command}"
        );
    }

    #[test]
    fn what_stands_behind_a_path_stays_readable() {
        let request = Request {
            method: "GET".into(),
            path: "/v3/catalog/products".into(),
            query: vec![
                ("id:in".into(), "1,2".into()),
                ("name".into(), "a&b".into()),
            ],
            body: None,
        };
        assert_eq!(path(&request), "/v3/catalog/products?id:in=1,2&name=a%26b");
    }
}
