use serde_json::json;

use super::*;

const LINE: &[Field] = &[must("sku", Kind::Text(1, 4)), may("count", Kind::Whole)];
const BODY: &[Field] = &[
    must("name", Kind::Text(1, 5)),
    may("price", Kind::Amount),
    or_null("channels", Kind::Wholes),
    may("lines", Kind::Each(LINE, ANY)),
    may("kind", Kind::Choice(&["a", "b"])),
    may("tags", Kind::Nothing),
    read_only("id"),
    unheeded("fees"),
];

fn wrong(body: &Value) -> Vec<(String, String)> {
    match check(Version::V3, body, BODY) {
        Err(Refusal::Invalid(fields)) => fields,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_fits_passes() {
    let body = json!({"name": "Mug", "price": "1.50", "channels": null, "kind": "b", "tags": [],
                      "lines": [{"sku": "M", "count": 0}]});
    assert_eq!(check(Version::V3, &body, BODY), Ok(()));
    assert_eq!(
        check(Version::V3, &json!({"name": "Mug", "price": 2}), BODY),
        Ok(())
    );
}

#[test]
fn each_wrong_field_is_named() {
    let body = json!({"price": "cheap", "channels": ["1"], "kind": "c", "tags": [1], "id": 3, "fees": [],
                      "lines": [{"sku": "MUGS5", "count": -1}], "colour": "red"});
    let expected = [
        ("colour", "error.unknown."),
        ("name", "error.path.missing."),
        ("price", "error.expected.jsnumber."),
        ("channels", "error.expected.jsarray."),
        ("lines.0.sku", "error.maxLength."),
        ("lines.0.count", "error.expected.jsnumber."),
        ("kind", "error.value."),
        ("tags", "error.value."),
        ("id", "error.readOnly."),
        (
            "fees",
            "The practice BigCommerce does nothing with this field.",
        ),
    ];
    let found = wrong(&body);
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    assert_eq!(found, expected);
    assert_eq!(wrong(&json!({"name": ""}))[0].1, "error.minLength.");
    assert_eq!(wrong(&json!([]))[0].1, "error.expected.jsobject.");
}

#[test]
fn v2_refuses_what_cannot_be_written_with_400() {
    let body = json!({"name": "Mug", "id": 3});
    let refusal = check(Version::V2, &body, BODY).unwrap_err();
    assert_eq!(refusal.status(), 400);
    assert!(refusal.to_string().contains("'id' cannot be written to"));
    let refusal = check(Version::V2, &json!({"name": "Mug", "nme": 1}), BODY).unwrap_err();
    assert!(refusal.to_string().contains("'nme' is not supported"));
}

#[test]
fn places_in_a_list_are_named() {
    let bodies = [json!({"name": "Mug"}), json!({}), json!(7)];
    let refusal = check_each(Version::V3, &bodies, BODY).unwrap_err();
    let Refusal::Invalid(fields) = refusal else {
        panic!("{refusal:?}")
    };
    assert_eq!(fields[0].0, "1.name");
    assert_eq!(fields[1].0, "2");
}

const PART: &[Field] = &[must("n", Kind::Within(1, 9))];
const GOODS: &[Field] = &[
    must("name", Kind::Text(1, 3)),
    or_null("price", Kind::UpTo(10.0)),
    may("lines", Kind::Each(PART, 2)),
    passed_over("id"),
];

fn found(body: &Value) -> Vec<(String, String)> {
    faults(body.as_object().unwrap(), GOODS, Extent::Whole)
}

#[test]
fn every_fault_is_told_under_its_path() {
    let body = json!({"price": "1", "lines": [{"n": 0}, {"n": 1.5, "m": 1}], "nmae": "x"});
    let mut found = found(&body);
    found.sort();
    let told = |path: &str, why: &str| (path.to_owned(), why.to_owned());
    assert_eq!(
        found,
        [
            told("lines.0.n", "error.min"),
            told("lines.1.m", "error.path.unknown"),
            told("lines.1.n", "error.expected.int"),
            told("name", "error.path.missing"),
            told("nmae", "error.path.unknown"),
            told("price", "error.expected.jsnumber"),
        ]
    );
}

#[test]
fn what_fits_is_read_without_what_cannot_be_set() {
    let body = json!({"name": "日本語", "price": null, "id": 7});
    assert_eq!(found(&body), []);
    let held = read(body.as_object().unwrap(), GOODS, Extent::Whole).unwrap();
    assert_eq!(
        Value::Object(held),
        json!({"name": "日本語", "price": null})
    );
    let part = json!({"price": 1});
    assert!(read(part.as_object().unwrap(), GOODS, Extent::Part).is_ok());
}

#[test]
fn lists_and_numbers_have_a_most() {
    let many = json!({"name": "Mug", "price": 11, "lines": [{"n": 1}, {"n": 2}, {"n": 3}]});
    let told = |path: &str, why: &str| (path.to_owned(), why.to_owned());
    assert_eq!(
        found(&many),
        [told("price", "error.max"), told("lines", "error.maxItems")]
    );
}
