//! One attempt on the wire.

use std::collections::BTreeMap;

use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue};

use super::{destination, sign};
use crate::faults::Faults;
use crate::model::{Hook, Outcome, Pending};

/// Documented limits of the answer's headers: how many, length of a name, length of a value.
const HEADERS: usize = 64;
const NAME: usize = 64;
const VALUE: usize = 8_192;

/// A request that is ready to leave.
#[derive(Debug)]
pub(super) struct Request {
    url: url::Url,
    headers: HeaderMap,
    body: String,
}

/// Makes the request of an attempt at `now_s`, seconds since the epoch.
pub(super) fn prepare(
    pending: &Pending,
    hook: &Hook,
    secret: &str,
    faults: &Faults,
    now_s: i64,
) -> Result<Request, String> {
    let url = destination::check(&hook.destination).map_err(|unfit| unfit.to_string())?;
    let mut headers = own_headers(hook.headers.as_ref());
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(ACCEPT, HeaderValue::from_static("*/*"));
    if !faults.unsigned {
        let secret = if faults.wrong_signature {
            "not the client secret"
        } else {
            secret
        };
        let signed = sign::sign(secret, &pending.message_id, now_s, &pending.body)
            .map_err(|error| error.to_string())?;
        for (name, value) in signed.headers() {
            let value = HeaderValue::try_from(value).map_err(|error| error.to_string())?;
            headers.insert(HeaderName::from_static(name), value);
        }
    }
    Ok(Request {
        url,
        headers,
        body: pending.body.clone(),
    })
}

/// Sends it; follows no redirect and reads no body.
pub(super) async fn send(http: &reqwest::Client, request: Request) -> Outcome {
    let call = http
        .post(request.url)
        .headers(request.headers)
        .body(request.body);
    match call.send().await {
        Ok(answer) if too_much(answer.headers()) => {
            Outcome::Failed("the answer's headers exceed the documented limits".to_owned())
        }
        Ok(answer) => Outcome::Answered(answer.status().as_u16()),
        Err(error) => Outcome::Failed(reason(&error).to_owned()),
    }
}

fn own_headers(custom: Option<&BTreeMap<String, String>>) -> HeaderMap {
    let parsed = |(name, value): (&String, &String)| {
        Some((
            HeaderName::try_from(name).ok()?,
            HeaderValue::try_from(value).ok()?,
        ))
    };
    custom.into_iter().flatten().filter_map(parsed).collect()
}

fn too_much(headers: &HeaderMap) -> bool {
    headers.len() > HEADERS
        || headers
            .iter()
            .any(|(name, value)| name.as_str().len() > NAME || value.len() > VALUE)
}

fn reason(error: &reqwest::Error) -> &'static str {
    if error.is_timeout() {
        "timeout"
    } else if error.is_connect() {
        "connection failed"
    } else {
        "no valid answer"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_with_too_many_headers_is_no_acknowledgement() {
        let mut headers = HeaderMap::new();
        for n in 0..64 {
            let name = HeaderName::try_from(format!("x-{n}")).unwrap();
            headers.insert(name, HeaderValue::from_static("1"));
        }
        assert!(!too_much(&headers));
        headers.insert("x-more", HeaderValue::from_static("1"));
        assert!(too_much(&headers));
    }
}
