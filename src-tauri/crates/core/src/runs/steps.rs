//! A run on its way: what it is carried out with, what is remembered of it, and what of that is not
//! written down yet.

use std::collections::HashMap;
use std::sync::Arc;

use patchbay_ledger::{
    Call, CallEnd, CallOfRun, NewCall, Run, StepRecord, StepState, Trouble, WholeRun,
};
use patchbay_orchestration::document::Document;
use patchbay_orchestration::plan::{
    Mark, Memo, Place, Record, RunFacts, Start, StoreFacts, step_key,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::memo::{self, Open, START};

/// A run on its way.
pub(super) struct OnItsWay {
    pub run: Run,
    pub document: Arc<Document>,
    pub start: Start,
    pub memo: Memo,
    /// When each place first began.
    began: HashMap<Place, i64>,
    /// What is open about steps that are being sent.
    open: HashMap<Place, Open>,
    /// What it sent, the oldest first.
    pub calls: Vec<Call>,
    /// What came of the last attempt, and steps, that are not written down yet.
    pub ended: Option<(i64, CallEnd)>,
    pub pending: Vec<StepRecord>,
    /// Why the step that failed last did.
    pub trouble: Option<(Place, Trouble)>,
}

impl OnItsWay {
    pub fn new(whole: WholeRun, document: Arc<Document>, start: Start) -> Self {
        let places = |step: &StepRecord| {
            let place: Place = step.place.parse().ok()?;
            Some((place, step.began_at))
        };
        let open = |step: &StepRecord| {
            let place: Place = step.place.parse().ok()?;
            Some((place, memo::open(&whole.steps, &step.place)))
        };
        Self {
            memo: memo::memo(&whole.steps),
            began: whole.steps.iter().filter_map(places).collect(),
            open: whole.steps.iter().filter_map(open).collect(),
            run: whole.run,
            document,
            start,
            calls: whole.calls,
            ended: None,
            pending: Vec::new(),
            trouble: None,
        }
    }

    /// Remembers what became of places.
    pub fn take(&mut self, records: Vec<Record>, now: i64) {
        for Record { place, input, mark } in records {
            let began = *self.began.entry(place.clone()).or_insert(now);
            let row = memo::record(&place, &mark, Some(&input), (began, now));
            let open = self.open.get(&place).filter(|it| **it != Open::default());
            self.pending.push(StepRecord {
                problem: open.and_then(|open| serde_json::to_string(open).ok()),
                ..row
            });
            self.memo.note(place, mark);
        }
    }

    /// Remembers what became of one place.
    pub fn note(&mut self, place: &Place, mark: Mark, now: i64) {
        let began = *self.began.entry(place.clone()).or_insert(now);
        self.pending
            .push(memo::record(place, &mark, None, (began, now)));
        self.memo.note(place.clone(), mark);
    }

    /// What is open about a step that is being sent.
    pub fn open(&self, place: &Place) -> Open {
        self.open.get(place).copied().unwrap_or_default()
    }

    /// Keeps what is open about a step that is being sent.
    pub fn keep_open(&mut self, place: &Place, open: Open, now: i64) {
        let began = *self.began.entry(place.clone()).or_insert(now);
        let row = memo::record(place, &Mark::Sending, None, (began, now));
        self.pending.push(StepRecord {
            state: StepState::Waiting,
            problem: serde_json::to_string(&open).ok(),
            ..row
        });
        self.open.insert(place.clone(), open);
    }

    /// Forgets that a step failed, whose attempts begin to be counted anew.
    pub fn forget(&mut self, place: &Place) {
        let before = self.attempts(&step_key(&self.run.key, place)).len();
        self.memo.forget(place);
        let before = u32::try_from(before).unwrap_or(u32::MAX);
        let open = Open {
            before,
            ..Open::default()
        };
        self.open.insert(place.clone(), open);
    }

    /// Why the step at a place failed.
    pub fn trouble_at(&mut self, place: Option<&Place>) -> Option<Trouble> {
        let (at, trouble) = self.trouble.take()?;
        (Some(&at) == place).then_some(trouble)
    }

    /// Remembers an attempt that is about to be made.
    pub fn remember(&mut self, id: i64, of_run: CallOfRun, asked: NewCall) {
        self.calls.push(Call {
            id,
            asked,
            of_run: Some(of_run),
            end: None,
            settled: None,
        });
    }

    /// Keeps what came of an attempt.
    pub fn ends(&mut self, call_id: i64, end: CallEnd) {
        if let Some(call) = self.calls.iter_mut().find(|call| call.id == call_id) {
            call.end = Some(end.clone());
        }
        self.ended = Some((call_id, end));
    }

    /// Attempts that were made of a step, the oldest first.
    pub fn attempts(&self, key: &str) -> Vec<&Call> {
        let of = |call: &&Call| call.of_run.as_ref().is_some_and(|it| it.step_key == key);
        self.calls.iter().filter(of).collect()
    }
}

/// What a run was started with. It has no credentials.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct KeptStart {
    pub trigger: Value,
    /// How that was at the look before, where there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Value>,
    pub run: RunFacts,
    /// The store it is about, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub store: Option<StoreFacts>,
}

impl KeptStart {
    /// The same as the plan takes it.
    pub fn start(&self) -> Start {
        let start = Start::new(self.run.clone(), self.trigger.clone());
        let start = match &self.store {
            Some(store) => start.of_store(store),
            None => start,
        };
        match &self.before {
            Some(before) => start.after(before.clone()),
            None => start,
        }
    }
}

/// What a run was started with, as it was kept.
pub(crate) fn kept_start(steps: &[StepRecord]) -> Option<KeptStart> {
    let step = steps.iter().find(|step| step.place == START)?;
    serde_json::from_str(step.output.as_deref()?).ok()
}

/// What a run is started with, as it is kept.
pub(super) fn start_record(start: &KeptStart, now: i64) -> StepRecord {
    StepRecord {
        place: START.into(),
        state: StepState::Done,
        began_at: now,
        ended_at: Some(now),
        input: None,
        output: serde_json::to_string(start).ok(),
        problem: None,
    }
}
