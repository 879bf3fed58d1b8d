//! A run takes the same way from wherever it is gone on with, and sends nothing twice.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
#![allow(clippy::wildcard_enum_match_arm)]

#[path = "common/documents.rs"]
mod documents;
#[path = "common/runs.rs"]
mod runs;

use std::collections::BTreeSet;

use documents::{document, with_steps};
use patchbay_orchestration::document::Ending;
use patchbay_orchestration::plan::{MOST_RECORDS, Mark, Memo, Place, Then, next};
use proptest::prelude::*;
use runs::{BEGIN_MS, Story, answer, carry_on, carry_out, start};
use serde_json::{Value, json};

/// Any steps, with expressions that look at what is there and at what may not be.
fn steps(deep: u32) -> BoxedStrategy<Vec<Value>> {
    let value = prop_oneof![
        Just("{{ trigger.n }}"),
        Just("{{ index | default(5) }}"),
        Just("{{ vars.total | default(1) }}"),
        Just("{{ item.nothing }}"),
        Just("{{ steps | keys | length }}"),
        Just("{{ step.key }}"),
    ];
    let action = (value.clone(), any::<bool>(), 0..6_usize).prop_map(|(value, ask, name)| {
        let confirm = if ask { "ask" } else { "go" };
        let kind = ["get", "get", "fails", "fails_at_1", "never", "get"][name];
        (kind, json!({"action": {"connector": "c", "action": "a", "input": {"v": value}, "confirm": confirm}}))
    });
    let plain = prop_oneof![
        4 => action,
        3 => value.clone().prop_map(|value| ("set", json!({"set": {"total": value}}))),
        1 => (0..100_u32).prop_map(|s| ("wait", json!({"delay": {"for_s": s}}))),
        1 => value.clone().prop_map(|text| ("tell", json!({"notify": {"title": text}}))),
        1 => Just(("stop", json!({"stop": {"ending": "succeed", "message": "{{ vars.total | default(0) }}"}}))),
    ];
    let step = if deep == 0 {
        plain.boxed()
    } else {
        let inner = || steps(deep - 1);
        prop_oneof![
            4 => plain,
            1 => (inner(), inner(), 0..3).prop_map(|(then, other, n)| {
                ("if", json!({"if": {"condition": {"expression": format!("{{{{ trigger.n > {n} }}}}")}, "then": then, "else": other}}))
            }),
            1 => (inner(), inner(), value).prop_map(|(one, other, value)| {
                ("pick", json!({"switch": {"value": value, "cases": [{"equals": [1, "5"], "steps": one}], "otherwise": other}}))
            }),
            1 => (inner(), any::<bool>(), 0..4).prop_map(|(inner, collect, count)| {
                let on_error = if collect { "collect" } else { "stop" };
                let list = format!("{{{{ trigger.list[0:{count}] }}}}");
                ("each", json!({"for_each": {"list": list, "on_error": on_error, "steps": inner}}))
            }),
        ]
        .boxed()
    };
    let placed = (step, prop::bool::weighted(0.1));
    prop::collection::vec(placed, 0..5)
        .prop_map(|steps| {
            let named = steps.into_iter().enumerate();
            named
                .map(|(at, ((name, work), disabled))| json!({"id": format!("s{at}_{name}"), "disabled": disabled, "do": work}))
                .collect()
        })
        .boxed()
}

/// What was sent after a place in the story.
fn sent_after(story: &Story, at: usize) -> Vec<Place> {
    let is_sent = |(_, mark): &&(Place, Mark)| matches!(mark, Mark::Sending);
    let after = story.marks.iter().skip(at).filter(is_sent);
    after.map(|(place, _)| place.clone()).collect()
}

proptest! {
    #[test]
    fn a_run_goes_the_same_way_from_every_point_of_it(steps in steps(2), n in 0..4_u32) {
        let whole = document(&with_steps(json!(steps)));
        let start = start(json!({"n": n, "list": [{"id": 1}, {"id": 2}, {"id": 3}]}));
        let story = carry_out(&whole, &start);
        let once: BTreeSet<_> = story.sent.iter().collect();
        prop_assert_eq!(once.len(), story.sent.len(), "sent twice");
        for at in 0..=story.marks.len() {
            let again = carry_on(&whole, &start, &story.marks[..at], &answer);
            prop_assert_eq!(&again.marks, &story.marks, "from {}", at);
            prop_assert_eq!(&again.end, &story.end);
            let began = story.marks[..at].last().filter(|(_, mark)| matches!(mark, Mark::Sending));
            let expected: Vec<_> = began.map(|it| it.0.clone()).into_iter().chain(sent_after(&story, at)).collect();
            prop_assert_eq!(&again.sent, &expected);
        }
    }
}

#[test]
fn what_is_kept_as_json_goes_the_same_way() {
    let steps = json!([
        {"id": "each", "do": {"for_each": {"list": "{{ trigger.list }}", "on_error": "collect", "steps": [
            {"id": "wait", "do": {"delay": {"for_s": 5}}},
            {"id": "fails_at_1", "do": {"notify": {"title": "t"}}},
            {"id": "test", "do": {"if": {"condition": {"expression": "{{ item > 2 }}"}, "then": [
                {"id": "end", "do": {"stop": {"ending": "fail", "message": "m"}}},
            ]}}},
        ]}}},
    ]);
    let whole = document(&with_steps(steps));
    let start = start(json!({"list": [1, 2, 3]}));
    let story = carry_out(&whole, &start);
    let text = serde_json::to_string(&story.marks).unwrap();
    let kept: Vec<(Place, Mark)> = serde_json::from_str(&text).unwrap();
    assert_eq!(kept, story.marks);
    assert_eq!(carry_on(&whole, &start, &kept, &answer).end, story.end);
}

#[test]
fn many_records_go_into_several_transactions() {
    let steps: Vec<_> = (0..150)
        .map(|at| json!({"id": format!("s{at}"), "do": {"set": {}}}))
        .collect();
    let each =
        json!([{"id": "each", "do": {"for_each": {"list": "{{ [1, 2, 3] }}", "steps": steps}}}]);
    let (whole, start) = (document(&with_steps(each)), start(json!({})));
    let first = next(&whole, &start, &Memo::new(), BEGIN_MS);
    assert_eq!(
        (first.records.len(), first.then),
        (MOST_RECORDS, Then::Again)
    );
    let story = carry_out(&whole, &start);
    assert_eq!(story.marks.len(), 1 + 3 * 151 + 1);
}

#[test]
fn a_failed_step_that_is_forgotten_is_tried_once_more() {
    let tell = |id: &str| json!({"id": id, "do": {"notify": {"title": "t"}}});
    let steps = json!([
        tell("first"),
        {"id": "each", "do": {"for_each": {"list": "{{ [1, 2] }}", "steps": [tell("a"), tell("fails_at_1")]}}},
        {"id": "end", "do": {"stop": {"ending": "fail"}}},
    ]);
    let (whole, start) = (document(&with_steps(steps)), start(json!({})));
    let story = carry_out(&whole, &start);
    assert!(matches!(story.end, Then::Failed { .. }));
    let mut memo: Memo = story.marks.into_iter().collect();
    let failures = memo.failures();
    assert_eq!(failures, [Place::of("each").item(1).then("fails_at_1")]);
    let steps = memo.steps();
    failures.iter().for_each(|place| memo.forget(place));
    assert_eq!((memo.steps(), memo.failures()), (steps - 1, vec![]));

    let marks: Vec<_> = memo
        .marks()
        .map(|(at, mark)| (at.clone(), mark.clone()))
        .collect();
    let sample = |_: &Place| Mark::Done {
        output: json!({"sample": true}),
    };
    let again = carry_on(&whole, &start, &marks, &sample);
    let sent: Vec<_> = again.sent.iter().map(Place::to_string).collect();
    assert_eq!(sent, ["each#1/fails_at_1"]);
    let Then::Ended {
        ending: Ending::Fail,
        ..
    } = again.end
    else {
        panic!("{:?}", again.end);
    };
    let memo: Memo = again.marks.into_iter().collect();
    assert_eq!(memo.failures(), [Place::of("end")]);
}
