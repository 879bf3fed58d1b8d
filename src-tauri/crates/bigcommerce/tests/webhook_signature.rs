//! Webhook signatures: ours against an independent signer, and everything that must not pass.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use patchbay_bigcommerce::webhook::{self, Fault, Signature, SigningKey, sign};
use secrecy::SecretString;

const SECRET: &str = "d41d8cd98f00b204e9800998ecf8427ed41d8cd98f00b204e9800998ecf8427e";
const NOW: i64 = 1_700_000_000;
const BODY: &[u8] = br#"{"scope":"store/order/created","data":{"type":"order","id":250}}"#;

type Headers = Vec<(String, Vec<u8>)>;

fn headers(id: &str, timestamp: &str, signature: &str) -> Headers {
    [
        ("webhook-id", id),
        ("webhook-timestamp", timestamp),
        ("webhook-signature", signature),
    ]
    .map(|(name, value)| (name.to_owned(), value.as_bytes().to_vec()))
    .into()
}

fn verify(secret: &SecretString, headers: &Headers, body: &[u8], now_s: i64) -> Signature {
    webhook::verify(&SigningKey::new(secret), headers, body, now_s)
}

fn secret() -> SecretString {
    SecretString::from(SECRET)
}

fn signed() -> Headers {
    headers(
        "msg_1",
        &NOW.to_string(),
        &sign(&secret(), "msg_1", NOW, BODY),
    )
}

fn with(name: &str, value: &[u8]) -> Headers {
    let mut headers = signed();
    headers
        .iter_mut()
        .find(|(given, _)| given == name)
        .unwrap()
        .1 = value.to_vec();
    headers
}

fn without(name: &str) -> Headers {
    signed()
        .into_iter()
        .filter(|(given, _)| given != name)
        .collect()
}

fn wrong(why: Fault) -> Signature {
    Signature::Wrong { why }
}

fn good() -> Signature {
    Signature::Good {
        id: "msg_1".to_owned(),
        timestamp_s: NOW,
    }
}

#[test]
fn an_independent_signer_is_accepted() {
    let webhook = standardwebhooks::Webhook::new(&STANDARD.encode(SECRET)).unwrap();
    for (id, body) in [
        ("msg_1", BODY),
        ("msg_1", b"" as &[u8]),
        ("msg_1", "{\"é\":1}".as_bytes()),
    ] {
        let signature = webhook.sign(id, NOW, body).unwrap();
        let headers = headers(id, &NOW.to_string(), &signature);
        assert_eq!(verify(&secret(), &headers, body, NOW), good());
    }
}

#[test]
fn an_independent_verifier_accepts_ours() {
    let webhook = standardwebhooks::Webhook::new(&STANDARD.encode(SECRET)).unwrap();
    assert_eq!(
        webhook.sign("msg_1", NOW, BODY).unwrap(),
        sign(&secret(), "msg_1", NOW, BODY)
    );
}

#[test]
fn header_names_are_of_any_case() {
    let headers: Headers = signed()
        .into_iter()
        .map(|(name, value)| (name.to_ascii_uppercase().replace("ID", "Id"), value))
        .collect();
    assert_eq!(verify(&secret(), &headers, BODY, NOW), good());
}

#[test]
fn any_change_is_noticed() {
    for at in 0..BODY.len() {
        let mut body = BODY.to_vec();
        body[at] ^= 1;
        let said = verify(&secret(), &signed(), &body, NOW);
        assert_eq!(said, wrong(Fault::Mismatch), "byte {at} of the body");
    }
    let longer = [BODY, b" "].concat();
    assert_eq!(
        verify(&secret(), &signed(), &longer, NOW),
        wrong(Fault::Mismatch)
    );
    let right = sign(&secret(), "msg_1", NOW, BODY);
    for (name, value) in [
        ("webhook-id", "msg_2"),
        ("webhook-timestamp", "1700000001"),
        ("webhook-timestamp", "01700000000"),
        ("webhook-signature", "v1,"),
        ("webhook-signature", "v1,AAAA"),
        ("webhook-signature", "v1,!!!!"),
        ("webhook-signature", &right[..right.len() - 4]),
        ("webhook-signature", &right.to_ascii_lowercase()),
    ] {
        let said = verify(&secret(), &with(name, value.as_bytes()), BODY, NOW);
        assert_eq!(said, wrong(Fault::Mismatch), "{name}: {value}");
    }
}

#[test]
fn another_secret_does_not_hold() {
    for other in ["", "0", &SECRET[1..], &STANDARD.encode(SECRET)] {
        let said = verify(&SecretString::from(other), &signed(), BODY, NOW);
        assert_eq!(said, wrong(Fault::Mismatch), "secret {other:?}");
    }
}

#[test]
fn parts_cannot_be_shifted_into_each_other() {
    let moved = headers(
        "msg_1.1700000000",
        "1700000000",
        &sign(&secret(), "msg_1", NOW, BODY),
    );
    assert_eq!(verify(&secret(), &moved, BODY, NOW), wrong(Fault::Mismatch));
}

#[test]
fn old_and_early_ones_are_stale() {
    for (now, stale) in [
        (NOW + 300, false),
        (NOW + 301, true),
        (NOW - 300, false),
        (NOW - 301, true),
    ] {
        let said = verify(&secret(), &signed(), BODY, now);
        let expected = if stale {
            Signature::Stale {
                id: "msg_1".to_owned(),
                timestamp_s: NOW,
            }
        } else {
            good()
        };
        assert_eq!(said, expected, "{} s apart", now - NOW);
    }
    let extreme = i64::MAX;
    let headers = headers(
        "m",
        &extreme.to_string(),
        &sign(&secret(), "m", extreme, BODY),
    );
    let said = verify(&secret(), &headers, BODY, i64::MIN);
    assert_eq!(
        said,
        Signature::Stale {
            id: "m".to_owned(),
            timestamp_s: extreme
        }
    );
}

#[test]
fn one_good_signature_among_several_is_enough() {
    let right = sign(&secret(), "msg_1", NOW, BODY);
    let other = sign(&SecretString::from("old"), "msg_1", NOW, BODY);
    for list in [
        format!("{other} {right}"),
        format!("{right} {other}"),
        format!("v2,zz {right}"),
    ] {
        let said = verify(
            &secret(),
            &with("webhook-signature", list.as_bytes()),
            BODY,
            NOW,
        );
        assert_eq!(said, good(), "{list}");
    }
    let many = format!("{}{right}", format!("{other} ").repeat(16));
    let said = verify(
        &secret(),
        &with("webhook-signature", many.as_bytes()),
        BODY,
        NOW,
    );
    assert_eq!(
        said,
        wrong(Fault::Mismatch),
        "only the first sixteen are looked at"
    );
}

#[test]
fn what_is_missing_is_said() {
    let verify = |headers: &Headers| verify(&secret(), headers, BODY, NOW);
    assert_eq!(verify(&Vec::new()), Signature::Absent);
    assert_eq!(verify(&without("webhook-signature")), Signature::Absent);
    assert_eq!(verify(&without("webhook-id")), wrong(Fault::NoId));
    assert_eq!(
        verify(&without("webhook-timestamp")),
        wrong(Fault::NoTimestamp)
    );
    for value in [
        "",
        "now",
        "-1700000000",
        "1700000000.5",
        "99999999999999999999",
    ] {
        let headers = with("webhook-timestamp", value.as_bytes());
        assert_eq!(verify(&headers), wrong(Fault::NoTimestamp), "{value:?}");
    }
    for value in [&b""[..], b"v2,abc", b"v1a,abc", b"abc", b"\xff\xfe"] {
        let headers = with("webhook-signature", value);
        assert_eq!(verify(&headers), wrong(Fault::NoKnownVersion), "{value:?}");
    }
    assert_eq!(verify(&with("webhook-id", b"\xff")), wrong(Fault::NoId));
}

#[test]
fn a_repeated_header_is_refused() {
    for name in ["webhook-id", "webhook-timestamp", "webhook-signature"] {
        let mut headers = signed();
        let again = headers
            .iter()
            .find(|(given, _)| given == name)
            .unwrap()
            .clone();
        headers.push((again.0.to_ascii_uppercase(), again.1));
        assert_eq!(
            verify(&secret(), &headers, BODY, NOW),
            wrong(Fault::Repeated),
            "{name}"
        );
    }
}
