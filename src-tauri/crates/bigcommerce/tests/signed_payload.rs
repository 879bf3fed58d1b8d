//! Signed payloads, made by hand (HMAC and base64, no JWT library), good and bad.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use patchbay_bigcommerce::signed_payload::{Error, SignedPayload, verify};
use secrecy::SecretString;
use serde_json::{Value, json};

const SECRET: &str = "d41d8cd98f00b204e9800998ecf8427ed41d8cd98f00b204e9800998ecf8427e";
const CLIENT_ID: &str = "9r7gqlz7dcvfv3m8onjxkmeg8srmopd";
const ISSUED: i64 = 1_659_031_626;

fn claims() -> Value {
    json!({
        "aud": CLIENT_ID, "iss": "bc", "iat": ISSUED, "nbf": ISSUED - 5, "exp": ISSUED + 86_400,
        "jti": "c5f0bcf5-a504-4ae6-8dcc-0e40eaa5a070", "sub": "stores/z4zn3wo",
        "user": {"id": 9_876_543, "email": "user@example.com", "locale": "en-US"},
        "owner": {"id": 7_654_321, "email": "owner@example.com"},
        "url": "/", "channel_id": null
    })
}

fn b64(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn signed(header: &str, claims: &str, algorithm: hmac::Algorithm, secret: &str) -> String {
    let message = format!("{}.{}", b64(header), b64(claims));
    let tag = hmac::sign(
        &hmac::Key::new(algorithm, secret.as_bytes()),
        message.as_bytes(),
    );
    format!("{message}.{}", b64(tag))
}

fn jwt(claims: &Value) -> String {
    let header = r#"{"typ":"JWT","alg":"HS256"}"#;
    signed(header, &claims.to_string(), hmac::HMAC_SHA256, SECRET)
}

fn with(name: &str, value: Value) -> String {
    let mut claims = claims();
    claims[name] = value;
    jwt(&claims)
}

fn without(name: &str) -> String {
    let mut claims = claims();
    claims.as_object_mut().unwrap().remove(name);
    jwt(&claims)
}

fn check_at(jwt: &str, now_s: i64) -> Result<SignedPayload, Error> {
    verify(jwt, CLIENT_ID, &SecretString::from(SECRET), now_s)
}

fn check(jwt: &str) -> Result<SignedPayload, Error> {
    check_at(jwt, ISSUED)
}

#[test]
fn a_documented_payload_is_proved() {
    let payload = check(&jwt(&claims())).unwrap();
    assert_eq!(payload.store.as_str(), "z4zn3wo");
    assert_eq!(payload.user.id.as_deref(), Some("9876543"));
    assert_eq!(payload.owner.email.as_deref(), Some("owner@example.com"));
    assert_eq!(
        payload.jti.as_deref(),
        Some("c5f0bcf5-a504-4ae6-8dcc-0e40eaa5a070")
    );
    assert_eq!((payload.exp, payload.url.as_str()), (ISSUED + 86_400, "/"));
    assert_eq!(payload.channel_id, None);
}

#[test]
fn optional_claims_may_be_missing() {
    for name in ["owner", "url", "channel_id", "jti", "nbf", "iat"] {
        assert!(check(&without(name)).is_ok(), "{name} may be missing");
    }
    let payload = check(&with("channel_id", json!(12))).unwrap();
    assert_eq!(payload.channel_id, Some(12));
    assert_eq!(
        check(&with("url", json!("//evil.example"))).unwrap().url,
        "/"
    );
    assert_eq!(
        check(&with("url", json!("/orders/5"))).unwrap().url,
        "/orders/5"
    );
}

#[test]
fn claims_are_checked() {
    let cases = [
        ("aud", json!("another"), Error::Audience),
        ("aud", json!([CLIENT_ID]), Error::Audience),
        ("aud", json!([CLIENT_ID, "another"]), Error::Audience),
        ("aud", json!(format!("{CLIENT_ID} ")), Error::Audience),
        ("aud", json!(null), Error::Audience),
        ("iss", json!("bcx"), Error::Issuer),
        ("iss", json!(""), Error::Issuer),
        ("iss", json!(["bc"]), Error::Malformed),
        ("exp", json!("1659118026"), Error::Malformed),
        ("exp", json!(null), Error::Malformed),
        ("exp", json!(ISSUED - 61), Error::Expired),
        ("nbf", json!(ISSUED + 61), Error::NotYet),
        ("nbf", json!("soon"), Error::Malformed),
        ("sub", json!("z4zn3wo"), Error::Subject),
        ("sub", json!("stores/"), Error::Subject),
        ("sub", json!("stores/Z4ZN3WO"), Error::Subject),
        ("sub", json!("stores/z4zn3wo/../x"), Error::Subject),
        ("sub", json!("stores/z4zn3wo\n"), Error::Subject),
        ("sub", json!("users/5"), Error::Subject),
        ("sub", json!(5), Error::Malformed),
        ("user", json!("me"), Error::Malformed),
    ];
    for (name, value, expected) in cases {
        let said = check(&with(name, value.clone()));
        assert_eq!(said, Err(expected), "{name} = {value}");
    }
    for name in ["aud", "iss", "exp", "sub", "user"] {
        assert_eq!(
            check(&without(name)),
            Err(Error::Malformed),
            "{name} must be there"
        );
    }
}

#[test]
fn time_has_a_minute_of_leeway() {
    let jwt = jwt(&claims());
    let (nbf, exp) = (ISSUED - 5, ISSUED + 86_400);
    assert!(check_at(&jwt, exp + 60).is_ok());
    assert_eq!(check_at(&jwt, exp + 61), Err(Error::Expired));
    assert!(check_at(&jwt, nbf - 60).is_ok());
    assert_eq!(check_at(&jwt, nbf - 61), Err(Error::NotYet));
    assert_eq!(check_at(&jwt, i64::MAX), Err(Error::Expired));
    assert_eq!(check_at(&jwt, i64::MIN), Err(Error::NotYet));
    assert!(check_at(&with("exp", json!(i64::MAX)), ISSUED).is_ok());
}

#[test]
fn only_hs256_is_accepted() {
    let claims = claims().to_string();
    for (header, algorithm) in [
        (r#"{"alg":"none"}"#, hmac::HMAC_SHA256),
        (r#"{"alg":"None"}"#, hmac::HMAC_SHA256),
        (r#"{"alg":"hs256"}"#, hmac::HMAC_SHA256),
        (r#"{"alg":"HS384"}"#, hmac::HMAC_SHA384),
        (r#"{"alg":"HS512"}"#, hmac::HMAC_SHA512),
        (r#"{"alg":"RS256"}"#, hmac::HMAC_SHA256),
        (r#"{"alg":"ES256"}"#, hmac::HMAC_SHA256),
        (r#"{"alg":""}"#, hmac::HMAC_SHA256),
    ] {
        let jwt = signed(header, &claims, algorithm, SECRET);
        assert_eq!(check(&jwt), Err(Error::Algorithm), "{header}");
    }
    let unsigned = format!("{}.{}.", b64(r#"{"alg":"none"}"#), b64(&claims));
    assert_eq!(
        check(&unsigned),
        Err(Error::Algorithm),
        "an unsigned payload"
    );
    for header in ["{}", r#"{"alg":null}"#, r#"{"alg":["HS256"]}"#, "[]", "x"] {
        let jwt = signed(header, &claims, hmac::HMAC_SHA256, SECRET);
        assert_eq!(check(&jwt), Err(Error::Malformed), "{header}");
    }
    let critical = r#"{"alg":"HS256","crit":["exp"]}"#;
    let jwt = signed(critical, &claims, hmac::HMAC_SHA256, SECRET);
    assert_eq!(check(&jwt), Err(Error::Malformed), "a critical extension");
    let twice = r#"{"alg":"HS256","alg":"none"}"#;
    let jwt = signed(twice, &claims, hmac::HMAC_SHA256, SECRET);
    assert_eq!(check(&jwt), Err(Error::Malformed), "alg given twice");
}

#[test]
fn claims_given_twice_are_refused() {
    let claims = claims()
        .to_string()
        .replacen('{', r#"{"sub":"stores/evil","#, 1);
    let jwt = signed(r#"{"alg":"HS256"}"#, &claims, hmac::HMAC_SHA256, SECRET);
    assert_eq!(check(&jwt), Err(Error::Malformed));
}

#[test]
fn a_changed_part_is_noticed() {
    let good = jwt(&claims());
    let parts: Vec<&str> = good.split('.').collect();
    let mut other = claims();
    other["sub"] = json!("stores/another");
    let claims_swapped = format!("{}.{}.{}", parts[0], b64(other.to_string()), parts[2]);
    let header_swapped = format!("{}.{}.{}", b64(r#"{"alg":"HS256"}"#), parts[1], parts[2]);
    for jwt in [claims_swapped, header_swapped] {
        assert_eq!(check(&jwt), Err(Error::Signature), "{jwt}");
    }
    for at in 0..43 {
        let mut signature = URL_SAFE_NO_PAD.decode(parts[2]).unwrap();
        signature[at % 32] ^= 1 << (at % 8);
        let jwt = format!("{}.{}.{}", parts[0], parts[1], b64(&signature));
        assert_eq!(
            check(&jwt),
            Err(Error::Signature),
            "byte {at} of the signature"
        );
    }
    let short = &good[..good.len() - 7];
    assert_eq!(check(short), Err(Error::Signature), "a shortened signature");
}

#[test]
fn another_secret_or_app_is_noticed() {
    let jwt = jwt(&claims());
    for secret in ["", "x", &SECRET[1..]] {
        let said = verify(&jwt, CLIENT_ID, &SecretString::from(secret), ISSUED);
        assert_eq!(said, Err(Error::Signature), "secret {secret:?}");
    }
    for client_id in ["", "another", &CLIENT_ID[1..]] {
        let said = verify(&jwt, client_id, &SecretString::from(SECRET), ISSUED);
        assert_eq!(said, Err(Error::Audience), "client id {client_id:?}");
    }
    let keyless = signed(
        r#"{"alg":"HS256"}"#,
        &claims().to_string(),
        hmac::HMAC_SHA256,
        "",
    );
    let said = verify(&keyless, CLIENT_ID, &SecretString::from(""), ISSUED);
    assert_eq!(
        said,
        Err(Error::Signature),
        "an app without a secret proves nothing"
    );
}

#[test]
fn garbage_is_refused() {
    let good = jwt(&claims());
    let cases = [
        "",
        ".",
        "..",
        "...",
        "a.b.c",
        "é.é.é",
        "null",
        &format!("{good}.x"),
        &good[1..],
    ];
    for jwt in cases {
        assert_eq!(check(jwt), Err(Error::Malformed), "{jwt:?}");
    }
    let padded = with("url", json!(format!("/{}", "x".repeat(8_000))));
    assert_eq!(check(&padded), Err(Error::TooLarge));
}

#[test]
fn every_refusal_explains_itself() {
    for error in [
        Error::TooLarge,
        Error::Malformed,
        Error::Algorithm,
        Error::Signature,
        Error::Audience,
        Error::Issuer,
        Error::Expired,
        Error::NotYet,
        Error::Subject,
    ] {
        assert!(error.code().starts_with("signed_payload_"), "{error:?}");
    }
}
