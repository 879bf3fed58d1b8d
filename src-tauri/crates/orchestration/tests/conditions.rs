//! Conditions: what holds, what cannot be compared, and what is kept of it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{context, order};
use patchbay_orchestration::condition::{
    As, Condition, ConditionFault, Judge, Judged, Judgement, Operator, Side,
};
use proptest::prelude::*;
use serde_json::{Value, json};

fn read(condition: Value) -> Condition {
    serde_json::from_value(condition).unwrap()
}

fn row(left: &str, read_as: &str, op: &str, right: Option<Value>) -> Condition {
    let mut row = json!({"left": left, "as": read_as, "op": op});
    if let Some(right) = right {
        row["right"] = right;
    }
    read(json!({"row": row}))
}

fn judge(condition: &Condition) -> Judgement {
    Judge::read(condition).unwrap().judge(&context()).unwrap()
}

fn holds(left: &str, read_as: &str, op: &str, right: Value) -> bool {
    judge(&row(left, read_as, op, Some(right))).holds
}

#[test]
fn rows_compare_as_their_type_says() {
    let total = "{{ trigger.total_inc_tax }}";
    for (left, read_as, op, right, expected) in [
        ("{{ trigger.id }}", "number", "equals", json!("250"), true),
        ("{{ trigger.id }}", "text", "equals", json!("250"), true),
        (
            "{{ trigger.id }}",
            "number",
            "not_equals",
            json!(250.0),
            false,
        ),
        (total, "money", "equals", json!("336.32"), true),
        (total, "money", "equals", json!(336.32), true),
        (total, "text", "equals", json!("336.32"), false),
        (total, "money", "greater", json!(100), true),
        (total, "money", "at_least", json!("336.32"), true),
        (total, "money", "less", json!("336.33"), true),
        (total, "money", "at_most", json!("336.31"), false),
        ("9", "number", "less", json!("10"), true),
        (
            "{{ trigger.status }}",
            "text",
            "contains",
            json!("Fulfil"),
            true,
        ),
        (
            "{{ trigger.status }}",
            "text",
            "not_contains",
            json!("Fulfil"),
            false,
        ),
        (
            "{{ trigger.status }}",
            "text",
            "starts_with",
            json!("Awaiting"),
            true,
        ),
        (
            "{{ trigger.status }}",
            "text",
            "ends_with",
            json!("Awaiting"),
            false,
        ),
        (
            "{{ trigger.status }}",
            "text",
            "matches",
            json!("^Awaiting (Ful|Pay)"),
            true,
        ),
        (
            "{{ trigger.status_id }}",
            "number",
            "one_of",
            json!(["2", 11]),
            true,
        ),
        (
            "{{ trigger.status_id }}",
            "number",
            "not_one_of",
            json!(["2", 11]),
            false,
        ),
        (
            "{{ trigger.products | map('id') }}",
            "list",
            "contains",
            json!("2"),
            true,
        ),
        (
            "{{ trigger.products | map('id') }}",
            "list",
            "equals",
            json!([1, "2", 3]),
            true,
        ),
        (
            "{{ steps.charge.items }}",
            "list",
            "not_contains",
            json!("c"),
            true,
        ),
        (
            "{{ trigger.date_created }}",
            "date",
            "before",
            json!("2012-11-20T00:00:01Z"),
            true,
        ),
        (
            "{{ trigger.date_created }}",
            "date",
            "after",
            json!("2012-11-20T01:00:00+02:00"),
            true,
        ),
        (
            "{{ trigger.date_created }}",
            "date",
            "equals",
            json!(1353369600),
            true,
        ),
        (
            "{{ trigger.is_deleted }}",
            "boolean",
            "equals",
            json!("false"),
            true,
        ),
        (
            "{{ trigger.is_deleted }}",
            "boolean",
            "equals",
            json!(0),
            true,
        ),
        (
            "{{ trigger.staff_notes }}",
            "text",
            "equals",
            json!(""),
            true,
        ),
        (total, "money", "greater", json!("{{ trigger.id }}"), true),
        (
            "{{ trigger.id }}",
            "number",
            "one_of",
            json!(["{{ trigger.id }}"]),
            true,
        ),
    ] {
        let held = holds(left, read_as, op, right.clone());
        assert_eq!(held, expected, "{left} {op} {right} as {read_as}");
    }
}

#[test]
fn rows_ask_whether_something_is_there() {
    for (left, op, expected) in [
        ("{{ trigger.nothing }}", "exists", false),
        ("{{ trigger.nothing.deep }}", "not_exists", true),
        ("{{ trigger.staff_notes }}", "exists", false),
        ("{{ trigger.customer.name }}", "exists", false),
        ("{{ trigger.coupons[0] }}", "exists", false),
        ("{{ trigger.id }}", "exists", true),
        ("{{ trigger.coupons }}", "is_empty", true),
        ("{{ trigger.products }}", "is_not_empty", true),
        (" ", "is_empty", true),
        ("{{ trigger.staff_notes }}", "is_empty", true),
    ] {
        assert_eq!(
            judge(&row(left, "text", op, None)).holds,
            expected,
            "{left} {op}"
        );
    }
}

#[test]
fn what_cannot_be_read_as_its_type_is_an_error_and_not_false() {
    for (left, read_as, op, right, side, message) in [
        (
            "{{ trigger.status }}",
            "number",
            "equals",
            json!(5),
            Side::Left,
            "\"Awaiting Fulfillment\" is text and cannot be read as a number.",
        ),
        (
            "{{ trigger.staff_notes }}",
            "money",
            "less",
            json!(5),
            Side::Left,
            "This is null and cannot be read as money.",
        ),
        (
            "{{ trigger.id }}",
            "date",
            "before",
            json!("{{ trigger.status }}"),
            Side::Right,
            "\"Awaiting Fulfillment\" is text and cannot be read as a date.",
        ),
        (
            "{{ trigger.id }}",
            "list",
            "contains",
            json!(5),
            Side::Left,
            "250 is a number and cannot be read as a list.",
        ),
        (
            "{{ trigger.id }}",
            "boolean",
            "equals",
            json!(true),
            Side::Left,
            "250 is a number and cannot be read as true or false.",
        ),
        (
            "{{ trigger.products }}",
            "text",
            "equals",
            json!("x"),
            Side::Left,
            "",
        ),
        (
            "{{ trigger.totl }}",
            "money",
            "less",
            json!(5),
            Side::Left,
            "`trigger.totl` is not there.",
        ),
        (
            "{{ trigger.id }}",
            "number",
            "one_of",
            json!("{{ trigger.id }}"),
            Side::Right,
            "\"is one of\" takes a list to compare with.",
        ),
        (
            "{{ trigger.status }}",
            "text",
            "matches",
            json!("{{ '(' }}"),
            Side::Right,
            "\"(\" is not a pattern.",
        ),
    ] {
        let condition = row(left, read_as, op, Some(right));
        let error = Judge::read(&condition)
            .unwrap()
            .judge(&context())
            .unwrap_err();
        assert_eq!(error.side, Some(side), "{left}");
        assert!(error.to_string().contains(message), "{left}: {error}");
        assert!(!error.fault.remedy().is_empty());
    }
}

#[test]
fn what_can_be_known_beforehand_is_refused_when_it_is_read() {
    for (condition, message) in [
        (
            row("x", "text", "greater", Some(json!(1))),
            "\"is greater than\" is not for text.",
        ),
        (
            row("x", "number", "equals", None),
            "There is nothing to compare with.",
        ),
        (
            row("x", "text", "exists", Some(json!(1))),
            "\"exists\" compares with nothing.",
        ),
        (
            row("x", "text", "one_of", Some(json!("a"))),
            "\"is one of\" takes a list to compare with.",
        ),
        (
            row("x", "money", "less", Some(json!("10 USD"))),
            "\"10 USD\" is text and cannot be read as money.",
        ),
        (
            row("x", "text", "matches", Some(json!("("))),
            "\"(\" is not a pattern.",
        ),
        (
            row("x", "text", "matches", Some(json!("(\\w{90}){90}"))),
            "\"(\\w{90}){90}\" is not a pattern.",
        ),
        (row("{{ x", "text", "exists", None), "`{{` is not closed."),
        (read(json!({"all": []})), "The group is empty."),
        (
            read(json!({"expression": "{{ 1 + }}"})),
            "This cannot be read",
        ),
    ] {
        let error = Judge::read(&condition).unwrap_err();
        assert!(error.to_string().starts_with(message), "{error}");
    }
    let many = Condition::All(vec![row("x", "text", "exists", None); 101]);
    assert_eq!(
        Judge::read(&many).unwrap_err().fault,
        ConditionFault::TooMany { limit: 100 }
    );
    let deep = (0..12).fold(row("x", "text", "exists", None), |inner, _| {
        Condition::Not(Box::new(inner))
    });
    assert_eq!(
        Judge::read(&deep).unwrap_err().fault,
        ConditionFault::TooDeep { limit: 8 }
    );
}

#[test]
fn groups_are_looked_at_up_to_what_decides_and_say_what_was_compared() {
    let condition = read(json!({"all": [
        {"any": [
            {"row": {"left": "{{ trigger.id }}", "as": "number", "op": "less", "right": 5}},
            {"row": {"left": "{{ trigger.customer }}", "as": "text", "op": "not_exists"}},
            {"row": {"left": "{{ trigger.customer.name }}", "as": "text", "op": "equals", "right": "Ada"}},
        ]},
        {"not": {"expression": "{{ trigger.is_deleted }}"}},
    ]}));
    let judgement = judge(&condition);
    assert!(judgement.holds);
    let judged = |place: &[usize], left: Option<Value>, right: Option<Value>, held| Judged {
        place: place.to_vec(),
        left,
        right,
        held,
    };
    assert_eq!(
        judgement.rows,
        [
            judged(&[0, 0], Some(json!(250)), Some(json!(5)), false),
            judged(&[0, 1], Some(json!(null)), None, true),
            judged(&[1, 0], Some(json!(false)), None, false),
        ]
    );
}

#[test]
fn an_expression_is_true_or_false_and_nothing_else() {
    let read_expression = |text: &str| Judge::read(&Condition::Expression(text.into())).unwrap();
    let condition = read_expression("{{ trigger.id > 200 and trigger.status is text }}");
    assert!(condition.judge(&context()).unwrap().holds);
    let condition = read_expression("{{ trigger.id }}");
    let error = condition.judge(&context()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "The expression is a number, and a condition is true or false."
    );
}

#[test]
fn changed_compares_with_the_look_before() {
    let changed = |left: &str, read_as: &str, before: Option<Value>| {
        let mut context = context();
        if let Some(before) = before {
            context.set("before", before);
        }
        let condition = row(left, read_as, "changed", None);
        Judge::read(&condition).unwrap().judge(&context).unwrap()
    };
    let with = |name: &str, value: Value| {
        let mut order = order();
        order[name] = value;
        Some(order)
    };
    let status = "{{ trigger.status }}";
    let total = "{{ trigger.total_inc_tax }}";
    assert!(!changed(status, "text", None).holds);
    assert!(!changed(status, "text", Some(order())).holds);
    assert!(changed(status, "text", with("status", json!("Pending"))).holds);
    assert!(!changed(total, "money", with("total_inc_tax", json!(336.32))).holds);
    assert!(changed(total, "text", with("total_inc_tax", json!("336.32"))).holds);
    assert!(changed(status, "text", with("status", json!(null))).holds);
    assert!(changed(status, "text", Some(json!({}))).holds);
    let judgement = changed(status, "text", with("status", json!("Pending")));
    assert_eq!(judgement.rows[0].right, Some(json!("Pending")));
}

#[test]
fn large_values_are_kept_by_what_they_are() {
    let judgement = judge(&row(
        "{{ [trigger, trigger] }}",
        "list",
        "is_not_empty",
        None,
    ));
    assert_eq!(judgement.rows[0].left, Some(json!("a list of 2")));
}

#[test]
fn the_form_is_strict_and_comes_back_as_it_was() {
    let text = r#"{"any":[{"row":{"left":"{{ a }}","as":"money","op":"at_least","right":"5"}},{"not":{"expression":"{{ b }}"}}]}"#;
    let condition: Condition = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&condition).unwrap(), text);
    for wrong in [
        r#"{"row":{"left":"a","as":"text","op":"equals","right":1,"extra":1}}"#,
        r#"{"row":{"left":"a","as":"cash","op":"equals"}}"#,
        r#"{"some":[]}"#,
    ] {
        assert!(serde_json::from_str::<Condition>(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn every_type_has_operators_and_every_operator_a_type() {
    for read_as in As::ALL {
        assert!(
            Operator::ALL
                .iter()
                .any(|op| op.fits(read_as) && op.takes_right())
        );
    }
    for op in Operator::ALL {
        assert!(As::ALL.iter().any(|read_as| op.fits(*read_as)), "{op}");
    }
}

fn written(value: i64) -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!(value)),
        Just(json!(value.to_string())),
        Just(json!(format!("{value}.00"))),
        Just(json!(format!(" {value} "))),
    ]
}

proptest! {
    /// However two numbers are written, they compare as the numbers they are.
    #[test]
    fn numbers_compare_however_they_are_written(
        (one, other, left, right) in (-1_000_i64..1_000, -1_000_i64..1_000).prop_flat_map(|(one, other)| {
            (Just(one), Just(other), written(one), written(other))
        }),
        read_as in prop_oneof![Just("number"), Just("money")],
    ) {
        let context = context().with("vars", json!({"left": left, "right": right}));
        for (op, expected) in [
            ("equals", one == other), ("not_equals", one != other), ("greater", one > other),
            ("at_least", one >= other), ("less", one < other), ("at_most", one <= other),
        ] {
            let condition = row("{{ vars.left }}", read_as, op, Some(json!("{{ vars.right }}")));
            let held = Judge::read(&condition).unwrap().judge(&context).unwrap().holds;
            prop_assert_eq!(held, expected, "{} {} {}", one, op, other);
        }
    }

    /// An operator and its opposite never agree.
    #[test]
    fn opposites_disagree(left in "[a-c]{0,3}", right in "[a-c]{0,3}") {
        let context = context().with("vars", json!({"left": left, "right": right, "list": [right]}));
        for (op, opposite, right) in [
            ("equals", "not_equals", "{{ vars.right }}"),
            ("contains", "not_contains", "{{ vars.right }}"),
            ("one_of", "not_one_of", "{{ vars.list }}"),
        ] {
            let held = |op| {
                let condition = row("{{ vars.left }}", "text", op, Some(json!(right)));
                Judge::read(&condition).unwrap().judge(&context).unwrap().holds
            };
            prop_assert_ne!(held(op), held(opposite));
        }
    }
}
