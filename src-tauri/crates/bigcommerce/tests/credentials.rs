//! What people paste into the two fields.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use patchbay_bigcommerce::credentials::{Code, Field, check, trimmed};
use secrecy::SecretString;

const ID: &str = "9r7gqlz7dcvfv3m8onjxkmeg8srmopd";
const SECRET: &str = "d41d8cd98f00b204e9800998ecf8427ed41d8cd98f00b204e9800998ecf8427e";

fn found(id: &str, secret: &str) -> Vec<(Field, Code)> {
    let findings = check(id, &SecretString::from(secret));
    findings
        .into_iter()
        .map(|finding| (finding.field, finding.code))
        .collect()
}

#[test]
fn a_usual_pair_has_no_findings() {
    assert_eq!(found(ID, SECRET), []);
    assert_eq!(
        found(ID, "b8vkxoy0pm8mhcf04yx7y4h9ap5yv6x"),
        [],
        "an older, shorter secret"
    );
}

#[test]
fn mistakes_are_found() {
    use {Code::*, Field::*};
    let cases = [
        ("", SECRET, vec![(ClientId, Empty)]),
        ("  ", " \n", vec![(ClientId, Empty), (ClientSecret, Empty)]),
        (ID, "d41d8 cd98f", vec![(ClientSecret, SpaceInside)]),
        ("abc\ndef", SECRET, vec![(ClientId, SpaceInside)]),
        (
            "https://login.bigcommerce.com/app/x/install",
            SECRET,
            vec![(ClientId, Url)],
        ),
        (ID, "HTTPS://a.example", vec![(ClientSecret, Url)]),
        (
            "CLIENT_ID",
            "YOUR_SECRET",
            vec![(ClientId, Placeholder), (ClientSecret, Placeholder)],
        ),
        (ID, "••••••••••••", vec![(ClientSecret, Placeholder)]),
        (ID, "****************", vec![(ClientSecret, Placeholder)]),
        (ID, ID, vec![(ClientSecret, Same)]),
        (SECRET, ID, vec![(ClientId, Swapped)]),
        ("Abc", SECRET, vec![(ClientId, OddCharacters)]),
        ("abc", SECRET, vec![(ClientId, OddLength)]),
        (ID, &SECRET[..63], vec![(ClientSecret, OddLength)]),
        (
            ID,
            &SECRET.replace('d', "="),
            vec![(ClientSecret, OddCharacters)],
        ),
    ];
    for (id, secret, expected) in cases {
        assert_eq!(found(id, secret), expected, "{id:?} {secret:?}");
    }
}

#[test]
fn spaces_around_are_left_out_and_said() {
    let (id, secret) = (format!("\u{feff} {ID}\t"), format!("{SECRET}\r\n"));
    assert_eq!(
        found(&id, &secret),
        [
            (Field::ClientId, Code::Trimmed),
            (Field::ClientSecret, Code::Trimmed)
        ]
    );
    assert_eq!((trimmed(&id), trimmed(&secret)), (ID, SECRET));
}

#[test]
fn only_sure_mistakes_block() {
    let blocks = |id, secret| {
        check(id, &SecretString::from(secret))
            .iter()
            .any(|finding| finding.code.blocks())
    };
    assert!(blocks("", SECRET) && blocks(ID, ID) && blocks(ID, "a b"));
    assert!(
        !blocks("abc", "short") && !blocks(SECRET, ID),
        "the unusual may still be right"
    );
}

#[test]
fn no_message_repeats_a_value() {
    for (id, secret) in [("canary-7 x", "canary-9"), ("https://canary-7", "canary 9")] {
        for finding in check(id, &SecretString::from(secret)) {
            assert!(!format!("{finding:?}").contains("canary"), "{finding:?}");
            assert!(finding.message.ends_with('.'));
        }
    }
}
