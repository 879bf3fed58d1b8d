//! What goes wrong is explained by the first rule that fits, and by one that says no more than is known.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::bigcommerce;
use patchbay_connector::{Mend, Symptom};

fn rule(symptom: &Symptom) -> &'static str {
    bigcommerce().explain(symptom).expect("explained").rule
}

#[test]
fn the_first_rule_that_fits_is_told() {
    let refused = |said: &str| Symptom::new("api_forbidden").fact("said", said);
    for (symptom, expected) in [
        (
            refused("Unable to view your webhook"),
            "hook_of_another_account",
        ),
        (refused("Something else"), "forbidden_said"),
        (refused(""), "forbidden"),
        (Symptom::new("api_forbidden"), "forbidden"),
        (
            Symptom::detailed("exchange_not_json", "login"),
            "login_page",
        ),
        (Symptom::new("exchange_not_json"), "login_html"),
    ] {
        assert_eq!(rule(&symptom), expected, "{symptom:?}");
    }
    assert_eq!(bigcommerce().explain(&Symptom::new("no_such_code")), None);
}

#[test]
fn what_was_seen_stands_in_the_text() {
    let slash = Symptom::detailed("callback_stray", "trailing_slash")
        .fact("there", "https://x.test/c/key/")
        .fact("field", "App information › Auth");
    let told = bigcommerce().explain(&slash).unwrap();
    assert!(
        told.meaning
            .starts_with("BigCommerce called https://x.test/c/key/, ")
    );
    assert!(told.remedy.contains("under App information › Auth without"));
    assert_eq!(told.mend, Some(Mend::Callbacks));
}

#[test]
fn nothing_is_told_that_is_not_known() {
    let unseen = Symptom::detailed("exchange_redirect_mismatch", "scheme");
    assert_eq!(rule(&unseen), "callback_mismatch", "the URLs are not known");
    let down = Symptom::new("api_store_down");
    assert_eq!(rule(&down), "store_down_at_all");
    assert_eq!(rule(&down.status(503)), "store_down");
}

#[test]
fn every_text_is_a_whole_one() {
    for rule in &bigcommerce().diagnoses {
        assert!(!rule.title.ends_with('.'), "{}: a title", rule.id);
        for text in [&rule.meaning, &rule.remedy] {
            let ended = text.ends_with(['.', '}']);
            assert!(ended, "{}: {text}", rule.id);
        }
    }
}
