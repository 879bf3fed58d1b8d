//! A faulty manifest is refused with a message that names the place.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
#![allow(clippy::wildcard_enum_match_arm)]

use std::fs;
use std::path::{Path, PathBuf};

use patchbay_connector::{Connector, ManifestError, bundled, parse};

const GOOD: &str = include_str!("common/shop.toml");

fn with(from: &str, to: &str) -> ManifestError {
    assert!(GOOD.contains(from), "{from}");
    parse(&GOOD.replacen(from, to, 1)).unwrap_err()
}

#[test]
fn the_good_one_is_good() {
    assert_eq!(parse(GOOD).unwrap().id, "shop");
}

#[test]
fn bundled_connectors_are_all_read() {
    let ids: Vec<&str> = bundled()
        .iter()
        .map(|connector| connector.id.as_str())
        .collect();
    assert_eq!(ids, ["bigcommerce"]);
}

/// A manifest as it lies in its folder, joined as the build script joins it.
fn lying(id: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../connectors");
    let mut files: Vec<PathBuf> = fs::read_dir(folder.join(id))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files.insert(0, folder.join(format!("{id}.toml")));
    let texts = files.iter().map(|file| fs::read_to_string(file).unwrap());
    texts.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_file_of_a_manifest_is_bundled() {
    for connector in bundled() {
        let lying = parse(&lying(&connector.id)).unwrap();
        let ids = |it: &Connector| {
            it.actions
                .iter()
                .map(|it| it.id.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(ids(&lying), ids(connector));
        assert!(lying == *connector, "{}", connector.id);
    }
}

#[test]
fn unknown_missing_and_mistyped_keys_are_named() {
    for (from, to, named) in [
        ("summary =", "sumary =", "sumary"),
        ("required = true", "required = true\ntypo = 1", "typo"),
        (
            "about = \"Read.\"",
            "about = \"Read.\"\nlevels = 1",
            "levels",
        ),
        (
            "id = \"/data/id\" }",
            "id = \"/data/id\", other = 1 }",
            "other",
        ),
        ("name = \"Shop\"", "", "name"),
        ("level = \"read_only\"", "level = \"reading\"", "reading"),
        ("kind = \"created\"", "kind = \"deleted\"", "deleted"),
        ("group = \"Events\"", "", "group"),
        ("default_on = true", "default_on = \"yes\"", "default_on"),
        ("[auth]", "[auth", "auth"),
    ] {
        match with(from, to) {
            ManifestError::Syntax(message) => assert!(message.contains(named), "{message}"),
            other => panic!("{from}: {other:?}"),
        }
    }
}

#[test]
fn another_format_is_refused() {
    assert_eq!(
        with("manifest = 1", "manifest = 2"),
        ManifestError::Format(2)
    );
}

#[test]
fn scopes_that_do_not_exist_are_named_with_their_place() {
    for (from, to, place, scope) in [
        (
            "mandatory = [\"a\"]",
            "mandatory = [\"x\"]",
            "mandatory",
            "x",
        ),
        (
            "implies = [\"a_read_only\"]",
            "implies = [\"y\"]",
            "scope `a`: implies",
            "y",
        ),
        (
            "needs_any = [\"a_read_only\"]",
            "needs_any = [\"z\"]",
            "trigger `made`: needs_any",
            "z",
        ),
        (
            "{id}\"]\nneeds_any = [\"a_read_only\"]",
            "{id}\"]\nneeds_any = [\"q\"]",
            "endpoint `list`: needs_any",
            "q",
        ),
        (
            "mandatory = [\"a\"]",
            "mandatory = [\"bee\"]",
            "mandatory",
            "bee",
        ),
    ] {
        let expected = ManifestError::UnknownScope {
            place: place.into(),
            scope: scope.into(),
        };
        assert_eq!(with(from, to), expected);
    }
}

#[test]
fn endpoints_are_calls() {
    for bad in [
        "/v2/things",
        "FETCH /v2/things",
        "GET things",
        "GET /v2/a b",
    ] {
        let expected = ManifestError::Call {
            endpoint: "list".into(),
            call: bad.into(),
        };
        let call = format!("calls = [\"{bad}\"");
        assert_eq!(
            with("calls = [\"GET /v2/things\"", &call),
            expected,
            "{bad}"
        );
    }
    let twice = with("calls = [", "calls = [\"GET /v2/things\", ");
    let (place, id) = ("calls".to_owned(), "GET /v2/things".to_owned());
    assert_eq!(twice, ManifestError::Duplicate { place, id });
}

#[test]
fn implications_go_down_one_row_without_a_circle() {
    let circle = with("about = \"Read.\"", "about = \"Read.\"\nimplies = [\"a\"]");
    assert_eq!(
        circle,
        ManifestError::Cycle("a_read_only → a → a_read_only".into())
    );
    let itself = with("implies = [\"a_read_only\"]", "implies = [\"a\"]");
    assert_eq!(itself, ManifestError::Cycle("a → a".into()));
    let other = with("implies = [\"a_read_only\"]", "implies = [\"b\"]");
    assert_eq!(
        other,
        ManifestError::OtherRow {
            scope: "a".into(),
            implied: "b".into()
        }
    );
}

#[test]
fn nothing_occurs_twice() {
    for (from, to, id) in [
        ("id = \"b\"", "id = \"a\"", "a"),
        ("also_spelt = [\"bee\"]", "also_spelt = [\"a\"]", "a"),
        ("mandatory = [\"a\"]", "mandatory = [\"a\", \"a\"]", "a"),
        ("row = \"B\"", "row = \"A\"", "A: Modify"),
    ] {
        match with(from, to) {
            ManifestError::Duplicate { id: found, .. } => assert_eq!(found, id),
            other => panic!("{other:?}"),
        }
    }
    let again = GOOD.split_once("[[triggers]]").unwrap().1;
    let twice = parse(&format!("{GOOD}\n[[triggers]]{again}")).unwrap_err();
    assert!(matches!(twice, ManifestError::Duplicate { id, .. } if id == "made"));
}

#[test]
fn ids_and_texts_have_a_form() {
    assert!(matches!(
        with("id = \"shop\"", "id = \"Shop\""),
        ManifestError::BadId { .. }
    ));
    assert!(matches!(
        with("id = \"b\"", "id = \"\""),
        ManifestError::BadId { .. }
    ));
    assert!(matches!(
        with("about = \"Read.\"", "about = \" \""),
        ManifestError::Empty { .. }
    ));
    assert!(matches!(
        with("group = \"Events\"", "group = \" \""),
        ManifestError::Empty { .. }
    ));
    assert!(matches!(
        with("\"Installs.\"", "\"\""),
        ManifestError::Empty { .. }
    ));
}

#[test]
fn callbacks_are_complete_and_their_suffixes_are_paths() {
    let second = with("kind = \"load\"", "kind = \"auth\"");
    assert_eq!(second, ManifestError::Callback("auth"));
    let gone = with("kind = \"load\"", "kind = \"uninstall\"");
    assert_eq!(gone, ManifestError::Callback("load"));
    for suffix in ["load", "/", "/Load", "/a/b", "/a?b"] {
        let error = with("suffix = \"\"", &format!("suffix = \"{suffix}\""));
        assert_eq!(error, ManifestError::Suffix(suffix.into()));
    }
}

#[test]
fn samples_keep_what_the_trigger_says_of_them() {
    let sample = |text: &str| with("'{\"scope\":\"store/made\",\"data\":{\"id\":5}}'", text);
    assert!(matches!(sample("'{'"), ManifestError::SampleNotJson { .. }));
    for without in [
        "'{\"scope\":\"store/made\",\"data\":{}}'",
        "'{\"scope\":\"store/made\",\"data\":{\"id\":null}}'",
        "'{\"scope\":\"store/made\",\"data\":{\"id\":\"\"}}'",
        "'{\"scope\":\"store/made\",\"data\":{\"id\":1.5}}'",
        "'[]'",
    ] {
        let expected = ManifestError::PointerMissing {
            trigger: "made".into(),
            pointer: "/data/id".into(),
        };
        assert_eq!(sample(without), expected, "{without}");
    }
    let extra = "id = \"/data/id\", extra = { name = \"part\", pointer = \"/data/part\" } }";
    let missing = with("id = \"/data/id\" }", extra);
    assert!(
        matches!(missing, ManifestError::PointerMissing { pointer, .. } if pointer == "/data/part")
    );
    let other = sample("'{\"scope\":\"store/other\",\"data\":{\"id\":5}}'");
    assert!(matches!(other, ManifestError::SampleScope { .. }));
}

#[test]
fn placeholders_can_be_filled() {
    for (from, to, name) in [
        ("{id} was made", "{ids} was made", "ids"),
        ("{id} was made", "{id was made", "id was made"),
        (
            "path = \"/v2/things/{id}",
            "path = \"/v2/things/{extra}",
            "extra",
        ),
        ("path = \"/v2/things/{id}", "path = \"/v2/things/{id", "id"),
        (
            "resource = \"thing\" }",
            "query = { \"id:in\" = \"{ids}\" }, resource = \"thing\" }",
            "ids",
        ),
    ] {
        match with(from, to) {
            ManifestError::Placeholder { name: found, .. } => assert_eq!(found, name),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn urls_scopes_and_paths_begin_as_they_must() {
    for (from, to) in [
        (
            "portal = \"https://shop.example\"",
            "portal = \"http://shop.example\"",
        ),
        (
            "url = \"https://shop.example/scopes\"",
            "url = \"javascript:alert(1)\"",
        ),
        ("scope = \"store/made\"", "scope = \"made\""),
        (
            "path = \"/v2/things/{id}\"",
            "path = \"https://evil.example/{id}\"",
        ),
    ] {
        assert!(
            matches!(with(from, to), ManifestError::Prefix { .. }),
            "{to}"
        );
    }
}

#[test]
fn a_trigger_is_found_again_or_says_why_not() {
    let untold = "tells = []";
    for (from, to) in [
        (
            "tells = [{ trigger = \"made\", id = \"/id\", at = \"/made\" }]",
            untold,
        ),
        (
            "default_on = true",
            "default_on = true\nunrecoverable = \"No.\"",
        ),
    ] {
        assert_eq!(
            with(from, to),
            ManifestError::Recovered("made".into()),
            "{to}"
        );
    }
}

#[test]
fn a_recovery_is_what_its_sample_says() {
    for (from, to, why) in [
        ("at = \"/made\" }", "at = \"/born\" }", "no time at `/born`"),
        (
            "at = \"/made\"\nwalk",
            "at = \"/born\"\nwalk",
            "no time at `/born`",
        ),
        (
            "id = \"/id\", at",
            "id = \"/number\", at",
            "no ids of `made`",
        ),
        (
            "id = \"/id\", at",
            "id = \"/id\", extra = \"/id\", at",
            "no ids of `made`",
        ),
        ("'{\"id\":5,", "'{5,", "is not JSON"),
        (
            "trigger = \"made\", id",
            "trigger = \"lost\", id",
            "there is not",
        ),
    ] {
        match with(from, to) {
            ManifestError::RecoverySample {
                recovery,
                why: said,
            } => {
                assert_eq!(recovery, "things");
                assert!(said.contains(why), "{to}: {said}");
            }
            other => panic!("{to}: {other:?}"),
        }
    }
    assert!(matches!(
        with("path = \"/v2/things\"", "path = \"https://evil.example\""),
        ManifestError::Prefix { .. }
    ));
}

#[test]
fn a_resource_is_what_its_sample_says() {
    assert_eq!(
        with(
            "{id}\", resource = \"thing\"",
            "{id}\", resource = \"other\""
        ),
        ManifestError::UnknownResource {
            trigger: "made".into(),
            resource: "other".into()
        }
    );
    assert_eq!(
        with("at = \"/state\"", "at = \"/status\""),
        ManifestError::FactMissing {
            resource: "thing".into(),
            fact: "state".into()
        }
    );
    match with("'{\"state\":\"new\"}'", "'{state}'") {
        ManifestError::ResourceNotJson { resource, .. } => assert_eq!(resource, "thing"),
        other => panic!("{other:?}"),
    }
    for (from, to, name) in [
        ("became {to}", "became {next}", "next"),
        ("became {to}", "became {to", "to"),
        ("\"Thing {id}\"", "\"Thing {number}\"", "number"),
    ] {
        match with(from, to) {
            ManifestError::Placeholder { name: found, .. } => assert_eq!(found, name),
            other => panic!("{to}: {other:?}"),
        }
    }
    for twice in ["thing", "state"] {
        let from = format!("id = \"{twice}\"");
        let (resources, facts) = GOOD.split_once("[[resources]]").unwrap();
        let (head, tail) = facts.split_once("facts = [").unwrap();
        let again = match twice {
            "thing" => format!("{resources}[[resources]]{facts}\n[[resources]]{facts}"),
            _ => format!(
                "{resources}[[resources]]{head}facts = [{{ {from}, name = \"state\", at = \"/state\", \
                 kind = \"text\" }}, {tail}"
            ),
        };
        match parse(&again).unwrap_err() {
            ManifestError::Duplicate { id, .. } => assert_eq!(id, twice),
            other => panic!("{twice}: {other:?}"),
        }
    }
}

/// The good manifest with these diagnoses.
fn diagnosed(rules: &[&str]) -> ManifestError {
    let texts = "title = \"T\"\nmeaning = \"M.\"\nremedy = \"R.\"";
    let rules = rules.iter().enumerate();
    let rules: String = rules
        .map(|(at, rule)| format!("[[diagnoses]]\nid = \"d{at}\"\n{rule}\n{texts}\n"))
        .collect();
    parse(&format!("{GOOD}\n{rules}")).unwrap_err()
}

#[test]
fn no_failure_stays_unexplained_and_no_rule_unreached() {
    assert_eq!(
        diagnosed(&["code = \"a\"\ndetail = \"b\""]),
        ManifestError::Unexplained("a".into())
    );
    assert_eq!(
        diagnosed(&["code = \"a\"", "code = \"a\"\ndetail = \"b\""]),
        ManifestError::Unreached("d1".into())
    );
    let odd = GOOD.to_owned()
        + "\n[[diagnoses]]\nid = \"d\"\ncode = \"a\"\ntitle = \"{secret}\"\nmeaning = \"M.\"\nremedy = \"R.\"";
    assert_eq!(
        parse(&odd).unwrap_err(),
        ManifestError::Fact {
            diagnosis: "d".into(),
            name: "secret".into()
        }
    );
}
