//! What BigCommerce tells of failed deliveries is read as the manifest describes it, and a manifest
//! that describes it wrongly is refused.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
#![allow(clippy::wildcard_enum_match_arm)]

mod common;

use patchbay_connector::{ExceptionNames, Exceptions, ManifestError, ToldException, parse};
use serde_json::json;

const NAMES: ExceptionNames<'_> = ExceptionNames {
    trigger: "Order Created",
    host: "hooks.example",
};

fn bigcommerces() -> &'static Exceptions {
    common::bigcommerce().exceptions.as_ref().unwrap()
}

fn with(from: &str, to: &str) -> ManifestError {
    let whole = common::manifest();
    assert!(whole.contains(from), "{from}");
    parse(&whole.replacen(from, to, 1)).unwrap_err()
}

#[test]
fn the_codes_that_bigcommerce_documents_have_words() {
    let told = bigcommerces();
    let codes: Vec<(i64, bool)> = told.codes.iter().map(|it| (it.code, it.loses)).collect();
    assert_eq!(codes, [(90_001, false), (90_002, true), (90_003, true)]);
    assert_eq!(
        told.sentence(90_001, NAMES),
        "BigCommerce could not deliver Order Created and will try again"
    );
    assert_eq!(
        told.sentence(90_003, NAMES),
        "BigCommerce delivers nothing to hooks.example for a while"
    );
    assert_eq!(
        told.sentence(90_009, NAMES),
        "BigCommerce has trouble delivering Order Created"
    );
}

#[test]
fn a_payload_says_which_hook_is_meant_and_why() {
    let told = bigcommerces();
    let payload = |data| json!({"scope": told.scope, "data": data});
    let whole = json!({"type": "webhook", "id": 7, "error_code": 90_002, "message": " Over. "});
    let read = told.read(&payload(whole)).unwrap();
    assert_eq!(
        read,
        ToldException {
            hook: 7,
            code: 90_002,
            message: "Over.".into()
        }
    );
    let texts = json!({"id": "7", "error_code": "90001"});
    let read = told.read(&payload(texts)).unwrap();
    assert_eq!(
        (read.hook, read.code, read.message.as_str()),
        (7, 90_001, "")
    );
    for data in [
        json!({"id": 7}),
        json!({"error_code": 90_001}),
        json!({"id": "x", "error_code": 90_001}),
        json!([]),
    ] {
        assert_eq!(told.read(&payload(data.clone())), None, "{data}");
    }
}

#[test]
fn a_sample_that_does_not_say_so_is_refused() {
    for (from, to, why) in [
        (
            "hook = \"/data/id\"\n",
            "hook = \"/data/hook\"\n",
            "which hook",
        ),
        (
            "code = \"/data/error_code\"",
            "code = \"/data/type\"",
            "which hook",
        ),
        (
            "\"error_code\": 90001",
            "\"error_code\": 90009",
            "unknown code 90009",
        ),
        (
            "message = \"/data/message\"",
            "message = \"/data/words\"",
            "no words",
        ),
        (
            "\"scope\": \"store/hook/deliveryException\"",
            "\"scope\": \"store/hook/other\"",
            "is not one of",
        ),
    ] {
        match with(from, to) {
            ManifestError::ExceptionSample(message) => {
                assert!(message.contains(why), "{from}: {message}");
            }
            other => panic!("{from}: {other}"),
        }
    }
}

#[test]
fn a_code_twice_a_triggers_scope_and_other_placeholders_are_refused() {
    let twice = with("code = 90002\n", "code = 90001\n");
    assert!(matches!(twice, ManifestError::Duplicate { id, .. } if id == "90001"));
    let taken = with(
        "scope = \"store/hook/deliveryException\"",
        "scope = \"store/order/created\"",
    );
    assert!(matches!(taken, ManifestError::Duplicate { id, .. } if id == "store/order/created"));
    for phrase in ["nothing to {address}", "nothing to {host"] {
        let other = with("nothing to {host}", phrase);
        assert!(
            matches!(other, ManifestError::Placeholder { .. }),
            "{other}"
        );
    }
    let empty = with(
        "switched its hook off\"\nmeans = \"",
        "switched its hook off\"\nmeans = \"\"#",
    );
    assert!(matches!(empty, ManifestError::Empty { .. }), "{empty}");
}
