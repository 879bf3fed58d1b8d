//! The way that runs take through their steps.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
#![allow(clippy::wildcard_enum_match_arm)]

#[path = "common/documents.rs"]
mod documents;
#[path = "common/runs.rs"]
mod runs;

use documents::{document, refunds, with_steps};
use patchbay_orchestration::document::Ending;
use patchbay_orchestration::plan::{
    FailureKind, Mark, Memo, Place, Question, Skip, Then, Way, Work, next, step_key,
};
use runs::{BEGIN_MS, Story, carry_on, carry_out, start};
use serde_json::{Value, json};

fn run(steps: Value, trigger: Value) -> Story {
    carry_out(&document(&with_steps(steps)), &start(trigger))
}

fn get(id: &str, order: &str) -> Value {
    json!({"id": id, "do": {"action": {
        "connector": "bigcommerce", "action": "get_order", "input": {"order_id": order},
    }}})
}

fn set(id: &str, values: Value) -> Value {
    json!({"id": id, "do": {"set": values}})
}

fn ended(story: &Story) -> &Value {
    match &story.end {
        Then::Ended { output, .. } => output,
        other => panic!("{other:?}"),
    }
}

fn failed(story: &Story) -> (String, FailureKind, String) {
    match &story.end {
        Then::Failed { place, failure } => {
            let place = place.as_ref().map(Place::to_string).unwrap_or_default();
            (place, failure.kind, failure.at.clone())
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn places_are_texts_and_texts_are_places() {
    let place = Place::of("refund_each").item(2).then("create_refund");
    assert_eq!(place.to_string(), "refund_each#2/create_refund");
    assert_eq!(place.iterations(), [2]);
    assert_eq!((place.step(), place.is_step()), ("create_refund", true));
    assert!(!Place::of("refund_each").item(2).is_step());
    for text in ["a", "a/b", "a#0/b/c#17/d", "a#4294967295"] {
        assert_eq!(text.parse::<Place>().unwrap().to_string(), text);
    }
    for text in [
        "",
        "/",
        "a/",
        "a#",
        "a#02",
        "a#+2",
        "a#-1",
        "A",
        "a b",
        "a##1",
        "a#4294967296",
    ] {
        assert!(text.parse::<Place>().is_err(), "{text}");
    }
    let read: Place = serde_json::from_value(json!("a#1/b")).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), json!("a#1/b"));
}

#[test]
fn a_run_is_skipped_by_its_filter_and_goes_on_where_it_holds() {
    let refund = |amount: &str| start(json!({"refund": {"total_amount": amount, "order_id": 250}}));
    let small = carry_out(&document(&refunds()), &refund("99.99"));
    let Then::Skipped {
        why: Skip::Filter { judgement },
    } = &small.end
    else {
        panic!("{:?}", small.end);
    };
    assert_eq!(judgement.rows[0].left, Some(json!("99.99")));
    assert!(small.marks.is_empty());

    let answer = |place: &Place| Mark::Done {
        output: json!({"id": 250, "payment_method": "Card", "at": place.to_string()}),
    };
    let large = carry_on(&document(&refunds()), &refund("336.32"), &[], &answer);
    let sent: Vec<_> = large.sent.iter().map(Place::to_string).collect();
    assert_eq!(sent, ["order", "by_card/tell", "by_card/pass_on"]);
    assert_eq!(large.mark("by_card"), Some(&Mark::Took { way: Way::Then }));
    assert_eq!(ended(&large), &json!({}));
}

#[test]
fn what_is_sent_is_filled_in() {
    let steps = json!([
        get("order", "{{ trigger.id }}"),
        {"id": "post", "do": {"http": {
            "origin": "erp", "method": "POST", "path": "/orders/{{ trigger.id }}",
            "query": {"dry": "{{ false }}", "none": "{{ none }}"},
            "headers": {"x-key": "{{ step.key }}", "x-run": "{{ run.key }}"},
            "body": {"order": "{{ steps.order.id }}", "store": "{{ store.hash }}"},
        }}},
    ]);
    let whole = document(&with_steps(steps));
    let mut memo = Memo::new();
    let asked = next(&whole, &start(json!({"id": 250})), &memo, BEGIN_MS);
    let expected = Work::Action {
        connector: "bigcommerce".into(),
        action: "get_order".into(),
        input: json!({"order_id": 250}),
        attempts: None,
    };
    let order = Place::of("order");
    assert_eq!(
        asked.then,
        Then::Perform {
            place: order.clone(),
            key: step_key("k", &order),
            work: expected.clone(),
        }
    );
    assert_eq!(
        asked.records[0].input,
        serde_json::to_value(&expected).unwrap()
    );
    assert_eq!(asked.records[0].mark, Mark::Sending);

    memo.note(
        order,
        Mark::Done {
            output: json!({"id": 250}),
        },
    );
    let asked = next(&whole, &start(json!({"id": 250})), &memo, BEGIN_MS);
    let Then::Perform {
        key,
        work:
            Work::Http {
                path,
                query,
                headers,
                body,
                repeatable,
                ..
            },
        ..
    } = asked.then
    else {
        panic!("{asked:?}");
    };
    assert_eq!(path, "/orders/250");
    assert_eq!(query, [("dry".to_owned(), "false".to_owned())].into());
    assert_eq!(
        (headers["x-key"].as_str(), headers["x-run"].as_str()),
        (key.as_str(), "k")
    );
    assert_eq!(body, Some(json!({"order": 250, "store": "abc123"})));
    assert!(!repeatable);
}

#[test]
fn a_path_stays_below_its_origin() {
    for (id, fits) in [
        ("250", true),
        ("a.b/..c", true),
        ("../admin", false),
        ("x/./y", false),
        ("a b", false),
        ("a\\b", false),
    ] {
        let steps = json!([{"id": "post", "do": {"http": {
            "origin": "erp", "method": "GET", "path": "/orders/{{ trigger.id }}",
        }}}]);
        let story = run(steps, json!({"id": id}));
        assert_eq!(story.sent.len() == 1, fits, "{id}");
    }
    for path in ["//evil.example/", "orders", ""] {
        let steps = json!([{"id": "post", "do": {"http": {"origin": "erp", "method": "GET", "path": path}}}]);
        let expected = ("post".to_owned(), FailureKind::Value, "/path".to_owned());
        assert_eq!(failed(&run(steps, json!({}))), expected);
    }
}

#[test]
fn ways_are_taken_once_and_known_to_later_steps() {
    let steps = json!([
        {"id": "pick", "do": {"switch": {
            "value": "{{ trigger.status }}",
            "cases": [
                {"equals": ["Pending"], "steps": [set("a", json!({"way": "a"}))]},
                {"equals": ["11", "Shipped"], "steps": [set("b", json!({"way": "b"}))]},
            ],
            "otherwise": [set("c", json!({"way": "c"}))],
        }}},
        {"id": "test", "do": {"if": {
            "condition": {"expression": "{{ steps.pick.case == 1 }}"},
            "then": [set("yes", json!({"test": true}))],
            "else": [set("no", json!({"test": false}))],
        }}},
    ]);
    for (status, output, case) in [
        (json!(11), json!({"way": "b", "test": true}), Way::Case(1)),
        (
            json!("Pending"),
            json!({"way": "a", "test": false}),
            Way::Case(0),
        ),
        (
            json!("Lost"),
            json!({"way": "c", "test": false}),
            Way::Otherwise,
        ),
    ] {
        let story = run(steps.clone(), json!({"status": status}));
        assert_eq!(ended(&story), &output);
        assert_eq!(story.mark("pick"), Some(&Mark::Took { way: case }));
    }
}

#[test]
fn items_are_done_one_after_the_other_and_know_only_their_own_steps() {
    let steps = json!([
        set("before", json!({"total": 0})),
        {"id": "each", "do": {"for_each": {"list": "{{ trigger.lines }}", "as": "line", "steps": [
            get("fetch", "{{ line.id }}-{{ item.id }}-{{ index }}"),
            set("keep", json!({"total": "{{ vars.total + steps.fetch.id }}"})),
        ]}}},
        set("after", json!({
            "fetched": "{{ steps.fetch.id | default(\"unknown\") }}",
            "line": "{{ line | default(\"unknown\") }}",
            "items": "{{ steps.each.items }}",
        })),
    ]);
    let story = run(steps, json!({"lines": [{"id": 5}, {"id": 6}]}));
    let sent: Vec<_> = story.sent.iter().map(Place::to_string).collect();
    assert_eq!(sent, ["each#0/fetch", "each#1/fetch"]);
    assert_eq!(story.output("each#0/keep"), &json!({"total": 1}));
    assert_eq!(story.output("each#1/keep"), &json!({"total": 2}));
    assert_eq!(story.output("each"), &json!({"items": 2, "failed": []}));
    let output = json!({"total": 0, "fetched": "unknown", "line": "unknown", "items": 2});
    assert_eq!(ended(&story), &output);
}

#[test]
fn items_that_fail_are_told_of_or_fail_the_run() {
    let steps = |on_error: &str| {
        json!([{"id": "each", "do": {"for_each": {
            "list": "{{ [1, 2, 3] }}", "on_error": on_error, "steps": [
                get("fails_at_1", "{{ item }}"), get("then", "{{ item }}"),
            ],
        }}}])
    };
    let told = run(steps("collect"), json!({}));
    let sent: Vec<_> = told.sent.iter().map(Place::to_string).collect();
    let all = [
        "each#0/fails_at_1",
        "each#0/then",
        "each#1/fails_at_1",
        "each#2/fails_at_1",
        "each#2/then",
    ];
    assert_eq!(sent, all);
    let failed_items = json!([{"index": 1, "message": "It was refused."}]);
    assert_eq!(
        told.output("each"),
        &json!({"items": 3, "failed": failed_items})
    );
    let stopped = run(steps("stop"), json!({}));
    let place = (
        "each#1/fails_at_1".to_owned(),
        FailureKind::Performed,
        String::new(),
    );
    assert_eq!(failed(&stopped), place);
}

#[test]
fn a_pause_is_worked_out_once() {
    let steps = json!([
        {"id": "wait", "do": {"delay": {"for_s": 60}}},
        {"id": "until", "do": {"delay": {"until": "{{ run.started_at | plus_hours(1) }}"}}},
        {"id": "past", "do": {"delay": {"until": "{{ run.started_at }}"}}},
    ]);
    let whole = document(&with_steps(steps));
    let start = start(json!({}));
    let mut memo = Memo::new();
    let (wait, until_ms) = (Place::of("wait"), BEGIN_MS + 60_000);
    let asked = next(&whole, &start, &memo, BEGIN_MS);
    let sleep = Then::Sleep {
        place: wait.clone(),
        until_ms,
    };
    assert_eq!(asked.then, sleep);
    memo.note(wait, asked.records[0].mark.clone());
    let asked = next(&whole, &start, &memo, BEGIN_MS + 59_999);
    assert_eq!((asked.then, asked.records.len()), (sleep, 0));
    let asked = next(&whole, &start, &memo, until_ms);
    let later = Then::Sleep {
        place: Place::of("until"),
        until_ms: BEGIN_MS + 3_600_000,
    };
    assert_eq!(asked.then, later);
    let asked = next(&whole, &start, &memo, BEGIN_MS + 3_600_000);
    assert!(matches!(asked.then, Then::Ended { .. }), "{asked:?}");
}

#[test]
fn pauses_have_limits() {
    for until in ["{{ run.started_at | plus_days(31) }}", "soon", "{{ [] }}"] {
        let story = run(
            json!([{"id": "wait", "do": {"delay": {"until": until}}}]),
            json!({}),
        );
        let expected = ("wait".to_owned(), FailureKind::Value, "/until".to_owned());
        assert_eq!(failed(&story), expected, "{until}");
    }
}

#[test]
fn a_person_is_asked_where_the_step_says_so() {
    let refund = |id: &str, confirm: Value| {
        json!({"id": id, "do": {"action": {
            "connector": "bigcommerce", "action": "create_refund", "input": {}, "confirm": confirm,
        }}})
    };
    let above = json!({"ask_above": {"amount": "{{ trigger.amount }}", "limit": "100.00"}});
    let question = |confirm: Value, amount: &str| {
        let whole = document(&with_steps(json!([refund("refund", confirm)])));
        match next(
            &whole,
            &start(json!({"amount": amount})),
            &Memo::new(),
            BEGIN_MS,
        )
        .then
        {
            Then::Ask { question, .. } => Some(question),
            Then::Perform { .. } => None,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(question(json!("ask"), "1"), Some(Question::Always));
    assert_eq!(question(json!("go"), "1"), None);
    assert_eq!(question(above.clone(), "100.0000"), None);
    let asked = Question::Above {
        amount: "100.0001".into(),
        limit: "100.00".into(),
    };
    assert_eq!(question(above.clone(), "100.0001"), Some(asked));

    let yes = run(json!([refund("refund", json!("ask"))]), json!({}));
    let marks: Vec<_> = yes.marks.iter().map(|(_, mark)| mark).collect();
    assert!(matches!(
        marks[..],
        [
            Mark::Asking,
            Mark::Allowed,
            Mark::Sending,
            Mark::Done { .. }
        ]
    ));
    let no = run(json!([refund("never", json!("ask"))]), json!({}));
    assert_eq!(
        failed(&no),
        ("never".to_owned(), FailureKind::Refused, String::new())
    );
    assert!(no.sent.is_empty());
    let unread = run(json!([refund("refund", above)]), json!({"amount": "a lot"}));
    let at = "/confirm/ask_above/amount".to_owned();
    assert_eq!(
        failed(&unread),
        ("refund".to_owned(), FailureKind::Value, at)
    );
}

#[test]
fn what_is_under_way_stays_what_it_is() {
    let whole = document(&with_steps(json!([get("order", "{{ trigger.id }}")])));
    let start = start(json!({"id": 250}));
    let first = next(&whole, &start, &Memo::new(), BEGIN_MS);
    let memo: Memo = [(Place::of("order"), Mark::Sending)].into_iter().collect();
    let again = next(&whole, &start, &memo, BEGIN_MS + 5_000);
    assert_eq!(again.then, first.then);
    assert!(again.records.is_empty());
}

#[test]
fn a_stop_ends_the_run_wherever_it_stands() {
    let steps = json!([
        set("keep", json!({"n": 1})),
        {"id": "each", "do": {"for_each": {"list": "{{ [1, 2] }}", "on_error": "collect", "steps": [
            {"id": "end", "do": {"stop": {"ending": "fail", "message": "No {{ item }}"}}},
        ]}}},
        get("order", "1"),
    ]);
    let story = run(steps, json!({}));
    assert!(story.sent.is_empty());
    let expected = Then::Ended {
        ending: Ending::Fail,
        message: "No 1".into(),
        output: json!({"n": 1}),
    };
    assert_eq!(story.end, expected);
}

#[test]
fn steps_that_are_switched_off_are_passed_over() {
    let mut off = get("off", "{{ trigger.nothing }}");
    off["disabled"] = json!(true);
    let story = run(json!([off, get("on", "1")]), json!({}));
    assert_eq!(story.mark("off"), Some(&Mark::Skipped));
    assert_eq!(story.sent, [Place::of("on")]);
}

#[test]
fn what_is_wrong_says_where() {
    let missing = json!([set("keep", json!({"a": {"b": ["{{ trigger.totla }}"]}}))]);
    let story = run(missing, json!({"total": 1}));
    let Then::Failed { failure, .. } = &story.end else {
        panic!("{:?}", story.end);
    };
    assert_eq!(
        (failure.at.as_str(), failure.span.unwrap().start),
        ("/a/b/0", 3)
    );
    assert_eq!(failure.remedy, "Did you mean `total`?");
    let row = json!({"all": [{"row": {"left": "{{ trigger.id }}", "as": "number", "op": "greater", "right": 1}}]});
    let steps = json!([{"id": "test", "do": {"if": {"condition": row}}}]);
    let at = "/condition/all/0/row/left".to_owned();
    assert_eq!(
        failed(&run(steps, json!({"id": "x"}))),
        ("test".to_owned(), FailureKind::Condition, at)
    );
    let steps = json!([{"id": "each", "do": {"for_each": {"list": "{{ trigger.id }}"}}}]);
    assert_eq!(
        failed(&run(steps, json!({"id": "x"}))),
        ("each".to_owned(), FailureKind::Value, "/list".to_owned())
    );
}

#[test]
fn lists_and_runs_have_limits() {
    let each = |steps: Value| json!([{"id": "each", "do": {"for_each": {"list": "{{ trigger.items }}", "steps": steps}}}]);
    let items = |count: usize| json!({"items": vec![0; count]});
    let most = run(each(json!([set("a", json!({}))])), items(1_000));
    assert_eq!(most.output("each")["items"], json!(1_000));
    let more = run(each(json!([])), items(1_001));
    assert_eq!(
        failed(&more),
        ("each".to_owned(), FailureKind::Items, "/list".to_owned())
    );
    let ten: Vec<_> = (0..10)
        .map(|at| set(&format!("s{at}"), json!({})))
        .collect();
    let long = run(each(json!(ten)), items(1_000));
    assert_eq!(failed(&long).1, FailureKind::Steps);
    let steps = long.places(|mark| matches!(mark, Mark::Done { .. }));
    let steps = steps
        .iter()
        .filter(|place| !place.ends_with(char::is_numeric) || place.contains('/'));
    assert_eq!(
        steps.count(),
        9_999,
        "besides the step that goes over the list"
    );
}

#[test]
fn a_memo_of_another_form_is_no_way_to_go() {
    let whole = document(&with_steps(json!([get("order", "1")])));
    let begun = Mark::Began {
        items: vec![json!(1)],
    };
    for mark in [Mark::Took { way: Way::Then }, begun] {
        let memo: Memo = [(Place::of("order"), mark)].into_iter().collect();
        let asked = next(&whole, &start(json!({})), &memo, BEGIN_MS);
        assert!(
            matches!(asked.then, Then::Failed { failure, .. } if failure.kind == FailureKind::Memo)
        );
    }
}

#[test]
fn options_of_a_trigger_say_which_events_it_is_for() {
    let skipped = |options: Value, trigger: Value, before: Option<Value>| {
        let mut whole = with_steps(json!([]));
        let mut webhook = json!({"connector": "bigcommerce", "of": {"trigger": "order_updated"}});
        for (name, value) in options.as_object().unwrap() {
            webhook[name] = value.clone();
        }
        whole["trigger"] = json!({"webhook": webhook});
        let mut start = start(trigger);
        if let Some(before) = before {
            start = start.after(before);
        }
        match next(&document(&whole), &start, &Memo::new(), BEGIN_MS).then {
            Then::Skipped { why } => Some(why),
            Then::Ended { .. } => None,
            other => panic!("{other:?}"),
        }
    };
    let order = |status: u32| json!({"order": {"id": 1, "status_id": status, "channel_id": 1}});
    let unpaid = json!({"ignore_incomplete": true});
    assert_eq!(
        skipped(unpaid.clone(), order(0), None),
        Some(Skip::Incomplete)
    );
    assert_eq!(skipped(unpaid, order(7), None), None);
    let to = json!({"status_to": [2, 10]});
    assert_eq!(skipped(to.clone(), order(2), None), None);
    assert_eq!(skipped(to.clone(), order(2), Some(order(11))), None);
    assert_eq!(
        skipped(to.clone(), order(2), Some(order(2))),
        Some(Skip::To { status: Some(2) })
    );
    assert_eq!(
        skipped(to, order(11), None),
        Some(Skip::To { status: Some(11) })
    );
    let from = json!({"status_from": [11]});
    assert_eq!(skipped(from.clone(), order(2), Some(order(11))), None);
    assert_eq!(
        skipped(from, order(2), None),
        Some(Skip::From { status: None })
    );
    let channel = json!({"channel": 1});
    assert_eq!(skipped(channel.clone(), order(2), None), None);
    assert_eq!(
        skipped(
            channel.clone(),
            json!({"status_id": 2, "channel_id": "1"}),
            None
        ),
        None
    );
    assert_eq!(
        skipped(channel, json!({"id": 1}), None),
        Some(Skip::Channel { channel: None })
    );
}
