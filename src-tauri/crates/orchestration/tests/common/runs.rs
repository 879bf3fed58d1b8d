//! A run, carried out with answers that are made up.

#![allow(dead_code)]

use patchbay_orchestration::document::Document;
use patchbay_orchestration::plan::{
    Failure, Mark, Memo, Place, RunFacts, Start, StoreFacts, Then, next,
};
use serde_json::{Value, json};

/// When runs begin, in milliseconds since 1970.
pub const BEGIN_MS: i64 = 1_772_366_400_000;

pub fn start(trigger: Value) -> Start {
    let run = RunFacts {
        id: 7,
        key: "k".into(),
        started_at: "2026-03-01T12:00:00Z".into(),
    };
    let store = StoreFacts {
        hash: "abc123".into(),
        name: "Mugs".into(),
    };
    Start::new(run, trigger).of_store(&store)
}

/// What happened in a run, in order, and how it ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    pub marks: Vec<(Place, Mark)>,
    pub sent: Vec<Place>,
    pub end: Then,
}

impl Story {
    pub fn places(&self, of: impl Fn(&Mark) -> bool) -> Vec<String> {
        let marks = self.marks.iter().filter(|(_, mark)| of(mark));
        marks.map(|(place, _)| place.to_string()).collect()
    }

    pub fn mark(&self, place: &str) -> Option<&Mark> {
        let mut marks = self.marks.iter().rev();
        marks
            .find(|(at, _)| at.to_string() == place)
            .map(|it| &it.1)
    }

    pub fn output(&self, place: &str) -> &Value {
        match self.mark(place) {
            Some(Mark::Done { output }) => output,
            other => panic!("{place} is {other:?}"),
        }
    }
}

/// Carries a run on from what is remembered of it, with the clock where the last pause left it.
pub fn carry_on(
    document: &Document,
    start: &Start,
    so_far: &[(Place, Mark)],
    answer: &dyn Fn(&Place) -> Mark,
) -> Story {
    let mut marks = so_far.to_vec();
    let mut memo: Memo = marks.iter().cloned().collect();
    let mut sent = Vec::new();
    let mut now_ms = so_far
        .iter()
        .fold(BEGIN_MS, |now_ms, (_, mark)| later(now_ms, mark));
    loop {
        let next = next(document, start, &memo, now_ms);
        let mut note = |place: Place, mark: Mark| {
            memo.note(place.clone(), mark.clone());
            marks.push((place, mark));
        };
        for record in next.records {
            note(record.place, record.mark);
        }
        match next.then {
            Then::Again => {}
            Then::Perform { place, .. } => {
                sent.push(place.clone());
                let mark = answer(&place);
                note(place, mark);
            }
            Then::Ask { place, .. } => {
                let says_no = place.step().ends_with("never");
                note(
                    place,
                    if says_no {
                        Mark::Refused
                    } else {
                        Mark::Allowed
                    },
                );
            }
            Then::Sleep { until_ms, .. } => now_ms = until_ms,
            end @ (Then::Ended { .. } | Then::Failed { .. } | Then::Skipped { .. }) => {
                return Story { marks, sent, end };
            }
        }
    }
}

fn later(now_ms: i64, mark: &Mark) -> i64 {
    match mark {
        Mark::Sleeping { until_ms } => now_ms.max(*until_ms),
        _ => now_ms,
    }
}

pub fn carry_out(document: &Document, start: &Start) -> Story {
    carry_on(document, start, &[], &answer)
}

/// Steps that are called so fail; others answer where they were sent from.
pub fn answer(place: &Place) -> Mark {
    let failure = Failure::performed("It was refused.", "Look at it.");
    let items = place.iterations();
    if place.step().ends_with("fails")
        || items
            .last()
            .is_some_and(|it| place.step().ends_with(&format!("fails_at_{it}")))
    {
        return Mark::Failed { failure };
    }
    let output = json!({"from": place.to_string(), "id": items.iter().sum::<u32>() + 1});
    Mark::Done { output }
}
