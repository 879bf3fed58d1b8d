//! The REST API of the practice stores. HTTP ends here: an operation is a plain function from the
//! world and a call to an answer, and everything that holds for all of them (token, scope, quota,
//! faults) stands in front of it.

mod answer;
mod call;
mod carts;
mod catalog;
mod coupons;
mod customers;
pub mod drive;
mod filters;
mod gate;
mod hooks;
mod inventory;
mod metafields;
mod orders;
mod page;
mod payments;
mod price_lists;
mod rate;
mod refunds;
mod refusal;
mod route;
mod shape;
mod span;
mod store;
mod subject;
mod times;

use std::time::Duration;

use axum::Router;
use axum::body::to_bytes;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{CONTENT_TYPE, DATE};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{Html, IntoResponse, Response};

use crate::Practice;
use crate::server::Cord;
use answer::{Answer, Body, Version};
use call::Call;
use gate::Served;
use refusal::Refusal;

/// The longest body that is read, in bytes.
const BODY_LIMIT: usize = 1_048_576;

/// Everything under `/stores/{hash}/v2` and `/stores/{hash}/v3`.
pub fn router() -> Router<Practice> {
    Router::new().fallback(serve)
}

async fn serve(
    State(practice): State<Practice>,
    ConnectInfo(cord): ConnectInfo<Cord>,
    request: Request,
) -> Response {
    let Some(mut call) = addressed(request.method().as_str(), request.uri()) else {
        return respond(Refusal::missing("Resource").answer(Version::V3));
    };
    call.token = header(request.headers(), "x-auth-token");
    call.base.clone_from(&practice.addresses().api);
    match to_bytes(request.into_body(), BODY_LIMIT).await {
        Ok(body) => call.body = body,
        Err(_) => return StatusCode::PAYLOAD_TOO_LARGE.into_response(),
    }
    let delay_ms = practice.read(|world| world.faults.delay_ms(&call.store));
    tokio::time::sleep(Duration::from_millis(delay_ms)).await;
    call.now_ms = practice.now_ms();
    let served = practice.change(|world| gate::serve(world, &call));
    if served.lost {
        cord.cut();
    }
    let mut response = with_limits(served);
    if let Ok(date) = times::http(call.now_ms).parse() {
        response.headers_mut().insert(DATE, date);
    }
    response
}

fn addressed(method: &str, uri: &Uri) -> Option<Call> {
    let decoded = |part: &str| form(&format!("x={}", part.replace('+', "%2B"))).pop();
    let mut segments = uri
        .path()
        .split('/')
        .filter(|part| !part.is_empty())
        .map(str::to_owned);
    if segments.next()? != "stores" {
        return None;
    }
    let store = segments.next()?;
    let version = match segments.next()?.as_str() {
        "v2" => Version::V2,
        "v3" => Version::V3,
        _ => return None,
    };
    let path = segments
        .map(|part| decoded(&part).map_or(part, |(_, text)| text))
        .collect();
    let query = form(uri.query().unwrap_or_default());
    let method = method.to_owned();
    Some(Call {
        method,
        store,
        version,
        path,
        query,
        ..Call::default()
    })
}

fn form(text: &str) -> Vec<(String, String)> {
    url::form_urlencoded::parse(text.as_bytes())
        .into_owned()
        .collect()
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .map(str::to_owned)
}

fn with_limits(served: Served) -> Response {
    let mut response = respond(served.answer);
    for (name, value) in served.limits.into_iter().flat_map(rate::Limits::headers) {
        response.headers_mut().insert(name, value.into());
    }
    response
}

fn respond(answer: Answer) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    match answer.body {
        Body::Empty => status.into_response(),
        Body::Html(page) => (status, Html(page)).into_response(),
        Body::Json(value) => (
            status,
            [(CONTENT_TYPE, "application/json")],
            value.to_string(),
        )
            .into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_store_version_and_resource() {
        let uri = "/stores/g5cd38/v3/hooks/7/?scope=store%2Forder%2F*&page=2"
            .parse()
            .unwrap();
        let call = addressed("GET", &uri).unwrap();
        assert_eq!((call.store.as_str(), call.version), ("g5cd38", Version::V3));
        assert_eq!(call.path, ["hooks", "7"]);
        assert_eq!(call.param("scope"), Some("store/order/*"));
        assert!(addressed("GET", &"/stores/g5cd38/v4/x".parse().unwrap()).is_none());
    }
}
