//! Which headers of a delivery go on when it is sent again.

use patchbay_ledger::Headers;

use crate::{hook_secret, sendings};

/// Those of one connection, of one signature, or of this machine.
const DROPPED: &[&str] = &[
    "accept-encoding",
    "connection",
    "content-length",
    "expect",
    "forwarded",
    "host",
    "keep-alive",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "via",
    "webhook-id",
    "webhook-signature",
    "webhook-timestamp",
];

const DROPPED_STARTS: &[&str] = &["proxy-", "x-forwarded-", "patchbay-"];

/// The headers as received, in order, without those that mean nothing, or say too much, elsewhere.
pub(crate) fn carried(headers: &Headers) -> Headers {
    let kept = |(name, _): &&(String, Vec<u8>)| {
        let name = name.to_ascii_lowercase();
        !DROPPED.contains(&name.as_str())
            && !DROPPED_STARTS.iter().any(|start| name.starts_with(start))
            && !name.eq_ignore_ascii_case(hook_secret::HEADER)
            && !name.eq_ignore_ascii_case(sendings::HEADER)
    };
    headers.iter().filter(kept).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_and_the_connection_s_own_headers_stay() {
        let headers: Headers = [
            "Host",
            "Content-Type",
            "X-Patchbay-Hook",
            "x-patchbay-sent",
            "Webhook-Signature",
            "X-Forwarded-For",
            "X-Own",
            "X-Own",
        ]
        .map(|name| (name.to_owned(), b"1".to_vec()))
        .into();
        let names: Vec<String> = carried(&headers)
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        assert_eq!(names, ["Content-Type", "X-Own", "X-Own"]);
    }
}
