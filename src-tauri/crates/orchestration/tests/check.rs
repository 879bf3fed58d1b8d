//! What is found wrong with documents before they run.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "common/documents.rs"]
mod documents;
#[path = "common/known.rs"]
mod known;

use documents::{document, refunds, with_steps};
use known::known;
use patchbay_orchestration::check::{Finding, FindingKind, Known, Severity, Unmet, check};
use serde_json::{Value, json};

/// Where, what, and whether it is an error, shortest form.
fn found(document_of: &Value, known: &Known) -> Vec<(String, FindingKind, bool)> {
    let findings = check(&document(document_of), known);
    for finding in &findings {
        assert!(
            !finding.message.is_empty() && !finding.remedy.is_empty(),
            "{finding:?}"
        );
        let has_place = |at: &str| document_of.pointer(at).is_some();
        let parent = finding.at.rsplit_once('/').map_or("", |it| it.0);
        assert!(has_place(&finding.at) || has_place(parent), "{finding:?}");
    }
    let short = |it: Finding| (it.at, it.kind, it.severity == Severity::Error);
    findings.into_iter().map(short).collect()
}

fn of_steps(steps: Value) -> Vec<(String, FindingKind, bool)> {
    found(&started_by("order_created", steps), &known())
}

fn started_by(trigger: &str, steps: Value) -> Value {
    let mut whole = with_steps(steps);
    whole["trigger"] = json!({"webhook": {"connector": "bigcommerce", "of": {"trigger": trigger}}});
    whole
}

fn step(id: &str, work: Value) -> Value {
    json!({"id": id, "do": work})
}

fn action(id: &str, action: &str, input: Value) -> Value {
    step(
        id,
        json!({"action": {"connector": "bigcommerce", "action": action, "input": input}}),
    )
}

fn get(id: &str) -> Value {
    action(id, "get_order", json!({"order_id": "{{ trigger.id }}"}))
}

fn tell(id: &str, text: &str) -> Value {
    step(id, json!({"notify": {"title": text}}))
}

/// What is said and what to do, of the only finding.
fn only(steps: Value) -> (FindingKind, bool, String, String) {
    let findings = check(&document(&started_by("order_created", steps)), &known());
    let [finding] = &findings[..] else {
        panic!("{findings:#?}");
    };
    let is_error = finding.severity == Severity::Error;
    (
        finding.kind,
        is_error,
        finding.message.clone(),
        finding.remedy.clone(),
    )
}

#[test]
fn a_sound_document_has_no_findings() {
    assert_eq!(check(&document(&refunds()), &known()), []);
    let steps = json!([
        get("order"),
        step(
            "keep",
            json!({"set": {"total": "{{ steps.order.total_inc_tax | mul(2) }}"}})
        ),
        step(
            "each",
            json!({"for_each": {"list": "{{ steps.order.products }}", "as": "line", "steps": [
                tell("one", "{{ index }} {{ line.name }} {{ item.quantity }} {{ vars.total }} {{ step.key }}"),
            ]}})
        ),
        step(
            "test",
            json!({"if": {
                "condition": {"expression": "{{ steps.each.failed | length > 0 }}"},
                "then": [step("end", json!({"stop": {"ending": "fail", "message": "{{ steps.each.items }}"}}))],
                "else": [get("again")],
            }})
        ),
        tell(
            "after",
            "{{ steps.again.id }} {{ steps.test.holds }} {{ before.status | default(1) }}"
        ),
        step(
            "ask",
            json!({"http": {"origin": "erp", "method": "POST", "path": "/a", "body": {"k": "{{ run.key }}"}}})
        ),
        step(
            "pass_on",
            json!({"forward": {"address": "slack", "body": "{{ steps.ask.anything.at.all }}"}})
        ),
    ]);
    assert_eq!(of_steps(steps), []);
}

#[test]
fn what_is_not_there_is_told_with_the_nearest_name() {
    for (step_of, kind, remedy) in [
        (
            action("a", "get_ordr", json!({})),
            FindingKind::UnknownAction,
            "Did you mean `get_order`?",
        ),
        (
            step(
                "a",
                json!({"action": {"connector": "bigcomerce", "action": "get_order"}}),
            ),
            FindingKind::UnknownAction,
            "Did you mean `bigcommerce`?",
        ),
        (
            step("a", json!({"forward": {"address": "slak"}})),
            FindingKind::UnknownAddress,
            "Did you mean `slack`?",
        ),
        (
            step(
                "a",
                json!({"http": {"origin": "zzz", "method": "GET", "path": "/"}}),
            ),
            FindingKind::UnknownOrigin,
            "Pick one from the list.",
        ),
        (
            action("a", "get_order", json!({"order_id": 1, "includ": "x"})),
            FindingKind::InputUnknown,
            "Pick one from the list.",
        ),
        (
            tell("a", "{{ trigr.id }}"),
            FindingKind::Reference,
            "Did you mean `trigger`?",
        ),
    ] {
        let found = only(json!([step_of]));
        assert_eq!((found.0, found.1, found.3.as_str()), (kind, true, remedy));
    }
}

#[test]
fn triggers_have_to_be_there_and_to_have_their_options() {
    let with = |webhook: Value| {
        let mut whole = with_steps(json!([tell("a", "t")]));
        whole["trigger"] = json!({"webhook": webhook});
        found(&whole, &known())
    };
    let of = |of: Value| json!({"connector": "bigcommerce", "of": of});
    let at = "/trigger/webhook/of".to_owned();
    let unknown = (at, FindingKind::UnknownTrigger, true);
    assert_eq!(
        with(of(json!({"trigger": "order_changed"}))),
        std::slice::from_ref(&unknown)
    );
    assert_eq!(with(of(json!({"scope": "order/created"}))), [unknown]);
    assert_eq!(with(of(json!({"scope": "store/customer/*"}))), []);
    let mut options = of(json!({"trigger": "refund_created"}));
    options["status_to"] = json!([2]);
    let at = "/trigger/webhook/status_to".to_owned();
    assert_eq!(with(options), [(at, FindingKind::TriggerOption, true)]);
}

#[test]
fn schedules_and_forms_have_to_make_sense() {
    let with = |trigger: Value| {
        let mut whole = with_steps(json!([tell("a", "t")]));
        whole["trigger"] = trigger;
        found(&whole, &known())
    };
    assert_eq!(with(json!({"schedule": {"every": {"minutes": 15}}})), []);
    let unsound = with(json!({"schedule": {"every": {"minutes": 0}}}));
    assert_eq!(
        unsound,
        [("/trigger/schedule".to_owned(), FindingKind::Schedule, true)]
    );
    let inputs = json!([
        {"name": "order", "as": "number", "default": "x"},
        {"name": "order", "as": "text"},
        {"name": "Order", "as": "text"},
    ]);
    let manual = with(json!({"manual": {"inputs": inputs}}));
    let expected = [
        ("/trigger/manual/inputs/0/default", FindingKind::InputKind),
        ("/trigger/manual/inputs/1/name", FindingKind::Name),
        ("/trigger/manual/inputs/2/name", FindingKind::Name),
    ];
    assert_eq!(
        manual,
        expected.map(|(at, kind)| (at.to_owned(), kind, true))
    );
}

#[test]
fn steps_are_referred_to_only_where_they_surely_ran() {
    let branch = |then: Value, otherwise: Value| {
        step(
            "test",
            json!({"if": {"condition": {"expression": "{{ true }}"}, "then": then, "else": otherwise}}),
        )
    };
    let each = step(
        "each",
        json!({"for_each": {"list": "{{ [1] }}", "steps": [get("inner")]}}),
    );
    let mut off = get("off");
    off["disabled"] = json!(true);
    for (steps, is_error, said) in [
        (
            json!([tell("a", "{{ steps.ordr.id }}"), get("order")]),
            true,
            "There is no step `ordr`.",
        ),
        (
            json!([tell("a", "{{ steps.order.id }}"), get("order")]),
            true,
            "The step `order` comes later.",
        ),
        (
            json!([off, tell("a", "{{ steps.off.id }}")]),
            true,
            "The step `off` is switched off.",
        ),
        (
            json!([each, tell("a", "{{ steps.inner.id }}")]),
            true,
            "What comes of `inner` is not known here.",
        ),
        (
            json!([branch(
                json!([get("yes")]),
                json!([tell("a", "{{ steps.yes.id }}")])
            )]),
            true,
            "What comes of `yes` is not known here.",
        ),
        (
            json!([
                branch(json!([get("yes")]), json!([])),
                tell("a", "{{ steps.yes.id }}")
            ]),
            false,
            "`steps.yes` is there only where its branch was taken.",
        ),
        (
            json!([
                branch(json!([step("s", json!({"set": {"n": 1}}))]), json!([])),
                tell("a", "{{ vars.n }}"),
            ]),
            false,
            "`vars.n` is there only where its branch was taken.",
        ),
        (
            json!([tell("a", "{{ vars.n }}")]),
            true,
            "`vars.n` is not there.",
        ),
        (
            json!([tell("a", "{{ item.id }}")]),
            true,
            "`item` is not there.",
        ),
        (
            json!([tell("a", "{{ trigger.order.totl_inc_tax }}")]),
            false,
            "`trigger.order.totl_inc_tax` is not there.",
        ),
    ] {
        let found = only(steps);
        assert_eq!(
            (found.0, found.1, found.2.as_str()),
            (FindingKind::Reference, is_error, said)
        );
    }
}

#[test]
fn a_branch_that_ends_the_run_makes_the_other_sure() {
    let stop = step("end", json!({"stop": {"ending": "succeed"}}));
    let pick = |cases: Value, otherwise: Value| {
        step(
            "pick",
            json!({"switch": {"value": "{{ trigger.id }}", "cases": cases, "otherwise": otherwise}}),
        )
    };
    let one = json!([{"equals": [1], "steps": [step("s", json!({"set": {"n": 1}}))]}]);
    let steps = json!([
        pick(one.clone(), json!([stop])),
        tell("a", "{{ vars.n }} {{ steps.s.n }}")
    ]);
    assert_eq!(of_steps(steps), []);
    let both = json!([step("s2", json!({"set": {"n": 2}}))]);
    let steps = json!([pick(one.clone(), both), tell("a", "{{ vars.n }}")]);
    assert_eq!(of_steps(steps), []);
    let steps = json!([pick(one, json!([])), tell("a", "{{ vars.n | default(0) }}")]);
    assert_eq!(of_steps(steps), []);
}

#[test]
fn inputs_are_checked_where_they_are_known() {
    let refund = |input: Value| {
        let mut step = action("a", "create_refund", input);
        step["do"]["action"]["confirm"] = json!("ask");
        let found = of_steps(json!([step]));
        let below = |at: &str| {
            at.strip_prefix("/steps/0/do/action/input")
                .unwrap()
                .to_owned()
        };
        found
            .into_iter()
            .map(|(at, kind, error)| (below(&at), kind, error))
            .collect::<Vec<_>>()
    };
    let one = |at: &str, kind, error| vec![(at.to_owned(), kind, error)];
    assert_eq!(refund(json!({"order_id": 1, "tax": "5.00"})), []);
    assert_eq!(
        refund(json!({"order_id": "{{ trigger.id }}", "items": "{{ trigger.order.products }}"})),
        []
    );
    for (input, at, kind, error) in [
        (
            json!({"tax": 1}),
            "/order_id",
            FindingKind::InputMissing,
            true,
        ),
        (
            json!({"order_id": " ", "tax": 1}),
            "/order_id",
            FindingKind::InputMissing,
            true,
        ),
        (json!({"order_id": 1}), "", FindingKind::InputMissing, true),
        (
            json!({"order_id": 1, "tax": 1, "items": []}),
            "",
            FindingKind::InputOneOf,
            true,
        ),
        (
            json!({"order_id": 1, "tax": "{{ none }}", "items": []}),
            "",
            FindingKind::InputOneOf,
            false,
        ),
        (
            json!({"order_id": 1, "tax": "five"}),
            "/tax",
            FindingKind::InputKind,
            true,
        ),
        (
            json!({"order_id": 1, "items": {}}),
            "/items",
            FindingKind::InputKind,
            true,
        ),
        (
            json!({"order_id": 1, "items": [5]}),
            "/items/0",
            FindingKind::InputKind,
            true,
        ),
        (
            json!({"order_id": 1, "items": [{"quantity": 1}]}),
            "/items/0/item_id",
            FindingKind::InputMissing,
            true,
        ),
        (
            json!({"order_id": 1, "items": [{"item_id": 1, "quantity": "x"}]}),
            "/items/0/quantity",
            FindingKind::InputKind,
            true,
        ),
        (
            json!({"order_id": 1, "tax": 1, "own": {"total": "x"}}),
            "/own/total",
            FindingKind::InputKind,
            true,
        ),
        (
            json!({"order_id": "{{ trigger.idd }}", "tax": 1}),
            "/order_id",
            FindingKind::Reference,
            false,
        ),
    ] {
        assert_eq!(refund(input.clone()), one(at, kind, error), "{input}");
    }
    let update = |input: Value| of_steps(json!([action("a", "update_order", input)]));
    assert_eq!(
        update(json!({"order_id": 1, "status_id": 10, "tags": [1, "2", "{{ trigger.id }}"]})),
        []
    );
    let kinds = |input: Value| update(input).into_iter().map(|it| it.0).collect::<Vec<_>>();
    assert_eq!(
        kinds(json!({"order_id": 1, "status_id": 99})),
        ["/steps/0/do/action/input/status_id"]
    );
    assert_eq!(
        kinds(json!({"order_id": 1, "tags": ["x"]})),
        ["/steps/0/do/action/input/tags/0"]
    );
}

#[test]
fn what_cannot_be_taken_back_needs_a_word_on_asking() {
    let mut step = action("a", "delete_order", json!({"order_id": 1}));
    let at = "/steps/0/do/action/confirm".to_owned();
    assert_eq!(of_steps(json!([step])), [(at, FindingKind::Confirm, true)]);
    for confirm in [json!("ask"), json!("go")] {
        step["do"]["action"]["confirm"] = confirm;
        assert_eq!(of_steps(json!([step])), []);
    }
    step["do"]["action"]["confirm"] =
        json!({"ask_above": {"amount": "{{ trigger.refund.total_amount }}", "limit": "a lot"}});
    let at = "/steps/0/do/action/confirm/ask_above/limit".to_owned();
    assert_eq!(
        of_steps(json!([step])),
        [(at, FindingKind::InputKind, true)]
    );
}

#[test]
fn an_orchestration_that_starts_itself_is_told_of() {
    let update = action(
        "a",
        "update_order",
        json!({"order_id": "{{ trigger.id }}", "status_id": 2}),
    );
    let at = "/steps/0/do/action/action".to_owned();
    let found_of = |whole: &Value| found(whole, &known());
    let mut whole = started_by("order_updated", json!([update]));
    assert_eq!(found_of(&whole), [(at.clone(), FindingKind::Loop, true)]);
    whole["filter"] = json!({"expression": "{{ trigger.order.status_id == 11 }}"});
    assert_eq!(found_of(&whole), [(at.clone(), FindingKind::Loop, false)]);
    let mut whole = started_by("order_updated", json!([update]));
    whole["trigger"]["webhook"]["status_to"] = json!([11]);
    assert_eq!(found_of(&whole), [(at, FindingKind::Loop, false)]);
    let test = step(
        "test",
        json!({"if": {"condition": {"expression": "{{ true }}"}, "then": [update]}}),
    );
    let at = "/steps/0/do/if/then/0/do/action/action".to_owned();
    assert_eq!(
        found_of(&started_by("order_updated", json!([test]))),
        [(at, FindingKind::Loop, false)]
    );
    assert_eq!(of_steps(json!([update])), []);
    assert_eq!(
        found_of(&started_by("order_updated", json!([get("a")]))),
        []
    );
}

#[test]
fn scopes_that_are_missing_are_told_by_store() {
    let mut known = known();
    let lacks = |store: &str| Unmet {
        store: store.into(),
        scope: "store_v2_orders".into(),
    };
    let whole = started_by("order_created", json!([get("a")]));
    let at = "/steps/0/do/action/action".to_owned();
    known.actions[0].unmet = vec![lacks("Mugs")];
    assert_eq!(
        found(&whole, &known),
        [(at.clone(), FindingKind::Scope, false)]
    );
    known.actions[0].unmet.push(lacks("Hats"));
    let both = [
        (at.clone(), FindingKind::Scope, true),
        (at, FindingKind::Scope, true),
    ];
    assert_eq!(found(&whole, &known), both);
    let findings = check(&document(&whole), &known);
    assert_eq!(
        findings[1].message,
        "The token of Hats lacks `store_v2_orders`."
    );
    assert_eq!(findings[1].step.as_deref(), Some("a"));
}

#[test]
fn empty_groups_and_steps_after_the_end_are_told_of() {
    let stop = step("end", json!({"stop": {"ending": "succeed"}}));
    for (steps, at, kind, error) in [
        (json!([]), "/steps", FindingKind::Empty, true),
        (
            json!([step("a", json!({"for_each": {"list": "{{ [1] }}"}}))]),
            "/steps/0/do/for_each/steps",
            FindingKind::Empty,
            true,
        ),
        (
            json!([step(
                "a",
                json!({"if": {"condition": {"expression": "{{ true }}"}}})
            )]),
            "/steps/0/do/if/then",
            FindingKind::Empty,
            true,
        ),
        (
            json!([step("a", json!({"switch": {"value": "1", "cases": []}}))]),
            "/steps/0/do/switch/cases",
            FindingKind::Empty,
            true,
        ),
        (
            json!([step(
                "a",
                json!({"switch": {"value": "1", "cases": [{"equals": [], "steps": [stop]}]}})
            )]),
            "/steps/0/do/switch/cases/0/equals",
            FindingKind::Empty,
            true,
        ),
        (
            json!([step("a", json!({"set": {}}))]),
            "/steps/0/do/set",
            FindingKind::Empty,
            true,
        ),
        (
            json!([tell("a", " ")]),
            "/steps/0/do/notify/title",
            FindingKind::Empty,
            true,
        ),
        (
            json!([stop, tell("a", "t"), tell("b", "t")]),
            "/steps/1",
            FindingKind::Unreachable,
            false,
        ),
        (
            json!([
                step(
                    "a",
                    json!({"if": {"condition": {"expression": "{{ true }}"}, "then": [stop],
                    "else": [step("other", json!({"stop": {"ending": "fail"}}))]}})
                ),
                tell("b", "t"),
            ]),
            "/steps/1",
            FindingKind::Unreachable,
            false,
        ),
    ] {
        assert_eq!(
            of_steps(steps.clone()),
            [(at.to_owned(), kind, error)],
            "{steps}"
        );
    }
}

#[test]
fn conditions_lists_and_expressions_are_read() {
    let row = |left: &str, read_as: &str, op: &str, right: Value| json!({"row": {"left": left, "as": read_as, "op": op, "right": right}});
    let test = |condition: Value| {
        json!([step(
            "a",
            json!({"if": {"condition": condition, "then": [tell("b", "t")]}})
        )])
    };
    let each = |list: &str| {
        json!([step(
            "a",
            json!({"for_each": {"list": list, "steps": [tell("b", "t")]}})
        )])
    };
    for (steps, at, kind, error) in [
        (
            test(row("{{ trigger.id }}", "number", "contains", json!(1))),
            "/if/condition/row",
            FindingKind::Condition,
            true,
        ),
        (
            test(json!({"all": [row("{{ trigger.id }}", "number", "equals", json!("x"))]})),
            "/if/condition/all/0/row/right",
            FindingKind::Condition,
            true,
        ),
        (
            test(json!({"any": [row("{{ trigger.idd }}", "number", "equals", json!(1))]})),
            "/if/condition/any/0/row/left",
            FindingKind::Reference,
            false,
        ),
        (
            test(json!({"expression": "{{ trigger.id | nope }}"})),
            "/if/condition/expression",
            FindingKind::Expression,
            true,
        ),
        (
            test(json!({"all": []})),
            "/if/condition",
            FindingKind::Condition,
            true,
        ),
        (
            each("trigger.order"),
            "/for_each/list",
            FindingKind::InputKind,
            true,
        ),
        (
            each("{{ trigger.order }}"),
            "/for_each/list",
            FindingKind::InputKind,
            true,
        ),
        (
            json!([tell("a", "{{ trigger.order.total_inc_tax * 2 }}")]),
            "/notify/title",
            FindingKind::Expression,
            false,
        ),
        (
            json!([tell("a", "{{ trigger.id")]),
            "/notify/title",
            FindingKind::Expression,
            true,
        ),
    ] {
        let found = of_steps(steps.clone());
        assert_eq!(
            found,
            [(format!("/steps/0/do{at}"), kind, error)],
            "{steps}"
        );
    }
    let findings = check(
        &document(&started_by(
            "order_created",
            json!([tell("a", "no {{ trigr.id }}")]),
        )),
        &known(),
    );
    assert_eq!(findings[0].span.unwrap().of("no {{ trigr.id }}"), "trigr");
}

#[test]
fn a_filter_is_of_no_step() {
    let mut whole = started_by("order_created", json!([tell("a", "{{ step.key }}")]));
    whole["filter"] = json!({"expression": "{{ step.key == run.key }}"});
    let findings = check(&document(&whole), &known());
    let [finding] = &findings[..] else {
        panic!("{findings:#?}");
    };
    assert_eq!(
        (finding.at.as_str(), finding.step.as_deref()),
        ("/filter/expression", None)
    );
    assert_eq!(finding.remedy, "Use `run.key`.");
}

#[test]
fn names_numbers_paths_and_secrets() {
    let http = |path: &str, headers: Value| {
        step(
            "a",
            json!({"http": {"origin": "erp", "method": "POST", "path": path, "headers": headers}}),
        )
    };
    let each = |name: &str| {
        step(
            "a",
            json!({"for_each": {"list": "{{ [1] }}", "as": name, "steps": [tell("b", "t")]}}),
        )
    };
    let mut often = get("a");
    often["do"]["action"]["attempts"] = json!(21);
    let mut with_body = http("/a", json!({}));
    with_body["do"]["http"]["method"] = json!("GET");
    with_body["do"]["http"]["body"] = json!("x");
    for (steps, at, kind) in [
        (json!([tell("Step", "t")]), "/steps/0/id", FindingKind::Name),
        (
            json!([get("a"), get("a")]),
            "/steps/1/id",
            FindingKind::Name,
        ),
        (
            json!([each("steps")]),
            "/steps/0/do/for_each/as",
            FindingKind::Name,
        ),
        (
            json!([each("The line")]),
            "/steps/0/do/for_each/as",
            FindingKind::Name,
        ),
        (
            json!([step("a", json!({"set": {"A b": 1}}))]),
            "/steps/0/do/set/A b",
            FindingKind::Name,
        ),
        (
            json!([http("orders", json!({}))]),
            "/steps/0/do/http/path",
            FindingKind::Path,
        ),
        (
            json!([http("//evil.example", json!({}))]),
            "/steps/0/do/http/path",
            FindingKind::Path,
        ),
        (
            json!([http("/a", json!({"a b": "x"}))]),
            "/steps/0/do/http/headers/a b",
            FindingKind::Name,
        ),
        (
            json!([http("/a", json!({"Authorization": "Bearer x"}))]),
            "/steps/0/do/http/headers/Authorization",
            FindingKind::Secret,
        ),
        (
            json!([with_body]),
            "/steps/0/do/http/body",
            FindingKind::InputUnknown,
        ),
        (
            json!([often]),
            "/steps/0/do/action/attempts",
            FindingKind::Number,
        ),
    ] {
        assert_eq!(
            of_steps(steps.clone()),
            [(at.to_owned(), kind, true)],
            "{steps}"
        );
    }
    let mut off = step(
        "off",
        json!({"for_each": {"list": "nothing", "steps": [tell("x", "{{ nothing }}")]}}),
    );
    off["disabled"] = json!(true);
    assert_eq!(
        of_steps(json!([off, get("a")])),
        [],
        "what is switched off is not judged"
    );
    let twice = of_steps(json!([off, get("x")]));
    assert_eq!(
        twice,
        [("/steps/1/id".to_owned(), FindingKind::Name, true)],
        "but its ids are taken"
    );
}
