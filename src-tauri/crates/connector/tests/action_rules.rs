//! A faulty action is refused with a message that names it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use patchbay_connector::{ManifestError, parse};

const GOOD: &str = concat!(
    include_str!("common/shop.toml"),
    include_str!("common/things.toml")
);

fn with(from: &str, to: &str) -> ManifestError {
    assert!(GOOD.contains(from), "{from}");
    parse(&GOOD.replacen(from, to, 1)).expect_err(to)
}

fn refused(action: &str, faults: &[(&str, &str, &str)]) {
    for (from, to, why) in faults {
        let expected = ManifestError::Action {
            action: action.to_owned(),
            why: (*why).to_owned(),
        };
        assert_eq!(with(from, to), expected, "{to}");
    }
}

#[test]
fn the_good_ones_are_good() {
    assert_eq!(parse(GOOD).unwrap().actions.len(), 4);
}

#[test]
fn ids_texts_and_scopes_are_those_of_a_manifest() {
    let place = |error: &ManifestError| error.to_string();
    for (from, to, message) in [
        (
            "id = \"make_thing\"",
            "id = \"Make\"",
            "actions: `Make` is no id: use lower case letters, digits and underscores",
        ),
        (
            "id = \"make_thing\"",
            "id = \"list_things\"",
            "actions: `list_things` occurs twice",
        ),
        (
            "group = \"Things\"",
            "group = \" \"",
            "a text of action `list_things` is empty",
        ),
        (
            "hints = [\"It is made.\"]",
            "hints = [\"\"]",
            "a text of action `make_thing` is empty",
        ),
        (
            "id = \"name\", name = \"Name\"",
            "id = \"Name\", name = \"Name\"",
            "inputs of action `list_things`: `Name` is no id: use lower case letters, digits and underscores",
        ),
        (
            "id = \"like\", name",
            "id = \"name\", name",
            "inputs of action `make_thing`: `name` occurs twice",
        ),
        (
            "id = \"like\", name",
            "id = \"like\", at = \"name\", name",
            "inputs of action `make_thing`: `name` occurs twice",
        ),
        (
            "name = \"Colour\"",
            "name = \"\"",
            "a text of inputs of action `make_thing` is empty",
        ),
        (
            "value = \"blue\"",
            "value = \"red\"",
            "choices of `colour` of action `make_thing`: `red` occurs twice",
        ),
        (
            "name = \"Blue\"",
            "name = \"\"",
            "a text of choices of `colour` of action `make_thing` is empty",
        ),
        (
            "needs_any = [\"a\"]\ndanger",
            "needs_any = [\"z\"]\ndanger",
            "action `make_thing`: needs_any names the scope `z`, which is not in [[scopes]]",
        ),
    ] {
        assert_eq!(place(&with(from, to)), message);
    }
}

#[test]
fn an_action_calls_what_an_endpoint_opens() {
    let unknown = "calls `POST /v2/others`, of which no endpoint says what it needs";
    refused(
        "make_thing",
        &[
            (
                "call = \"POST /v2/things\"",
                "call = \"POST\"",
                "cannot be called by `POST`",
            ),
            (
                "call = \"POST /v2/things\"",
                "call = \"PATCH /v2/things\"",
                "cannot be called by `PATCH /v2/things`",
            ),
            (
                "call = \"POST /v2/things\"",
                "call = \"POST v2/things\"",
                "cannot be called by `POST v2/things`",
            ),
            (
                "call = \"POST /v2/things\"",
                "call = \"POST /v2/others\"",
                unknown,
            ),
            (
                "needs_any = [\"a\"]\ndanger = \"money\"",
                "needs_any = []\ndanger = \"money\"",
                "cannot be called by `POST /v2/things`",
            ),
            (
                "needs_any = [\"a\"]\ndanger = \"money\"",
                "needs_any = [\"b\"]\ndanger = \"money\"",
                "calls `POST /v2/things`, of which no endpoint says what it needs",
            ),
            (
                "needs_any = [\"a\"]\ndanger = \"money\"",
                "needs_any = [\"a\", \"b\"]\ndanger = \"money\"",
                "calls `POST /v2/things`, of which no endpoint says what it needs",
            ),
            (
                "call = \"PUT /v2/things/{thing_id}\"",
                "call = \"PUT /v2/others/{thing_id}\"",
                "calls `PUT /v2/others/{thing_id}`, of which no endpoint says what it needs",
            ),
            (
                "call = \"PUT /v2/things/{thing_id}\"",
                "call = \"PUT /v2/things/{other}\"",
                "must have an input for each name in its path",
            ),
        ],
    );
    refused(
        "drop_thing",
        &[
            (
                "DELETE /v2/things/{thing_id}",
                "DELETE /v2/things/{other}",
                "must have an input for each name in its path",
            ),
            (
                "DELETE /v2/things/{thing_id}",
                "DELETE /v2/things/5",
                "must have an input for each name in its path",
            ),
            (
                "kind = \"id\", goes = \"path\"",
                "kind = \"text\", goes = \"path\"",
                "cannot send `thing_id` where it goes",
            ),
            (
                "goes = \"path\", required = true",
                "goes = \"path\"",
                "cannot send `thing_id` where it goes",
            ),
            (
                "goes = \"path\", required = true",
                "goes = \"path\", at = \"id\", required = true",
                "cannot send `thing_id` where it goes",
            ),
        ],
    );
}

#[test]
fn an_action_for_any_call_says_which() {
    let why = "must have a method and a path as inputs, and no needs";
    refused(
        "anything",
        &[
            (
                "id = \"path\", name",
                "id = \"road\", name",
                "must have a method and a path as inputs, and no needs",
            ),
            (
                "id = \"path\", name = \"Path\", kind = \"text\", required = true",
                "id = \"path\", name = \"Path\", kind = \"text\"",
                why,
            ),
            ("needs_any = []\ndanger", "needs_any = [\"a\"]\ndanger", why),
            (
                "asks = \"Send {method} {path}?\"",
                "",
                "must ask exactly where it takes away or moves money",
            ),
        ],
    );
}

#[test]
fn a_body_is_of_the_form_of_its_inputs() {
    let form = "has a body of another form than its inputs";
    refused(
        "list_things",
        &[
            (
                "kind = \"text\", goes = \"query\" }",
                "kind = \"text\" }",
                "sends a body with GET",
            ),
            (
                "id = \"limit\"",
                "id = \"limits\"",
                "is read on without `page` and `limit`",
            ),
            (
                "paging = \"bare\"",
                "paging = \"bare\"\nbody = \"list\"",
                form,
            ),
            (
                "paging = \"bare\"",
                "paging = \"bare\"\nbody = \"list_of_one\"",
                form,
            ),
            (
                "kind = \"text\", goes = \"query\" }",
                "kind = \"json\", goes = \"query\" }",
                "cannot send `name` where it goes",
            ),
        ],
    );
    refused(
        "make_thing",
        &[
            ("serial = \"thing {name}\"", "body = \"list\"", form),
            (
                "kind = \"money\" }]",
                "kind = \"money\", goes = \"query\" }]",
                "sends `price` elsewhere than what it is in",
            ),
        ],
    );
}

#[test]
fn an_input_has_the_form_of_its_kind() {
    let form = |id: &str| format!("has an input `{id}` of no form");
    let chosen = |id: &str| format!("has nothing to choose from, or too much, for `{id}`");
    let lonely = |id: &str| format!("has an input `{id}` that is one of none");
    refused(
        "make_thing",
        &[
            (
                "kind = \"list\", fields",
                "kind = \"list\", of = \"id\", fields",
                &form("parts"),
            ),
            (
                "kind = \"list\", fields",
                "kind = \"text\", fields",
                &form("parts"),
            ),
            ("kind = \"number\"", "kind = \"list\"", &form("by_weight")),
            (
                "kind = \"number\"",
                "kind = \"list\", of = \"list\"",
                &form("by_weight"),
            ),
            ("kind = \"number\"", "kind = \"object\"", &form("by_weight")),
            (
                "kind = \"number\"",
                "kind = \"number\", of = \"id\"",
                &form("by_weight"),
            ),
            (
                "kind = \"number\"",
                "kind = \"choice\"",
                &chosen("by_weight"),
            ),
            (
                "kind = \"number\"",
                "kind = \"list\", of = \"choice\"",
                &chosen("by_weight"),
            ),
            ("kind = \"choice\"", "kind = \"text\"", &chosen("colour")),
            (
                "kind = \"id\", options",
                "kind = \"choice\", choices = [{ value = \"1\", name = \"1\" }], options",
                &chosen("like"),
            ),
            (
                "one_of = \"size\"",
                "one_of = \"sizes\"",
                &lonely("by_weight"),
            ),
            (
                "one_of = \"size\"",
                "required = true, one_of = \"size\"",
                &lonely("by_weight"),
            ),
        ],
    );
}

#[test]
fn what_is_asked_of_others_is_there() {
    refused(
        "make_thing",
        &[
            (
                "options = { action = \"list_things\"",
                "options = { action = \"nothing\"",
                "asks `nothing`, which is no action that reads",
            ),
            (
                "options = { action = \"list_things\"",
                "options = { action = \"drop_thing\"",
                "asks `drop_thing`, which is no action that reads",
            ),
            (
                "search = \"name\"",
                "search = \"words\"",
                "names `words`, no input of `list_things`",
            ),
            (
                "with = { name = \"name\" }, search",
                "with = { name = \"title\" }, search",
                "names `title`, no input of `make_thing`",
            ),
            (
                "label = [\"/name\"]",
                "label = []",
                "offers what has no label",
            ),
            (
                "label = [\"/name\"]",
                "label = [\"/title\"]",
                "reads `/title`, which the sample of `list_things` does not say",
            ),
            (
                "value = \"/id\"",
                "value = \"/key\"",
                "reads `/key`, which the sample of `list_things` does not say",
            ),
            (
                "find = { action = \"list_things\"",
                "find = { action = \"make_thing\"",
                "asks `make_thing`, which is no action that reads",
            ),
            (
                "with = { name = \"name\" }, made",
                "with = { title = \"name\" }, made",
                "names `title`, no input of `list_things`",
            ),
            (
                "with = { name = \"name\" }, made",
                "with = { name = \"title\" }, made",
                "names `title`, no input of `make_thing`",
            ),
            (
                "input = \"name\" }] } }\nexisting",
                "input = \"title\" }] } }\nexisting",
                "names `title`, no input of `make_thing`",
            ),
            (
                "same = [{ at = \"/name\", input = \"name\" }] } }\nexisting",
                "same = [] } }\nexisting",
                "looks for something that nothing tells apart",
            ),
            (
                "at = \"/name\", input",
                "at = \"/title\", input",
                "reads `/title`, which the sample of `list_things` does not say",
            ),
            (
                "made = \"/made\"",
                "made = \"/born\"",
                "reads `/born`, which the sample of `list_things` does not say",
            ),
            (
                "thing_id = \"/id\"",
                "thing_id = \"/key\"",
                "reads `/key`, which the sample of `list_things` does not say",
            ),
            (
                "with = { name = \"name\" }, same",
                "with = { name = \"title\" }, same",
                "names `title`, no input of `make_thing`",
            ),
        ],
    );
}

#[test]
fn texts_name_inputs_and_questions_are_asked_where_they_must() {
    refused(
        "make_thing",
        &[
            (
                "asks = \"Pay {parts/price} for {name}?\"",
                "",
                "must ask exactly where it takes away or moves money",
            ),
            (
                "danger = \"money\"",
                "danger = \"writes\"",
                "must ask exactly where it takes away or moves money",
            ),
            (
                "for {name}?",
                "for {title}?",
                "names `{title}`, which is no input",
            ),
            (
                "{parts/price}",
                "{parts/cost}",
                "names `{parts/cost}`, which is no input",
            ),
            (
                "serial = \"thing {name}\"",
                "serial = \"thing {title}\"",
                "names `{title}`, which is no input",
            ),
        ],
    );
}

#[test]
fn an_amount_is_one_that_moves_money() {
    let at = |pointer: &str| format!("amount = \"{pointer}\"");
    for pointer in [
        "/parts/price",
        "/parts/*",
        "/parts/*/cost",
        "/by_count",
        "parts/*/price",
        "",
    ] {
        let expected = ManifestError::Action {
            action: "make_thing".into(),
            why: format!("moves no amount that `{pointer}` leads to"),
        };
        assert_eq!(with(&at("/parts/*/price"), &at(pointer)), expected);
    }
    let harmless = GOOD
        .replacen("danger = \"money\"", "danger = \"writes\"", 1)
        .replacen("asks = \"Pay {parts/price} for {name}?\"\n", "", 1);
    let refused = parse(&harmless).expect_err("moves no money").to_string();
    assert!(refused.contains("moves no amount"), "{refused}");
}

#[test]
fn examples_are_sent_and_samples_hold_what_is_asked_for() {
    refused(
        "make_thing",
        &[
            (
                "example = '{ \"name\": \"Mug\", \"by_count\": 2 }'",
                "example = '{'",
                "has an example that is not JSON",
            ),
            (
                "\"by_count\": 2 }",
                "\"by_count\": 2.5 }",
                "has an example that is refused: by_count: A whole number is needed",
            ),
            (
                "{ \"name\": \"Mug\", ",
                "{ ",
                "has an example that is refused: name: Required",
            ),
            (
                "sample = '{ \"data\": { \"id\": 5 } }'",
                "sample = 'data'",
                "has a sample that is not JSON",
            ),
            (
                "answer = \"/data\"",
                "answer = \"/items\"",
                "has a sample without what is asked for",
            ),
        ],
    );
}
