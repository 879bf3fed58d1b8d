//! What is wrong with expressions, where, and what to do about it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{context, fault, order, value};
use patchbay_orchestration::expression::{
    Context, Expression, MOST_BYTES, Problem, check, references,
};
use serde_json::json;

#[test]
fn what_is_missing_is_named_in_full_with_the_nearest_name() {
    for (inside, message, remedy) in [
        (
            "trigger.total",
            "`trigger.total` is not there.",
            "Did you mean `total_inc_tax`?",
        ),
        (
            "trigger.billing_address.town.name",
            "`trigger.billing_address.town` is not there.",
            "Pick one from the list.",
        ),
        (
            "triger.id",
            "`triger` is not there.",
            "Did you mean `trigger`?",
        ),
        (
            "steps.chrage.ok",
            "`steps.chrage` is not there.",
            "Did you mean `charge`?",
        ),
        (
            "trigger.customer.name",
            "`trigger.customer` is null, so it has no `name`.",
            "Say what to take where it is null: `… | default(\"\")`.",
        ),
        (
            "trigger.products.name",
            "`trigger.products` is a list, so it has no `name`.",
            "Take one item, `[0]`, or a field of each: `… | map(\"name\")`.",
        ),
        (
            "trigger.products[7].name",
            "`trigger.products` has 3 items, so there is none at 7.",
            "Say what to take where the list is too short: `… | default(\"\")`.",
        ),
        (
            "trigger.products | map('prise')",
            "`prise` is not there.",
            "Did you mean `price`?",
        ),
        (
            "trigger.coupons | first",
            "The list is empty, so there is no first of it.",
            "Say what to take where the list is too short: `… | default(\"\")`.",
        ),
        (
            "(trigger.totl | mul(2)) | default(0)",
            "`trigger.totl` is not there.",
            "Did you mean `total_inc_tax`?",
        ),
    ] {
        assert_eq!(fault(inside), (message.into(), remedy.into()), "{inside}");
    }
}

#[test]
fn texts_are_never_counted_with() {
    for inside in [
        "\"336.3200\" * 2",
        "2 * \"336.3200\"",
        "trigger.total_inc_tax * 2",
        "trigger.total_inc_tax + '1'",
        "trigger.total_inc_tax + trigger.total_inc_tax",
        "trigger.total_inc_tax - 1",
        "trigger.total_inc_tax / 2",
        "trigger.total_inc_tax // 2",
        "trigger.total_inc_tax % 2",
        "2 ** trigger.total_inc_tax",
        "-trigger.total_inc_tax",
        "(trigger.total_inc_tax | money) * 2",
        "(trigger.id ~ '') * 2",
    ] {
        let (message, _) = fault(inside);
        assert!(
            message.ends_with("works with numbers, and this is text."),
            "{inside}: {message}"
        );
    }
    let (_, remedy) = fault("trigger.total_inc_tax * 2");
    assert_eq!(
        remedy,
        "For amounts use `| mul(…)`, which is exact, or `| to_number` first."
    );
    let (_, remedy) = fault("trigger.total_inc_tax + 2");
    assert_eq!(
        remedy,
        "To add amounts use `| add(…)`, which is exact; to join texts use `~`."
    );
}

#[test]
fn a_text_as_a_number_is_refused_before_anything_runs() {
    let error = Expression::parse("x {{ 1 + \"336.3200\" * 2 }}").unwrap_err();
    assert!(matches!(error.problem, Problem::Arithmetic { .. }));
    assert_eq!(
        error.span.of("x {{ 1 + \"336.3200\" * 2 }}"),
        "\"336.3200\""
    );
}

#[test]
fn a_mismatch_is_an_error_and_never_false() {
    for (inside, message) in [
        (
            "trigger.id == '250'",
            "This compares a number with text, which are never alike.",
        ),
        (
            "trigger.total_inc_tax > 100",
            "This compares text with a number, which are never alike.",
        ),
        (
            "trigger.status_id in ['11']",
            "This compares a number with text, which are never alike.",
        ),
        (
            "trigger.total_inc_tax > '100'",
            "Both are text, so \"9\" would be more than \"10\".",
        ),
        (
            "trigger.products > trigger.coupons",
            "There is no greater or less between a list and a list.",
        ),
        (
            "trigger.id | upper",
            "`upper` works with text, and this is a number.",
        ),
        (
            "trigger.status | sum",
            "`sum` works with a list, and this is text.",
        ),
        (
            "trigger.status | money",
            "\"Awaiting Fulfillment\" is not a number.",
        ),
        (
            "trigger.status | date",
            "\"Awaiting Fulfillment\" is not a date.",
        ),
        (
            "trigger.date_created | date('%')",
            "\"%\" is not a way to write a date.",
        ),
        (
            "trigger.date_created | date('%F', 'Mars')",
            "There is no time zone \"Mars\".",
        ),
        (
            "'{' | from_json",
            "This is not JSON: EOF while parsing an object at line 1 column 1.",
        ),
        ("1 / 0", "This divides by zero."),
        (
            "trigger.account ** 9",
            "The result is too large to be exact.",
        ),
        (
            "trigger.products | sort",
            "`sort` works with numbers or text, and this is an object.",
        ),
    ] {
        assert_eq!(fault(inside).0, message, "{inside}");
    }
}

#[test]
fn there_is_nothing_to_call_and_nothing_to_include() {
    for (inside, message, remedy) in [
        (
            "range(5)",
            "`range()` is called, and there is nothing to call here.",
            "Use a filter: `… | upper`.",
        ),
        (
            "trigger.status.upper()",
            "`upper()` is called, and there is nothing to call here.",
            "Use the filter: `… | upper`.",
        ),
        (
            "trigger | env",
            "There is no filter `env`.",
            "Pick one from the list.",
        ),
        (
            "trigger.id | monay",
            "There is no filter `monay`.",
            "Did you mean `money`?",
        ),
        (
            "trigger.id is definde",
            "There is no test `is definde`.",
            "Did you mean `defined`?",
        ),
        (
            "trigger.id | mul",
            "`mul` needs number.",
            "Write `mul(number)`.",
        ),
        (
            "trigger.id | upper(1)",
            "`upper` does not take so many arguments.",
            "It is written `upper()`.",
        ),
        (
            "trigger.id | money(plaecs=1)",
            "`money` does not take plaecs.",
            "It is written `money(places)`.",
        ),
        (
            "trigger.id | mul(*trigger.coupons)",
            "`mul` does not take so many arguments.",
            "It is written `mul(number)`.",
        ),
        (
            "'a' if trigger.id",
            "An `if` says nothing of what holds otherwise.",
            "Add what to take otherwise: `… else \"\"`.",
        ),
        (
            "99999999999999999999",
            "This number is too large.",
            "Use fewer digits.",
        ),
        ("env", "`env` is not there.", "Pick one from the list."),
    ] {
        assert_eq!(fault(inside), (message.into(), remedy.into()), "{inside}");
    }
    for inside in ["trigger.", "(1", "1 +", "a b", "import os", "{'a' 1}"] {
        let (message, _) = fault(inside);
        assert!(
            message.starts_with("This cannot be read: "),
            "{inside}: {message}"
        );
    }
}

#[test]
fn an_error_is_where_it_is() {
    let text = "Hello\n  {{ trigger.billing_address.twon | upper }} and more";
    let error = value(text).unwrap_err();
    assert_eq!(error.span.of(text), "trigger.billing_address.twon");
    assert_eq!((error.span.line, error.span.column), (2, 6));
    for (text, marked) in [
        ("{{ trigger.id == '250' }}", "'250'"),
        ("{{ 1 + trigger.status }}", "1 + trigger.status"),
        ("{{ trigger.id | money | monney }}", "monney"),
        ("{{ (1, trigger.nope) }}", "trigger.nope"),
    ] {
        assert_eq!(value(text).unwrap_err().span.of(text), marked, "{text}");
    }
}

#[test]
fn work_and_size_have_an_end() {
    let many: Vec<u32> = (0..60_000).collect();
    let long = "x".repeat(MOST_BYTES / 2 + 1);
    let context = Context::new().with("vars", json!({"many": many, "long": long}));
    for (text, problem) in [
        ("{{ vars.many | sort }}", Problem::OutOfFuel),
        (
            "{{ vars.long ~ vars.long }}",
            Problem::TooMuch { limit: MOST_BYTES },
        ),
        (
            "{{ vars.long }}{{ vars.long }}",
            Problem::TooMuch { limit: MOST_BYTES },
        ),
        (
            "{{ vars.long | replace('x', 'xxxxxxxxxxxxxxxxxxxxxx') }}",
            Problem::TooMuch { limit: MOST_BYTES },
        ),
        (
            "{{ [vars.long, vars.long] }}",
            Problem::TooMuch { limit: MOST_BYTES },
        ),
        (
            "{{ [vars.long, vars.long] | join }}",
            Problem::TooMuch { limit: MOST_BYTES },
        ),
    ] {
        let error = Expression::parse(text)
            .unwrap()
            .evaluate(&context)
            .unwrap_err();
        assert_eq!(error.problem, problem, "{text}");
    }
    let deep = format!("{{{{ {}1 }}}}", "1 + ".repeat(150));
    assert_eq!(
        Expression::parse(&deep).unwrap_err().problem,
        Problem::TooDeep
    );
    for repeated in ["-", "- ", "not ", "1 if 1 else ", "1 + ", "a.", "1 and "] {
        let deep = format!("{{{{ {}1 }}}}", repeated.repeat(4_000 / repeated.len()));
        assert!(Expression::parse(&deep).is_err(), "{repeated}");
    }
    let brackets = format!("{{{{ {}1{} }}}}", "[".repeat(2_000), "]".repeat(2_000));
    assert!(Expression::parse(&brackets).is_err());
}

#[test]
fn references_are_paths_and_say_whether_they_may_be_missing() {
    let text = "{{ trigger.a.b | default(vars.c) }} {{ steps.x[0].y }} {{ trigger[vars.k].z }} {{ trigger.d is defined }}";
    let found = references(text).unwrap();
    let paths: Vec<_> = found.iter().map(|it| (it.path(), it.guarded)).collect();
    let expected = [
        ("trigger.a.b", true),
        ("vars.c", false),
        ("steps.x[0].y", false),
        ("trigger[].z", false),
        ("vars.k", false),
        ("trigger.d", true),
    ];
    let expected: Vec<_> = expected
        .iter()
        .map(|(path, guarded)| ((*path).to_owned(), *guarded))
        .collect();
    assert_eq!(paths, expected);
    assert_eq!(found[2].root(), "steps");
}

#[test]
fn what_a_sample_does_not_have_is_marked_while_typing() {
    let sample = Context::new().with("trigger", order());
    for (text, marked) in [
        (
            "{{ trigger.total }}",
            vec![("trigger.total", "Did you mean `total_inc_tax`?")],
        ),
        ("{{ trigger.nope | default(1) }}", vec![]),
        (
            "{{ (trigger.nope | money) | default(1) }}",
            vec![("trigger.nope", "Pick one from the list.")],
        ),
        ("{{ trigger.customer.name }}", vec![]),
        (
            "{{ trigger.products[9].nam }}",
            vec![("trigger.products[9].nam", "Did you mean `name`?")],
        ),
        (
            "{{ trigger.products | select('tpye', 'x') | map('nam') }}",
            vec![
                ("'tpye'", "Did you mean `type`?"),
                ("'nam'", "Did you mean `name`?"),
            ],
        ),
        (
            "{{ (trigger.products | first).quantiy }}",
            vec![(
                "(trigger.products | first).quantiy",
                "Did you mean `quantity`?",
            )],
        ),
        ("{{ trigger.coupons | map('code') }}", vec![]),
        ("{{ item.id }}", vec![("item", "Pick one from the list.")]),
        (
            "{{ 1 if trigger.stauts else 2 }}",
            vec![("trigger.stauts", "Did you mean `status`?")],
        ),
        (
            "{{ trigger.id | ",
            vec![("{{", "Write `}}` after the expression.")],
        ),
    ] {
        let remarks = check(text, &sample);
        let found: Vec<_> = remarks
            .iter()
            .map(|it| (it.span.of(text), it.remedy.as_str()))
            .collect();
        assert_eq!(found, marked, "{text}");
    }
}

#[test]
fn no_filter_reaches_outside_its_context() {
    assert_eq!(
        value("{{ steps }}").unwrap(),
        context().get("steps").unwrap().clone()
    );
    for inside in [
        "now",
        "self",
        "loop",
        "__class__",
        "trigger.__class__",
        "environ",
    ] {
        assert!(fault(inside).0.contains("is not there"), "{inside}");
    }
}
