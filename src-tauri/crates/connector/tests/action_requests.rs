//! What is sent for what was filled in, kind by kind, and what is refused where.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use patchbay_connector::{Action, Fault, Request, Why, parse};
use serde_json::{Value, json};

const SHOP: &str = concat!(
    include_str!("common/shop.toml"),
    include_str!("common/things.toml")
);

/// An action with these inputs, for which its example fills in what is required.
fn action(inputs: &str, example: &str) -> Action {
    let text = format!(
        "{SHOP}\n[[actions]]\nid = \"try\"\nname = \"Try\"\ngroup = \"Things\"\nabout = \"Tries.\"\n\
         call = \"POST /v2/things\"\nneeds_any = [\"a\"]\ndanger = \"writes\"\n\
         repeat = {{ class = \"unsafe\" }}\ninputs = [{inputs}]\nexample = '{example}'\nsample = 'null'\n"
    );
    parse(&text).unwrap().action("try").unwrap().clone()
}

fn sent(inputs: &str, given: Value) -> Result<Request, Vec<Fault>> {
    action(inputs, "{}").request(&given)
}

fn body(inputs: &str, given: Value) -> Value {
    sent(inputs, given).unwrap().body.unwrap_or_default()
}

/// In the order of their places.
fn faults(action: &Action, given: Value) -> Vec<(String, Why)> {
    let faults = action.request(&given).unwrap_err();
    let mut faults: Vec<(String, Why)> = faults.into_iter().map(|it| (it.place, it.why)).collect();
    faults.sort_by(|one, other| one.0.cmp(&other.0));
    faults
}

/// One input of a kind, and whatever else it says.
fn one(kind: &str, given: Value) -> Result<Value, Why> {
    let inputs = format!("{{ id = \"it\", name = \"It\", kind = {kind} }}");
    match sent(&inputs, json!({ "it": given })) {
        Ok(request) => Ok(request.body.unwrap_or_default()["it"].clone()),
        Err(faults) => {
            assert_eq!((faults.len(), faults[0].place.as_str()), (1, "it"));
            Err(faults[0].why.clone())
        }
    }
}

#[test]
fn amounts_keep_their_digits() {
    for (given, sent) in [
        (json!("12.50"), "12.5"),
        (json!("0.10"), "0.1"),
        (json!("0.30"), "0.3"),
        (json!(" 7 "), "7"),
        (json!(7), "7"),
        (json!(19.99), "19.99"),
        (json!("0.0001"), "0.0001"),
        (json!("12345678901.2345"), "12345678901.2345"),
        (json!("999999999999999"), "999999999999999"),
        (json!("-4.95"), "-4.95"),
        (json!("0"), "0"),
    ] {
        let number = one("\"money\"", given.clone()).unwrap();
        assert!(number.is_number(), "{given}");
        assert_eq!(number.to_string(), sent, "{given}");
    }
    for given in [
        json!("1e3"),
        json!("1.23456"),
        json!(1.234_56),
        json!("1,50"),
        json!("1 000"),
        json!("£5"),
        json!("5."),
        json!(".5"),
        json!("+5"),
        json!("--5"),
        json!("NaN"),
        json!("123456789012.3456"),
        json!(1e21),
        json!(true),
        json!(["5"]),
    ] {
        assert_eq!(
            one("\"money\"", given.clone()),
            Err(Why::NoMoney),
            "{given}"
        );
    }
    assert_eq!(one("\"number\"", json!("x")), Err(Why::NoNumber));
}

#[test]
fn amounts_as_texts_stay_as_they_were_typed() {
    for (given, sent) in [
        (json!("12.50"), "12.50"),
        (json!("0.10"), "0.10"),
        (json!(5), "5"),
    ] {
        assert_eq!(one("\"money\", as_text = true", given), Ok(json!(sent)));
    }
    assert_eq!(one("\"whole\", as_text = true", json!(5)), Ok(json!("5")));
    assert_eq!(
        one("\"money\", as_text = true", json!("1e3")),
        Err(Why::NoMoney)
    );
}

#[test]
fn numbers_keep_to_their_bounds() {
    assert_eq!(one("\"money\", least = 0", json!("0")), Ok(json!(0)));
    assert_eq!(
        one("\"money\", least = 0", json!("-0.01")),
        Err(Why::Least(0))
    );
    assert_eq!(one("\"whole\", least = 1", json!(0)), Err(Why::Least(1)));
    assert_eq!(one("\"whole\"", json!("-2")), Ok(json!(-2)));
    for given in [json!("2.5"), json!(2.5), json!("two"), json!(true)] {
        assert_eq!(
            one("\"whole\"", given.clone()),
            Err(Why::NoWhole),
            "{given}"
        );
    }
}

#[test]
fn ids_are_numbers_where_they_are_written_as_numbers() {
    for (given, sent) in [
        (json!("118"), json!(118)),
        (json!(118), json!(118)),
        (json!(0), json!(0)),
        (json!("0012"), json!("0012")),
        (json!("5b0c1f3e-8d47"), json!("5b0c1f3e-8d47")),
        (json!("99999999999999999999"), json!("99999999999999999999")),
    ] {
        assert_eq!(one("\"id\"", given.clone()), Ok(sent), "{given}");
    }
    for given in [
        json!("1/2"),
        json!(".."),
        json!("a b"),
        json!(1.5),
        json!("é"),
        json!(true),
    ] {
        assert_eq!(one("\"id\"", given.clone()), Err(Why::NoId), "{given}");
    }
}

#[test]
fn texts_addresses_switches_and_dates() {
    for (kind, given, expected) in [
        ("\"text\"", json!("  as typed "), Ok(json!("  as typed "))),
        ("\"text\"", json!(42), Ok(json!("42"))),
        ("\"text\"", json!(true), Err(Why::NoText)),
        ("\"text\", most = 2", json!("éé"), Ok(json!("éé"))),
        ("\"text\", most = 2", json!("GBR"), Err(Why::Most(2))),
        (
            "\"email\"",
            json!(" a@b.example "),
            Ok(json!("a@b.example")),
        ),
        ("\"email\"", json!("a@b"), Err(Why::NoEmail)),
        ("\"email\"", json!("a@@b.c"), Err(Why::NoEmail)),
        (
            "\"url\"",
            json!("https://x.example/a"),
            Ok(json!("https://x.example/a")),
        ),
        ("\"url\"", json!("ftp://x.example"), Err(Why::NoUrl)),
        ("\"url\"", json!("https://"), Err(Why::NoUrl)),
        ("\"url\", most = 9", json!("https://xy"), Err(Why::Most(9))),
        ("\"switch\"", json!(false), Ok(json!(false))),
        ("\"switch\"", json!("true"), Ok(json!(true))),
        ("\"switch\"", json!("yes"), Err(Why::NoSwitch)),
        ("\"switch\"", json!(1), Err(Why::NoSwitch)),
        (
            "\"date\"",
            json!("2025-11-22T10:26:40+02:00"),
            Ok(json!("2025-11-22T08:26:40Z")),
        ),
        (
            "\"date\", form = \"rfc2822\"",
            json!("2025-11-22T10:26:40+02:00"),
            Ok(json!("Sat, 22 Nov 2025 08:26:40 +0000")),
        ),
        ("\"date\"", json!("2025-11-22"), Err(Why::NoDate)),
        ("\"date\"", json!("2025-11-22T10:26:40"), Err(Why::NoDate)),
        ("\"json\"", json!({ "a": null }), Ok(json!({ "a": null }))),
    ] {
        assert_eq!(one(kind, given.clone()), expected, "{kind} {given}");
    }
}

#[test]
fn what_is_chosen_is_of_the_set() {
    let set = "\"choice\", choices = [{ value = \"1\", name = \"One\" }, { value = \"a\", name = \"A\" }]";
    assert_eq!(one(set, json!("1")), Ok(json!(1)));
    assert_eq!(one(set, json!(1)), Ok(json!(1)));
    assert_eq!(one(set, json!("a")), Ok(json!("a")));
    assert_eq!(
        one(&format!("{set}, as_text = true"), json!(1)),
        Ok(json!("1"))
    );
    assert_eq!(one(set, json!("A")), Err(Why::NoChoice));
    let asked =
        "\"choice\", options = { action = \"list_things\", value = \"/id\", label = [\"/id\"] }";
    assert_eq!(one(asked, json!("11")), Ok(json!(11)));
    assert_eq!(one(asked, json!("a b")), Err(Why::NoChoice));
}

#[test]
fn lists_are_joined_with_commas_behind_the_path_and_are_lists_in_the_body() {
    let inputs = "{ id = \"id_in\", name = \"Ids\", kind = \"list\", of = \"id\", goes = \"query\", at = \"id:in\" }, \
                  { id = \"on\", name = \"On\", kind = \"switch\", goes = \"query\" }, \
                  { id = \"total\", name = \"Total\", kind = \"money\", goes = \"query\" }, \
                  { id = \"kept\", name = \"Kept\", kind = \"list\", of = \"text\" }";
    let given = json!({ "kept": ["x", 5], "total": "12.50", "on": false, "id_in": ["4", 5] });
    let request = sent(inputs, given).unwrap();
    let query: Vec<String> = request
        .query
        .iter()
        .map(|(n, v)| format!("{n}={v}"))
        .collect();
    assert_eq!(query, ["id:in=4,5", "on=false", "total=12.5"]);
    assert_eq!(request.body, Some(json!({ "kept": ["x", "5"] })));
    let one = sent(inputs, json!({ "id_in": 4 })).unwrap();
    assert_eq!(
        one.query,
        [("id:in".to_owned(), "4".to_owned())],
        "one value is a list of it"
    );
}

#[test]
fn what_is_not_filled_in_is_not_sent() {
    let inputs = "{ id = \"a\", name = \"A\", kind = \"text\" }, \
                  { id = \"b\", name = \"B\", kind = \"list\", of = \"id\" }, \
                  { id = \"c\", name = \"C\", kind = \"object\", fields = [{ id = \"d\", name = \"D\", kind = \"text\", required = true }] }, \
                  { id = \"e\", name = \"E\", kind = \"switch\" }";
    for nothing in [
        json!({}),
        json!({ "a": null, "b": null, "c": null, "e": null }),
        json!({ "a": " ", "b": [], "c": {}, "e": "" }),
        json!({ "b": [null, ""], "c": { "d": "" } }),
    ] {
        assert_eq!(
            sent(inputs, nothing.clone()).unwrap().body,
            None,
            "{nothing}"
        );
    }
    assert_eq!(
        body(inputs, json!({ "a": "", "e": false })),
        json!({ "e": false })
    );
}

#[test]
fn one_of_several_is_filled_in_and_no_second() {
    let inputs = "{ id = \"a\", name = \"A\", kind = \"text\", one_of = \"x\" }, \
                  { id = \"c\", name = \"C\", kind = \"text\", one_of = \"y\" }, \
                  { id = \"b\", name = \"B\", kind = \"text\", one_of = \"x\" }, \
                  { id = \"d\", name = \"D\", kind = \"text\", one_of = \"y\" }";
    let names = |all: &[&str]| all.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    let action = action(inputs, "{ \"a\": \"1\", \"c\": \"1\" }");
    let request = action.request(&json!({ "b": "1", "c": "2" })).unwrap();
    assert_eq!(request.body, Some(json!({ "c": "2", "b": "1" })));
    assert_eq!(
        faults(&action, json!({ "a": "1", "b": "1" })),
        [
            ("a".to_owned(), Why::OnlyOne(names(&["A", "B"]))),
            ("c".to_owned(), Why::OneOf(names(&["C", "D"]))),
        ]
    );
}

#[test]
fn faults_say_where_they_are() {
    let inputs = "{ id = \"list\", name = \"List\", kind = \"list\", most = 2, fields = [ \
                    { id = \"n\", name = \"N\", kind = \"whole\", required = true, least = 1 }, \
                    { id = \"in\", name = \"In\", kind = \"object\", fields = [ \
                      { id = \"ids\", name = \"Ids\", kind = \"list\", of = \"id\" } ] } ] }, \
                  { id = \"must\", name = \"Must\", kind = \"text\", required = true }";
    let action = action(inputs, "{ \"must\": \"x\" }");
    let second = json!({ "n": 0, "in": { "ids": [4, "", "a b"] }, "m": 1 });
    let given = json!({ "list": [{ "n": 1 }, second], "moot": 1 });
    assert_eq!(
        faults(&action, given),
        [
            ("list/1/in/ids/1".to_owned(), Why::Missing),
            ("list/1/in/ids/2".to_owned(), Why::NoId),
            ("list/1/m".to_owned(), Why::Unknown),
            ("list/1/n".to_owned(), Why::Least(1)),
            ("moot".to_owned(), Why::Unknown),
            ("must".to_owned(), Why::Missing),
        ]
    );
    let at = |list: Value| faults(&action, json!({ "must": "x", "list": list }));
    assert_eq!(
        at(json!([{ "n": 1 }, { "n": 1 }, { "n": 1 }])),
        [("list".to_owned(), Why::Most(2))]
    );
    assert_eq!(at(json!([7])), [("list/0".to_owned(), Why::NoObject)]);
    assert_eq!(at(json!("7")), [("list".to_owned(), Why::NoList)]);
    assert_eq!(faults(&action, json!([])), [(String::new(), Why::NoObject)]);
}
