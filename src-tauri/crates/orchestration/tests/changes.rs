//! What two versions of an orchestration have different.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "common/documents.rs"]
mod documents;

use documents::{document, refunds, with_steps};
use patchbay_orchestration::changes::{Change, ChangeKind, diff};
use proptest::prelude::*;
use proptest::sample::subsequence;
use serde_json::{Value, json};

fn between(old: &Value, new: &Value) -> Vec<Change> {
    diff(&document(old), &document(new))
}

fn words(old: &Value, new: &Value) -> Vec<String> {
    let changes = between(old, new).into_iter();
    changes.map(|change| change.words).collect()
}

fn of_steps(old: Value, new: Value) -> Vec<String> {
    words(&with_steps(old), &with_steps(new))
}

fn tell(id: &str) -> Value {
    json!({"id": id, "do": {"notify": {"title": "t"}}})
}

fn test(then: Value, otherwise: Value) -> Value {
    let condition = json!({"expression": "{{ true }}"});
    json!({"id": "test", "do": {"if": {"condition": condition, "then": then, "else": otherwise}}})
}

fn pick(cases: Value) -> Value {
    json!({"id": "pick", "do": {"switch": {"value": "{{ 1 }}", "cases": cases}}})
}

#[test]
fn a_version_is_like_itself() {
    assert_eq!(between(&refunds(), &refunds()), []);
}

#[test]
fn what_starts_it_and_what_it_is_called() {
    let mut new = refunds();
    new["name"] = json!("Big refunds");
    new["notes"] = json!("n");
    new["trigger"]["webhook"]["of"] = json!({"trigger": "order_created"});
    new["trigger"]["webhook"]["coalesce_s"] = json!(30);
    new["filter"]["row"]["right"] = json!("250");
    let changes = between(&refunds(), &new);
    let said: Vec<_> = changes.iter().map(|it| it.words.as_str()).collect();
    let expected = [
        "It is called Big refunds now.",
        "The notes changed.",
        "Trigger: webhook › of › trigger changed.",
        "Trigger: webhook › coalesce_s was added.",
        "Filter: row › right changed.",
    ];
    assert_eq!(said, expected);
    let filter = &changes[4];
    assert_eq!(
        (filter.before.clone(), filter.after.clone()),
        (Some(json!("100")), Some(json!("250")))
    );
    let mut without = refunds();
    without.as_object_mut().unwrap().remove("filter");
    assert_eq!(words(&refunds(), &without), ["The filter was removed."]);
    assert_eq!(words(&without, &refunds()), ["A filter was added."]);
}

#[test]
fn fields_of_steps_are_told_one_by_one() {
    let mut new = refunds();
    let step = &mut new["steps"][0];
    step["do"]["action"]["input"] = json!({"order_id": 5, "include/x": "y"});
    step["do"]["action"]["attempts"] = json!(2);
    step["note"] = json!("n");
    step["disabled"] = json!(true);
    new["steps"][1]["do"]["if"]["condition"]["row"]["op"] = json!("not_equals");
    new["steps"][1]["do"]["if"]["then"][0]["do"] = json!({"stop": {"ending": "succeed"}});
    let expected = [
        "`order` was switched off.",
        "The note of `order` changed.",
        "`order`: input › order_id changed.",
        "`order`: input › include/x was added.",
        "`order`: attempts was added.",
        "`by_card`: condition › row › op changed.",
        "`tell` was a notification, and is an end.",
    ];
    assert_eq!(words(&refunds(), &new), expected);
    let change = &between(&refunds(), &new)[2];
    assert_eq!(
        (change.kind, change.at.as_str()),
        (ChangeKind::Field, "/input/order_id")
    );
    assert_eq!(change.after, Some(json!(5)));
}

#[test]
fn steps_come_go_and_move() {
    let [a, b, c] = ["a", "b", "c"].map(tell);
    for (old, new, expected) in [
        (json!([a]), json!([a, b]), vec!["`b` was added, after `a`."]),
        (
            json!([a, b]),
            json!([b]),
            vec!["`a` was removed; it stood first."],
        ),
        (
            json!([a, b, c]),
            json!([b, c, a]),
            vec!["`a` was moved: it stood first, and stands after `c`."],
        ),
        (
            json!([a, test(json!([]), json!([b]))]),
            json!([test(json!([a]), json!([b]))]),
            vec!["`a` was moved: it stood first, and stands in `test` where it holds, first."],
        ),
        (
            json!([a]),
            json!([test(json!([a]), json!([b, c]))]),
            vec![
                "`test` was added, first.",
                "`a` was moved: it stood first, and stands in `test` where it holds, first.",
            ],
        ),
        (
            json!([test(json!([a]), json!([b, c]))]),
            json!([c]),
            vec![
                "`c` was moved: it stood in `test` otherwise, after `b`, and stands first.",
                "`test` was removed; it stood first.",
            ],
        ),
    ] {
        assert_eq!(of_steps(old, new), expected);
    }
}

#[test]
fn cases_are_told_apart_by_their_values() {
    let case = |equals: &str, steps: Value| json!({"equals": [equals], "steps": steps});
    let one = case("x", json!([tell("a")]));
    let two = case("y", json!([tell("b")]));
    let before = of_steps(
        json!([pick(json!([one]))]),
        json!([pick(json!([two, one]))]),
    );
    assert_eq!(
        before,
        [
            "`pick`: cases changed.",
            "`b` was added, in `pick` in case 1, first."
        ]
    );
    let renamed = case("z", json!([tell("a")]));
    let renamed = of_steps(
        json!([pick(json!([one, two]))]),
        json!([pick(json!([renamed, two]))]),
    );
    assert_eq!(renamed, ["`pick`: cases › 0 › 0 changed."]);
    let swapped = of_steps(
        json!([pick(json!([one, two]))]),
        json!([pick(json!([two, one]))]),
    );
    assert_eq!(
        swapped,
        [
            "`pick`: cases › 0 › 0 changed.",
            "`pick`: cases › 1 › 0 changed."
        ]
    );
    let gone = of_steps(
        json!([pick(json!([one, two]))]),
        json!([pick(json!([two]))]),
    );
    assert_eq!(
        gone,
        [
            "`pick`: cases changed.",
            "`a` was removed; it stood in `pick` in case 1, first."
        ]
    );
}

proptest! {
    /// What is told as added, removed and moved is all there is to do.
    #[test]
    fn every_step_is_accounted_for(
        old in subsequence(vec!["a", "b", "c", "d", "e", "f"], 0..=6).prop_shuffle(),
        new in subsequence(vec!["a", "b", "c", "d", "e", "f"], 0..=6).prop_shuffle(),
    ) {
        let steps = |ids: &[&str]| with_steps(ids.iter().map(|id| tell(id)).collect());
        let changes = between(&steps(&old), &steps(&new));
        let of = |kind| {
            let of_kind = changes.iter().filter(move |it| it.kind == kind);
            of_kind.filter_map(|it| it.step.as_deref()).collect::<Vec<_>>()
        };
        let added: Vec<_> = new.iter().copied().filter(|id| !old.contains(id)).collect();
        let removed: Vec<_> = old.iter().copied().filter(|id| !new.contains(id)).collect();
        prop_assert_eq!(of(ChangeKind::Added), added);
        prop_assert_eq!(of(ChangeKind::Removed), removed);
        let moved = of(ChangeKind::Moved);
        let stay = |ids: &[&'static str], others: &[&str]| {
            let stays = |id: &&&str| others.contains(*id) && !moved.contains(*id);
            ids.iter().filter(|id| stays(id)).copied().collect::<Vec<_>>()
        };
        prop_assert_eq!(stay(&old, &new), stay(&new, &old));
    }
}
