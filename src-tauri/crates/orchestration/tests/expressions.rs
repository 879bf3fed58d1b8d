//! What expressions come to.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{context, of, value};
use patchbay_orchestration::expression::{Expression, Kind, filters, preview};
use proptest::prelude::*;
use serde_json::{Value, json};

#[test]
fn exactly_one_expression_keeps_its_type_and_anything_else_is_text() {
    for (text, expected) in [
        ("{{ trigger.id }}", json!(250)),
        ("{{trigger.is_deleted}}", json!(false)),
        ("{{ trigger.coupons }}", json!([])),
        ("{{ trigger.staff_notes }}", json!(null)),
        ("Order {{ trigger.id }}", json!("Order 250")),
        ("{{ trigger.id }} ", json!("250 ")),
        ("{{ trigger.id }}{{ trigger.status_id }}", json!("25011")),
        ("250", json!("250")),
        ("", json!("")),
        (
            "{% set a = 1 %} {# no #}",
            json!("{% set a = 1 %} {# no #}"),
        ),
    ] {
        assert_eq!(value(text).unwrap(), expected, "{text}");
    }
}

#[test]
fn null_is_nothing_in_a_text_and_lists_are_json() {
    let text = "[{{ trigger.staff_notes }}] {{ trigger.is_deleted }} {{ steps.charge.items }}";
    assert_eq!(value(text).unwrap(), json!(r#"[] false ["b","a","b"]"#));
}

#[test]
fn ids_and_amounts_are_exact() {
    for (inside, expected) in [
        ("trigger.account", json!(9007199254740993_i64)),
        ("trigger.account + 2", json!(9007199254740995_i64)),
        ("trigger.account ~ ''", json!("9007199254740993")),
        ("18446744073709551615", json!(18446744073709551615_u64)),
        ("0.1 + 0.2", json!(0.3)),
        ("trigger.weight * 3", json!(0.3)),
        ("'0.1' | add('0.2')", json!("0.3")),
        ("trigger.total_inc_tax | mul(2)", json!("672.6400")),
        ("trigger.total_inc_tax | sub('36.32')", json!("300.0000")),
        ("trigger.total_inc_tax | money", json!("336.32")),
        ("'2.345' | money", json!("2.35")),
        ("'-2.345' | round(2)", json!("-2.35")),
        ("2.5 | round", json!(3)),
        ("'1000' | money(places=0)", json!("1000")),
        ("5 | money", json!("5.00")),
        ("10 / 4", json!(2.5)),
        ("10 / 5", json!(2)),
        ("7 // 2", json!(3)),
        ("-7 // 2", json!(-4)),
        ("-7 % 3", json!(2)),
        ("2 ** 10", json!(1024)),
        ("'10' | div(3)", json!("3.333333333333")),
        ("trigger.total_inc_tax | to_number", json!(336.32)),
        ("-5 | abs", json!(5)),
    ] {
        assert_eq!(of(inside), expected, "{inside}");
    }
}

#[test]
fn what_is_missing_can_be_replaced_and_asked_for() {
    for (inside, expected) in [
        ("trigger.nothing | default('none')", json!("none")),
        ("trigger.staff_notes | default('none')", json!("none")),
        ("trigger.customer.name | default('guest')", json!("guest")),
        ("trigger.coupons[0].code | default('')", json!("")),
        ("trigger.coupons | first | default(0)", json!(0)),
        ("trigger.id | default(0)", json!(250)),
        ("'' | default('x')", json!("")),
        ("'' | default('x', true)", json!("x")),
        ("trigger.id | default(trigger.nothing)", json!(250)),
        ("trigger.nothing is defined", json!(false)),
        ("trigger.id is defined", json!(true)),
        ("trigger.nothing is not defined", json!(true)),
        ("trigger.staff_notes is none", json!(true)),
        ("trigger.staff_notes is defined", json!(true)),
        ("trigger.coupons is empty", json!(true)),
        ("trigger.total_inc_tax is text", json!(true)),
        ("trigger.id is number", json!(true)),
    ] {
        assert_eq!(of(inside), expected, "{inside}");
    }
}

#[test]
fn texts() {
    for (inside, expected) in [
        ("trigger.status | upper", json!("AWAITING FULFILLMENT")),
        ("'ÉTÉ' | lower | capitalize", json!("Été")),
        ("'  a ' | trim", json!("a")),
        ("'a-b-c' | replace('-', '+')", json!("a+b+c")),
        ("'a,b' | split(',')", json!(["a", "b"])),
        ("'Straße' | length", json!(6)),
        ("'Straße' | slice(0, 3)", json!("Str")),
        ("'Straße'[-2:]", json!("ße")),
        ("'Straße'[4:2]", json!("")),
        ("'Straße' | truncate(3)", json!("Str…")),
        ("'Str' | truncate(3)", json!("Str")),
        ("'a b&ü' | url_encode", json!("a%20b%26%C3%BC")),
        (
            "trigger.id ~ '/' ~ trigger.staff_notes ~ 1.5",
            json!("250/1.5"),
        ),
        ("'Awaiting' in trigger.status", json!(true)),
        (
            "trigger.billing_address | json",
            json!(r#"{"city":"Bristol","email":"ada@example.com"}"#),
        ),
        (r#"'{"a": [1]}' | from_json"#, json!({"a": [1]})),
        ("{'a': {'b': trigger.id}}", json!({"a": {"b": 250}})),
    ] {
        assert_eq!(of(inside), expected, "{inside}");
    }
}

#[test]
fn lists() {
    for (inside, expected) in [
        (
            "trigger.products | map('name') | join(', ')",
            json!("Mug, Gift card, Poster"),
        ),
        (
            "trigger.products | map(attribute='quantity') | sum",
            json!(13),
        ),
        ("trigger.products | sum('price')", json!("134.9500")),
        ("[0.1, 0.2] | sum", json!(0.3)),
        ("[] | sum", json!(0)),
        (
            "trigger.products | select('type', 'physical') | map('id')",
            json!([1, 3]),
        ),
        (
            "trigger.products | reject('type', equals='physical') | length",
            json!(1),
        ),
        (
            "trigger.products | sort('price') | map('id')",
            json!([1, 2, 3]),
        ),
        (
            "trigger.products | sort('price', descending=true) | first",
            {
                json!({"id": 3, "name": "Poster", "type": "physical", "quantity": 10, "price": "100.0000"})
            },
        ),
        ("steps.charge.items | sort", json!(["a", "b", "b"])),
        ("steps.charge.items | unique", json!(["b", "a"])),
        ("steps.charge.items | last", json!("b")),
        ("steps.charge.items | reverse", json!(["b", "a", "b"])),
        ("['9', '10'] | max", json!("10")),
        ("[3, 1.5] | min", json!(1.5)),
        ("trigger.products[-1].id", json!(3)),
        ("trigger.products.0.id", json!(1)),
        ("trigger.products[1:] | map('id')", json!([2, 3])),
        ("trigger['id']", json!(250)),
        ("trigger.billing_address | keys", json!(["city", "email"])),
        (
            "trigger.billing_address | values",
            json!(["Bristol", "ada@example.com"]),
        ),
        ("(1, 2)", json!([1, 2])),
    ] {
        assert_eq!(of(inside), expected, "{inside}");
    }
}

#[test]
fn dates() {
    for (inside, expected) in [
        ("trigger.date_created | date", json!("2012-11-20")),
        (
            "trigger.date_created | date('%d %B %Y, %H:%M', 'America/New_York')",
            json!("19 November 2012, 19:00"),
        ),
        (
            "trigger.date_created | to_date",
            json!("2012-11-20T00:00:00Z"),
        ),
        ("1353369600 | date('%F')", json!("2012-11-20")),
        ("trigger.date_created | to_unix", json!(1353369600)),
        ("run.started_at | plus_days(1) | date", json!("2026-03-02")),
        (
            "run.started_at | minus_hours(13)",
            json!("2026-02-28T23:00:00Z"),
        ),
        (
            "run.started_at | plus_minutes(-1)",
            json!("2026-03-01T11:59:00Z"),
        ),
    ] {
        assert_eq!(of(inside), expected, "{inside}");
    }
}

#[test]
fn choices_and_comparisons() {
    for (inside, expected) in [
        ("'yes' if trigger.id > 200 else 'no'", json!("yes")),
        ("trigger.id == 250.0", json!(true)),
        ("trigger.id != 250", json!(false)),
        ("1 < 2 <= 2", json!(true)),
        ("1 < 2 < 2", json!(false)),
        ("trigger.staff_notes == 'x'", json!(false)),
        ("trigger.staff_notes == none", json!(true)),
        ("trigger.status_id in [2, 11]", json!(true)),
        ("trigger.status_id not in [2, 11]", json!(false)),
        ("'city' in trigger.billing_address", json!(true)),
        ("not trigger.coupons", json!(true)),
        ("trigger.staff_notes or 'none'", json!("none")),
        ("trigger.id and 5", json!(5)),
        ("false and trigger.nothing", json!(false)),
        ("'2026-03-01' < '2026-04-01'", json!(true)),
        ("[1, 2] == [1, 2]", json!(true)),
    ] {
        assert_eq!(of(inside), expected, "{inside}");
    }
}

#[test]
fn one_expression_serves_many_contexts() {
    let expression = Expression::parse("{{ trigger.id * 2 }}").unwrap();
    for id in [1, 2, 3] {
        let context = context().with("trigger", json!({"id": id}));
        assert_eq!(expression.evaluate(&context).unwrap(), json!(id * 2));
    }
}

#[test]
fn a_preview_says_what_it_is() {
    for (text, kind, words) in [
        ("{{ trigger.id }}", Kind::Number, "a number"),
        ("{{ trigger.id }}!", Kind::Text, "text"),
        ("{{ trigger.products }}", Kind::List, "a list"),
        ("{{ trigger.staff_notes }}", Kind::Nothing, "null"),
    ] {
        let preview = preview(text, &context()).unwrap();
        assert_eq!(
            (preview.kind, preview.kind.to_string().as_str()),
            (kind, words)
        );
    }
}

#[test]
fn filters_have_names_of_their_own_and_say_what_they_do() {
    let mut names: Vec<_> = filters().iter().map(|filter| filter.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), filters().len());
    assert!(filters().iter().all(|filter| !filter.says.is_empty()));
    for refused in ["env", "range", "include", "lipsum", "debug"] {
        assert!(!names.contains(&refused));
    }
}

proptest! {
    /// Whatever is written, reading it ends with an answer and not with a crash.
    #[test]
    fn any_text_is_read_or_refused(text in "[a-z{}|()'\"\\[\\]., 0-9~*+-]{0,60}") {
        let text = format!("{{{{{text}");
        if let Ok(expression) = Expression::parse(&text) {
            let _ = expression.evaluate(&context());
        }
    }

    /// A sum of cents is the sum of the cents.
    #[test]
    fn amounts_add_up(cents in proptest::collection::vec(0_u32..1_000_000, 1..40)) {
        let amounts: Vec<Value> = cents
            .iter()
            .map(|cents| json!(format!("{}.{:02}", cents / 100, cents % 100)))
            .collect();
        let context = context().with("vars", json!({"amounts": amounts}));
        let sum = Expression::parse("{{ vars.amounts | sum }}").unwrap().evaluate(&context).unwrap();
        let all: u32 = cents.iter().sum();
        prop_assert_eq!(sum, json!(format!("{}.{:02}", all / 100, all % 100)));
    }

    /// A whole number passes through as it is.
    #[test]
    fn whole_numbers_are_exact(id in any::<i64>()) {
        let context = context().with("vars", json!({"id": id}));
        let expression = Expression::parse("{{ vars.id + 0 }}").unwrap();
        prop_assert_eq!(expression.evaluate(&context).unwrap(), json!(id));
    }
}
