//! Documents: their form, their limits, the order they are written in, and schedules.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "common/documents.rs"]
mod documents;

use documents::{document, refunds, with_steps};
use patchbay_orchestration::document::{Document, DocumentError, Every, Missed, Schedule, is_id};
use proptest::prelude::*;
use serde_json::{Value, json};

#[test]
fn a_document_is_written_as_it_was_read() {
    let read = document(&refunds());
    let text = read.write();
    assert_eq!(Document::read(&text).unwrap(), read);
    assert_eq!(
        document(&serde_json::from_str(&text).unwrap()).write(),
        text
    );
    assert!(text.starts_with("{\n  \"schema_version\": 1,\n  \"name\": \"Large refunds\",\n"));
}

#[test]
fn every_kind_of_step_and_trigger_has_a_form() {
    let steps = json!([
        {"id": "fetch", "note": "n", "disabled": true, "do": {"http": {
            "origin": "erp", "method": "POST", "path": "/a/{{ trigger.id }}", "query": {"q": "1"},
            "headers": {"x-id": "{{ run.key }}"}, "body": {"b": [1], "a": null}, "repeatable": true, "attempts": 3,
        }}},
        {"id": "pick", "do": {"switch": {
            "value": "{{ trigger.status }}",
            "cases": [{"equals": ["a", 1], "steps": [{"id": "x", "do": {"stop": {"ending": "succeed"}}}]}],
            "otherwise": [{"id": "y", "do": {"stop": {"ending": "fail", "message": "no"}}}],
        }}},
        {"id": "each", "do": {"for_each": {"list": "{{ [1] }}", "as": "line", "on_error": "collect", "steps": []}}},
        {"id": "wait", "do": {"delay": {"for_s": 60}}},
        {"id": "until", "do": {"delay": {"until": "{{ run.started_at | plus_days(1) }}"}}},
        {"id": "keep", "do": {"set": {"total": "{{ 1 }}"}}},
        {"id": "refund", "do": {"action": {
            "connector": "bigcommerce", "action": "create_refund", "input": {},
            "confirm": {"ask_above": {"amount": "{{ 1 }}", "limit": "100"}}, "attempts": 2,
        }}},
        {"id": "send", "do": {"forward": {"address": "erp", "body": {"id": "{{ trigger.id }}"}}}},
        {"id": "say", "do": {"notify": {"title": "t"}}},
        {"id": "decide", "do": {"if": {"condition": {"expression": "{{ true }}"}, "then": [], "else": [
            {"id": "z", "do": {"notify": {"title": "t", "text": "u"}}},
        ]}}},
    ]);
    let mut whole = with_steps(steps);
    for trigger in [
        json!({"manual": {"inputs": [{"name": "order_id", "label": "Order", "as": "number", "required": true, "default": 5}]}}),
        json!({"schedule": {"every": {"weekly": {"on": ["monday"], "at": "08:30"}}, "zone": "Europe/London", "missed": {"each": 3}}}),
        json!({"webhook": {"connector": "bigcommerce", "of": {"scope": "store/order/*"}, "ignore_incomplete": true,
            "status_from": [1], "status_to": [2, 10], "channel": 1, "coalesce_s": 30}}),
    ] {
        whole["trigger"] = trigger;
        let read = document(&whole);
        let again: Value = serde_json::from_str(&read.write()).unwrap();
        assert_eq!(document(&again), read);
        let same = |value: &Value| value.to_string().len();
        assert_eq!(
            same(&again),
            same(&whole),
            "nothing is added and nothing lost"
        );
    }
}

#[test]
fn fields_come_in_one_order_whatever_order_they_were_in() {
    let step = |input: &str| {
        let text = format!(
            r#"{{"name":"n","steps":[{{"do":{{"action":{{"input":{input},"action":"a","connector":"c"}}}},"id":"s"}}],"trigger":{{"manual":{{}}}},"schema_version":1}}"#
        );
        Document::read(&text).unwrap().write()
    };
    let one = step(r#"{"b":{"y":1,"x":[{"d":1,"c":2}]},"a":1}"#);
    let other = step(r#"{"a":1,"b":{"x":[{"c":2,"d":1}],"y":1}}"#);
    assert_eq!(one, other);
    assert!(one.find("\"a\": 1").unwrap() < one.find("\"b\"").unwrap());
}

#[test]
fn nothing_in_a_file_is_passed_over() {
    for (at, value, said) in [
        ("/extra", json!(1), "unknown field `extra`"),
        ("/steps/0/extra", json!(1), "unknown field `extra`"),
        (
            "/steps/0/do/action/secret",
            json!("x"),
            "unknown field `secret`",
        ),
        (
            "/trigger/webhook/token",
            json!("x"),
            "unknown field `token`",
        ),
        (
            "/steps/0/do",
            json!({"shell": "rm"}),
            "unknown variant `shell`",
        ),
        (
            "/steps/1/do/if/condition/row/op",
            json!("like"),
            "unknown variant `like`",
        ),
    ] {
        let mut wrong = refunds();
        let (parent, name) = at.rsplit_once('/').unwrap();
        wrong.pointer_mut(parent).unwrap()[name] = value;
        let error = Document::read(&wrong.to_string()).unwrap_err();
        let DocumentError::Form { said: found } = &error else {
            panic!("{at}: {error}");
        };
        assert!(found.contains(said), "{at}: {found}");
    }
    let error = Document::read("[").unwrap_err();
    assert!(matches!(error, DocumentError::Form { .. }) && !error.remedy().is_empty());
}

#[test]
fn a_newer_form_is_refused_by_its_version() {
    let mut newer = refunds();
    newer["schema_version"] = json!(2);
    newer["magic"] = json!(true);
    let error = Document::read(&newer.to_string()).unwrap_err();
    assert_eq!(error, DocumentError::Newer { version: 2 });
}

#[test]
fn documents_have_limits() {
    let notify = |id: String| json!({"id": id, "do": {"notify": {"title": "t"}}});
    let many: Vec<Value> = (0..201).map(|at| notify(format!("s{at}"))).collect();
    let deep = (0..8).fold(notify("s".into()), |inner, at| {
        json!({"id": format!("d{at}"), "do": {"for_each": {"list": "{{ [] }}", "steps": [inner]}}})
    });
    let long_note =
        json!([{"id": "a", "note": "x".repeat(10_001), "do": {"notify": {"title": "t"}}}]);
    let slow = json!([{"id": "a", "do": {"delay": {"for_s": 2_592_001}}}]);
    for (steps, expected) in [
        (json!(many), DocumentError::Steps { limit: 200 }),
        (
            json!([deep]),
            DocumentError::Depth {
                step: "s".into(),
                limit: 8,
            },
        ),
        (
            long_note,
            DocumentError::Note {
                step: Some("a".into()),
                limit: 10_000,
            },
        ),
        (slow, DocumentError::Delay { step: "a".into() }),
    ] {
        assert_eq!(
            Document::read(&with_steps(steps).to_string()).unwrap_err(),
            expected
        );
    }
    for name in ["", "  ", &"x".repeat(121)] {
        let mut named = refunds();
        named["name"] = json!(name);
        let error = Document::read(&named.to_string()).unwrap_err();
        assert_eq!(error, DocumentError::Name { limit: 120 });
    }
    let large = format!("{}{}", " ".repeat(1_048_576), refunds());
    assert_eq!(
        Document::read(&large).unwrap_err(),
        DocumentError::Large { limit: 1_048_576 }
    );
}

#[test]
fn steps_are_walked_in_order_with_what_they_are_in() {
    let read = document(&refunds());
    let paths: Vec<_> = read
        .walk()
        .iter()
        .map(|placed| (placed.path(), placed.depth()))
        .collect();
    let expected = [
        ("order", 1),
        ("by_card", 1),
        ("by_card/tell", 2),
        ("by_card/pass_on", 2),
    ];
    assert_eq!(
        paths,
        expected.map(|(path, depth)| (path.to_owned(), depth))
    );
    assert_eq!(read.step("pass_on").unwrap().id, "pass_on");
    assert!(read.step("nothing").is_none());
}

#[test]
fn ids_are_small_words() {
    for (text, fits) in [
        ("charge", true),
        ("get_order_2", true),
        ("", false),
        ("Charge", false),
        ("2nd", false),
        ("_a", false),
        ("a-b", false),
        ("a.b", false),
        ("é", false),
        (&"a".repeat(40), true),
        (&"a".repeat(41), false),
    ] {
        assert_eq!(is_id(text), fits, "{text}");
    }
}

fn schedule(every: Every, zone: &str, missed: Missed) -> Schedule {
    Schedule {
        every,
        zone: zone.into(),
        missed,
    }
}

fn at(text: &str) -> i64 {
    text.parse::<jiff::Timestamp>().unwrap().as_second()
}

fn shown(seconds: i64) -> String {
    jiff::Timestamp::from_second(seconds).unwrap().to_string()
}

#[test]
fn schedules_know_the_next_time() {
    let weekly = Every::Weekly {
        on: serde_json::from_value(json!(["monday", "sunday"])).unwrap(),
        at: "09:00".into(),
    };
    for (every, zone, after, next) in [
        (
            Every::Minutes(15),
            "UTC",
            "2026-03-01T12:00:00Z",
            "2026-03-01T12:15:00Z",
        ),
        (
            Every::Minutes(15),
            "UTC",
            "2026-03-01T12:14:59Z",
            "2026-03-01T12:15:00Z",
        ),
        (
            Every::Minutes(7),
            "UTC",
            "2026-03-01T23:58:00Z",
            "2026-03-02T00:00:00Z",
        ),
        (
            Every::Hours(24),
            "UTC",
            "2026-03-01T12:00:00Z",
            "2026-03-02T00:00:00Z",
        ),
        (
            Every::Daily("08:30".into()),
            "UTC",
            "2026-03-01T08:30:00Z",
            "2026-03-02T08:30:00Z",
        ),
        (
            Every::Daily("08:30".into()),
            "America/New_York",
            "2026-03-07T14:00:00Z",
            "2026-03-08T12:30:00Z",
        ),
        // The clocks leave out 02:30 on that day.
        (
            Every::Daily("02:30".into()),
            "America/New_York",
            "2026-03-07T12:00:00Z",
            "2026-03-08T07:30:00Z",
        ),
        // They have 01:30 twice on that one.
        (
            Every::Daily("01:30".into()),
            "America/New_York",
            "2026-11-01T04:00:00Z",
            "2026-11-01T05:30:00Z",
        ),
        (
            Every::Daily("01:30".into()),
            "America/New_York",
            "2026-11-01T05:30:00Z",
            "2026-11-02T06:30:00Z",
        ),
        (
            weekly.clone(),
            "UTC",
            "2026-03-01T09:00:00Z",
            "2026-03-02T09:00:00Z",
        ),
        (
            weekly,
            "Pacific/Auckland",
            "2026-03-02T00:00:00Z",
            "2026-03-07T20:00:00Z",
        ),
    ] {
        let found = schedule(every.clone(), zone, Missed::Skip)
            .next_after(at(after))
            .unwrap();
        assert_eq!(shown(found), next, "{every:?} after {after}");
    }
}

#[test]
fn a_schedule_that_makes_no_sense_has_no_next_time() {
    for (every, zone) in [
        (Every::Minutes(0), "UTC"),
        (Every::Minutes(1441), "UTC"),
        (Every::Hours(25), "UTC"),
        (Every::Daily("8:30".into()), "UTC"),
        (Every::Daily("24:00".into()), "UTC"),
        (
            Every::Weekly {
                on: vec![],
                at: "08:30".into(),
            },
            "UTC",
        ),
        (Every::Daily("08:30".into()), "Mars/Base"),
    ] {
        let schedule = schedule(every, zone, Missed::Skip);
        assert_eq!((schedule.is_sound(), schedule.next_after(0)), (false, None));
    }
}

#[test]
fn missed_times_are_run_as_their_policy_says() {
    let due = |missed, last: &str, now: &str| {
        let hourly = schedule(Every::Hours(1), "UTC", missed);
        hourly
            .due(at(last), at(now))
            .into_iter()
            .map(shown)
            .collect::<Vec<_>>()
    };
    let (last, now) = ("2026-03-01T12:00:00Z", "2026-03-01T16:20:00Z");
    assert!(due(Missed::Skip, last, now).is_empty());
    assert_eq!(
        due(Missed::Skip, last, "2026-03-01T16:00:20Z"),
        ["2026-03-01T16:00:00Z"]
    );
    assert_eq!(due(Missed::RunOnce, last, now), ["2026-03-01T16:00:00Z"]);
    assert_eq!(
        due(Missed::Each(2), last, now),
        ["2026-03-01T15:00:00Z", "2026-03-01T16:00:00Z"]
    );
    assert_eq!(due(Missed::Each(9), last, now).len(), 4);
    assert!(due(Missed::Each(9), last, "2026-03-01T12:59:59Z").is_empty());
    assert_eq!(
        due(Missed::RunOnce, "1970-01-01T00:00:00Z", now),
        ["2026-03-01T16:00:00Z"]
    );
}

proptest! {
    /// The next time is later, and none lies between.
    #[test]
    fn next_times_follow_one_another(
        after in 1_700_000_000_i64..1_900_000_000,
        every in prop_oneof![
            (1_u32..=1440).prop_map(Every::Minutes),
            (1_u32..=24).prop_map(Every::Hours),
            (0_u32..24, 0_u32..60).prop_map(|(hour, minute)| Every::Daily(format!("{hour:02}:{minute:02}"))),
        ],
        zone in prop_oneof![Just("UTC"), Just("Europe/London"), Just("America/New_York"), Just("Australia/Lord_Howe")],
    ) {
        let schedule = schedule(every, zone, Missed::Skip);
        let next = schedule.next_after(after).unwrap();
        prop_assert!(next > after && next - after <= 25 * 3600);
        prop_assert_eq!(schedule.next_after(next - 1), Some(next));
    }
}
