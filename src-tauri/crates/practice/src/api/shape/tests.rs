use serde_json::json;

use super::*;

const LINE: &[Field] = &[must("sku", Kind::Text(1, 4)), may("count", Kind::Whole)];
const BODY: &[Field] = &[
    must("name", Kind::Text(1, 5)),
    may("price", Kind::Amount),
    or_null("channels", Kind::Wholes),
    may("lines", Kind::Each(LINE)),
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
